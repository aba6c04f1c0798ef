using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>Which households the journal says there are, and at which version: ranges that came into being, changes, deletions.</summary>
internal sealed class ExpectedHouseholds
{
    private readonly List<(long First, long Last)> _ranges = [];
    private readonly Dictionary<long, int> _versions = [];
    private readonly HashSet<long> _deleted = [];

    /// <summary>Ranges in order.</summary>
    public IReadOnlyList<(long First, long Last)> Ranges
    {
        get
        {
            _ranges.Sort();
            return _ranges;
        }
    }

    /// <summary>Last number that the journal gave out in each village.</summary>
    public Dictionary<long, long> LastByVillage()
    {
        var last = new Dictionary<long, long>();
        foreach (var (_, to) in _ranges)
        {
            last[to / 100_000] = Math.Max(last.GetValueOrDefault(to / 100_000), to % 100_000);
        }

        return last;
    }

    public void Take(PassingEntry entry)
    {
        if (!entry.Target.SequenceEqual("household"u8))
        {
            return;
        }

        if (entry.Action.SequenceEqual("created"u8))
        {
            _ranges.Add((entry.FirstKey, entry.LastKey));
        }
        else if (entry.Action.SequenceEqual("updated"u8))
        {
            _versions[entry.FirstKey] = entry.Version;
        }
        else if (entry.Action.SequenceEqual("deleted"u8))
        {
            _deleted.Add(entry.FirstKey);
        }
    }

    public int VersionOf(long household) => _versions.GetValueOrDefault(household, 1);

    public bool IsDeleted(long household) => _deleted.Contains(household);
}
