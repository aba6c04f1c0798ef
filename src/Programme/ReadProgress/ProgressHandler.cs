using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Progress;
using CleanHeating.Programme.Targets;

namespace CleanHeating.Programme.ReadProgress;

/// <summary>
/// How far a region is. Started and completed count these stages or later ones. Money in fen; outstanding is what passed
/// households still lack to the subsidy floor; area in 0.1 m²; routes are households by technology code.
/// </summary>
public sealed record ProgressRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Rural households; null where nothing was handed down to this region yet.</summary>
    public long? Target { get; init; }
    public long Ledger { get; init; }
    public long NotStarted { get; init; }
    public long Started { get; init; }
    public long Completed { get; init; }
    public long Passed { get; init; }
    public long Failed { get; init; }
    public long PaidFen { get; init; }
    public long OutstandingFen { get; init; }
    public long AreaTenths { get; init; }
    public required IReadOnlyDictionary<string, long> Routes { get; init; }
}

/// <summary>Rows in order of code, and their sum.</summary>
public sealed record ProgressAnswer(IReadOnlyList<ProgressRow> Rows, ProgressRow Total);

/// <summary>Reads progress against targets from the counters. The cost is that of the rows shown, whatever the ledger's size.</summary>
public sealed class ProgressHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <param name="by">Level of the rows.</param>
    /// <param name="within">Region whose divisions are shown; null for the whole city.</param>
    public Result<ProgressAnswer> Read(RegionLevel by, RegionCode? within)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginRead(connection);
        if (programmes.Current(connection, transaction) is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (within is { } asked && !programme.Plan.Divisions.Has(asked))
        {
            return new Error("region-unknown", null, asked.ToString());
        }

        var caller = workplace.Caller.Scope;
        var regions = Regions(programme, by, within, caller);
        var progress = Levels(new ProgressReader(connection, transaction, caller), programme.Number, regions.Select(r => r.Code));
        var targets = new TargetStore(workplace, connection, transaction, programme.Number).Amounts(TargetMeasure.Households, regions.Select(r => r.Code.CountyCode).Distinct());
        var rows = regions.Select(r => Row(programme, r.Code.ToString(), r.Name, targets.TryGetValue(r.Code.Value, out var target) ? target : null, progress.GetValueOrDefault(r.Code.Value))).ToList();
        var whole = within ?? (caller.Regions is [var own] ? own : programme.Plan.City.Code);
        return new ProgressAnswer(rows, Total(whole, programme, rows));
    }

    // Divisions of the level asked for; a caller whose own regions lie below it sees those instead.
    private static List<(RegionCode Code, string Name)> Regions(LoadedProgramme programme, RegionLevel by, RegionCode? within, Scope scope) =>
        [.. programme.Plan.Divisions.All.Where(d => (within is null || within.Value.Contains(d.Code))
            && (d.Code.Level == by ? scope.Covers(d.Code) : d.Code.Level > by && scope.Regions.Contains(d.Code)))];

    private static Dictionary<long, RegionProgress> Levels(ProgressReader reader, int programme, IEnumerable<RegionCode> regions) =>
        regions.GroupBy(r => r.Level).SelectMany(level => reader.Read(programme, level)).ToDictionary(r => r.Key, r => r.Value);

    private static ProgressRow Row(LoadedProgramme programme, string code, string name, long? target, RegionProgress? progress) => new()
    {
        Code = code,
        Name = name,
        Target = target,
        Ledger = progress?.Ledger ?? 0,
        NotStarted = progress?.NotStarted ?? 0,
        Started = progress?.Started ?? 0,
        Completed = progress?.Completed ?? 0,
        Passed = progress?.Passed ?? 0,
        Failed = progress?.Failed ?? 0,
        PaidFen = progress?.Paid.Fen ?? 0,
        OutstandingFen = progress?.Outstanding.Fen ?? 0,
        AreaTenths = (progress?.Area.Hundredths ?? 0) / 10,
        Routes = progress?.Routes.ToDictionary(r => programme.TechnologyOf(r.Key)?.Code ?? "?", r => r.Value) ?? [],
    };

    private static ProgressRow Total(RegionCode scope, LoadedProgramme programme, List<ProgressRow> rows) => new()
    {
        Code = scope.ToString(),
        Name = programme.Plan.Divisions.NameOf(scope),
        Target = rows.Any(r => r.Target is not null) ? rows.Sum(r => r.Target ?? 0) : null,
        Ledger = rows.Sum(r => r.Ledger),
        NotStarted = rows.Sum(r => r.NotStarted),
        Started = rows.Sum(r => r.Started),
        Completed = rows.Sum(r => r.Completed),
        Passed = rows.Sum(r => r.Passed),
        Failed = rows.Sum(r => r.Failed),
        PaidFen = rows.Sum(r => r.PaidFen),
        OutstandingFen = rows.Sum(r => r.OutstandingFen),
        AreaTenths = rows.Sum(r => r.AreaTenths),
        Routes = rows.SelectMany(r => r.Routes).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Sum(r => r.Value)),
    };
}
