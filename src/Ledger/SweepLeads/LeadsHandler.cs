using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.ReadHousehold;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>A group of households that share what they should not share. A hint for a check, never a verdict.</summary>
public sealed record Lead(string Pattern, string Name, string Do, IReadOnlyList<LeadHousehold> Households);

/// <summary>What the last sweep found; <see cref="SweptAt"/> is null where there was none.</summary>
public sealed record LeadsAnswer(DateTimeOffset? SweptAt, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Lead> Leads);

/// <summary>What a sweep came to: groups per pattern.</summary>
public sealed record SweepCounts(DateTimeOffset SweptAt, IReadOnlyDictionary<string, int> Counts);

/// <summary>A lead with identity numbers in clear, for an auditor's own comparison.</summary>
public sealed record RevealedLead(string Pattern, IReadOnlyList<string> IdentityNumbers, IReadOnlyList<string> Households);

/// <summary>A sweep whose persons were revealed; the reveal stands in the journal.</summary>
public sealed record RevealedLeads(IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RevealedLead> Leads);

/// <summary>Sweeps for leads and reads what was found.</summary>
public sealed class LeadsHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<LeadsAnswer> Latest(CultureInfo culture) => Answer(culture, sweep: false);

    public Result<LeadsAnswer> Sweep(CultureInfo culture) => Answer(culture, sweep: true);

    /// <summary>Sweeps and says how many groups of each pattern the caller may see.</summary>
    public Result<SweepCounts> SweepCounted(Action<long>? progress, CancellationToken cancellation)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        new LeadSweep(workplace).Run(programme.Number, save: true, progress: progress, cancellation: cancellation);
        using var connection = workplace.Database.Open();
        var seen = new SweepStore(workplace.Caller.Scope).Latest(connection, programme.Number)!;
        return new SweepCounts(new DateTimeOffset(seen.At, TimeSpan.Zero), Counts(seen));
    }

    /// <summary>Sweeps and names the persons; who asked, when and why is journalled before anything is shown.</summary>
    public Result<RevealedLeads> SweepRevealed(string actor, string reason)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var result = new LeadSweep(workplace).Run(programme.Number, save: true);
        using var connection = workplace.Database.Open();
        JournalNote.Write(workplace, workplace.Begin("leads-sweep", actor, reason), 0, "revealed", HouseholdRecord.Table, 0, result.Leads.Sum(l => l.Households.Count), null);

        using var rows = new LedgerRows(workplace, programme, Platform.Texts.TextCatalog.Chinese);
        return new RevealedLeads(Counts(result), [.. result.Leads.Select(l => new RevealedLead(
            l.Pattern,
            [.. l.Households.SelectMany(h => connection.Query(null, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 AND household_id = @p1", (int)(h / 100_000 / 1_000_000), h).Select(HouseholdRecord.Read).ToList()).Select(rows.Identity)],
            [.. l.Households.Select(h => h.ToString(CultureInfo.InvariantCulture))]))]);
    }

    private Result<LeadsAnswer> Answer(CultureInfo culture, bool sweep)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var connection = workplace.Database.Open();
        var scope = workplace.Caller.Scope;
        var seen = new SweepStore(scope);
        var result = sweep ? seen.Seen(new LeadSweep(workplace).Run(programme.Number, save: true)) : seen.Latest(connection, programme.Number);
        if (result is null)
        {
            return new LeadsAnswer(null, LeadPatterns.Counts(new Dictionary<string, int>()), []);
        }

        using var rows = new LedgerRows(workplace, programme, culture);
        return new LeadsAnswer(new DateTimeOffset(result.At, TimeSpan.Zero), Counts(result), [.. result.Leads.Select(l => new Lead(
            l.Pattern, workplace.Texts.Get(l.Pattern + ".name", culture), workplace.Texts.Get(l.Pattern + ".do", culture), LeadHouseholds.Of(connection, l.Households, rows, scope)))]);
    }

    private static Dictionary<string, int> Counts(SweepResult result) => LeadPatterns.Counts(result.Leads.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Count()));
}
