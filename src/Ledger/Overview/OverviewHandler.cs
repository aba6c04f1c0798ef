using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;

namespace CleanHeating.Ledger.Overview;

/// <summary>A milestone, with the days left from the as-of date; negative when it is past. <see cref="Stage"/>, completed or passed, is what it asks of every household.</summary>
public sealed record MilestoneLine(string Code, string Name, string NameEn, string Date, int DaysLeft, string Clause, string? Stage);

/// <summary>Rows that the county's last import refused.</summary>
public sealed record QuarantineLine(string County, int Rows, string ImportId);

/// <summary>Where the city stands at one look.</summary>
/// <param name="AsOf">Date of the last import's ledgers, or today where there was none.</param>
/// <param name="Milestones">Days left to each.</param>
/// <param name="RuralTarget">Households (C4).</param>
/// <param name="UrbanTargetHundredths">0.01 m² (C3).</param>
/// <param name="Total">The city.</param>
/// <param name="Counties">Counties in order of code.</param>
/// <param name="Routes">Names of technologies by code.</param>
/// <param name="LastImportId">Last finished import.</param>
/// <param name="Quarantine">Counties with refused rows.</param>
/// <param name="Leads">Groups per lead at the last sweep; null where there was none.</param>
public sealed record OverviewAnswer(
    string AsOf, IReadOnlyList<MilestoneLine> Milestones, long RuralTarget, long UrbanTargetHundredths, ProgressRow Total, IReadOnlyList<ProgressRow> Counties,
    IReadOnlyDictionary<string, string> Routes, string? LastImportId, IReadOnlyList<QuarantineLine> Quarantine, IReadOnlyDictionary<string, int>? Leads);

/// <summary>Reads the overview from counters and totals; nothing in it scans households.</summary>
public sealed class OverviewHandler(Workplace workplace, ProgrammeStore programmes, ProgressHandler progress)
{
    public Result<OverviewAnswer> Read(CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var rows = progress.Read(RegionLevel.County, null);
        if (!rows.IsOk)
        {
            return Result<OverviewAnswer>.Fail(rows.Errors);
        }

        using var connection = workplace.Database.Open();
        var (asOf, import) = LastImport(connection, programme.Number);
        var english = TextCatalog.IsEnglish(culture);
        var plan = programme.Plan;
        var scope = workplace.Caller.Scope;
        return new OverviewAnswer(
            Date(asOf), [.. plan.Milestones.Select(m => new MilestoneLine(m.Code, m.Name, m.NameEn, Date(m.Date), m.Date.DayNumber - asOf.DayNumber, m.Clause, m.Stage))],
            scope.IsAll ? plan.Rural.Total : rows.Value.Total.Target ?? 0, scope.IsAll ? plan.Urban.Total : plan.Urban.Rows.Where(r => IsOwn(r.Code, scope)).Sum(r => r.Amount), rows.Value.Total, rows.Value.Rows, plan.Technologies.ToDictionary(t => t.Code, t => english ? t.NameEn : t.Name), import,
            [.. plan.Divisions.Counties.Where(scope.Covers).Select(c => Quarantined(connection, c)).OfType<QuarantineLine>()],
            new SweepStore(scope).Latest(connection, programme.Number) is { } sweep ? LeadPatterns.Counts(sweep.Leads.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Count())) : null);
    }

    /// <summary>Date of the newest finished import's ledgers, or today; and that import's id.</summary>
    private (DateOnly AsOf, string? Import) LastImport(DbConnection connection, int programme)
    {
        foreach (var row in connection.Query(null, "SELECT id, as_of FROM import_run WHERE programme = @p0 AND state = 'done' ORDER BY id DESC LIMIT 1", programme))
        {
            return (DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        }

        return (DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime), null);
    }

    // An annex may name a group of counties; who sees only some of it has no figure for the group.
    private static bool IsOwn(long code, Scope scope) => RegionCode.TryFrom(code, out var region) && scope.Covers(region);

    private static QuarantineLine? Quarantined(DbConnection connection, RegionCode county)
    {
        foreach (var row in connection.Query(null, "SELECT quarantined, import_id FROM import_part WHERE county_code = @p0 ORDER BY import_id DESC LIMIT 1", county.CountyCode))
        {
            return row.GetInt32(0) == 0 ? null : new QuarantineLine(county.ToString(), row.GetInt32(0), row.GetInt64(1).ToString(CultureInfo.InvariantCulture));
        }

        return null;
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
