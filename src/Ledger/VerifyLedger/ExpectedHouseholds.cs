using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>Which households the journal says there are, and at which version: ranges that came into being, changes, deletions.</summary>
internal sealed class ExpectedHouseholds
{
    private readonly List<(long First, long Last)> _ranges = [];
    private readonly Dictionary<long, int> _versions = [];
    private readonly HashSet<long> _deleted = [];

    public IReadOnlyList<(long First, long Last)> Ranges
    {
        get
        {
            _ranges.Sort();
            return _ranges;
        }
    }

    public void Take(JournalEntry entry)
    {
        if (entry.Target != HouseholdRecord.Table)
        {
            return;
        }

        switch (entry.Action)
        {
            case "created":
                _ranges.Add((entry.FirstKey, entry.LastKey));
                break;
            case "updated":
                _versions[entry.FirstKey] = entry.Version;
                break;
            case "deleted":
                _deleted.Add(entry.FirstKey);
                break;
            default:
                break;
        }
    }

    public int VersionOf(long household) => _versions.GetValueOrDefault(household, 1);

    public bool IsDeleted(long household) => _deleted.Contains(household);
}
