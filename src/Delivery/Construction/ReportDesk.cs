using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Planning.Forecast;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>What a village has built by a day: cumulative households, and crews at work.</summary>
/// <param name="Village">Code.</param>
/// <param name="Started">Begun by the day.</param>
/// <param name="Completed">Built by the day.</param>
/// <param name="Crews">Crews at work.</param>
/// <param name="Note">Anything to say.</param>
/// <param name="Version">Version of the village's reports that the person saw; 0 where there were none.</param>
public sealed record VillageReportLine(string Village, int Started, int Completed, int Crews, string? Note, int Version);

/// <summary>Reports of a day. A figure lower than an earlier day's, or one for a day before the last report, is a correction and needs the reason.</summary>
public sealed record VillageReportsRequest(DateOnly Day, IReadOnlyList<VillageReportLine> Villages, string? Reason = null);

/// <summary>A village with its last report beside the ledger.</summary>
/// <param name="Village">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Total">Households of ledger and plan.</param>
/// <param name="LedgerStarted">Begun, by the ledger.</param>
/// <param name="LedgerCompleted">Built, by the ledger.</param>
/// <param name="Day">Day of the last report; null where there is none.</param>
/// <param name="Started">Begun, as reported.</param>
/// <param name="Completed">Built, as reported.</param>
/// <param name="Crews">Crews, as reported.</param>
/// <param name="Note">Note.</param>
/// <param name="By">Who reported.</param>
/// <param name="Differs">Whether the report differs from what the ledger has for that day by more than a tenth of the village.</param>
/// <param name="Version">Version of the village's reports.</param>
public sealed record VillageStanding(
    string Village, string Name, int Total, int LedgerStarted, int LedgerCompleted, DateOnly? Day, int? Started, int? Completed, int? Crews, string? Note, string? By, bool Differs, int Version);

/// <summary>Villages of a township with their last reports.</summary>
public sealed record VillageReportsAnswer(string Township, string TownshipName, DateOnly AsOf, DateOnly Today, IReadOnlyList<VillageStanding> Villages);

/// <summary>Reports that villages type (daily or weekly), beside what the ledger says.</summary>
public sealed class ReportDesk(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    private const int Tenth = 10, LongestNote = 200;

    public Result<VillageReportsAnswer> Read(string? township) => RoomWork.Read<VillageReportsAnswer>(workplace, programmes, on =>
    {
        var region = Township(on, township);
        return region.IsOk ? Read(on, region.Value) : Result<VillageReportsAnswer>.Fail(region.Errors);
    });

    /// <summary>Takes reports of one day for villages of one township: all, or none where one is wrong.</summary>
    public Result<VillageReportsAnswer> Report(string? township, VillageReportsRequest request) => RoomWork.Run<VillageReportsAnswer>(workplace, programmes, "construction-report", request.Reason, on =>
    {
        var region = Township(on, township);
        if (!region.IsOk)
        {
            return Result<VillageReportsAnswer>.Fail(region.Errors);
        }

        var errors = new List<Error>();
        if (request.Day > on.Today)
        {
            errors.Add(new Error("report-future", new ErrorPlace(Path: "day"), Text(request.Day)));
        }

        var lines = request.Villages ?? [];
        foreach (var twice in lines.GroupBy(l => l.Village).Where(g => g.Count() > 1))
        {
            errors.Add(new Error("report-twice", new ErrorPlace(Path: "villages"), twice.Key));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            errors.AddRange(Take(on, region.Value, request, lines[i], $"villages[{i}]"));
        }

        return errors.Count > 0 ? Result<VillageReportsAnswer>.Fail(errors) : Read(on, region.Value);
    });

    private static Result<RegionCode> Township(RoomWork on, string? township) =>
        RegionCode.TryParse(township, out var region) && region.Level == RegionLevel.Township && on.Programme.Plan.Divisions.Has(region) && on.Scope.Touches(region)
            ? region : new Error("region-unknown", new ErrorPlace(Path: "township"), township ?? "");

    private Result<VillageReportsAnswer> Read(RoomWork on, RegionCode region)
    {
        var rows = ConstructionModel.Reports.Of(on, region.CountyCode).ToDictionary(r => r.Code);
        return store.Use(on, city =>
        {
            var households = city.Counties[region.CountyCode].ToLookup(h => h.Village);
            var villages = on.Programme.Plan.Divisions.ChildrenOf(region).Where(on.Scope.Covers).Select(v =>
            {
                var (s, row) = (city.Forecaster.Standing(ForecastUnit.Of(v)), rows.GetValueOrDefault(v.ToString()));
                var last = row?.Document.Reports is [.., var newest] ? newest : null;
                return new VillageStanding(
                    v.ToString(), on.NameOf(v), s.Total, s.Started, s.Completed, last?.Day, last?.Started, last?.Completed, last?.Crews, last?.Note, last?.By, last is not null && Differs(last, [.. households[v.Value]], city.AsOf, s.Total), row?.Version ?? 0);
            }).Where(v => v.Total > 0 || v.Version > 0).ToList();
            return new VillageReportsAnswer(region.ToString(), on.NameOf(region), city.AsOf, on.Today, villages);
        });
    }

    private static IEnumerable<Error> Take(RoomWork on, RegionCode township, VillageReportsRequest request, VillageReportLine line, string path)
    {
        var village = on.Region(line.Village, path, RegionLevel.Village);
        if (!village.IsOk || village.Value.Township != township)
        {
            return [new Error("region-unknown", new ErrorPlace(Path: path), line.Village ?? "")];
        }

        if (line.Started < 0 || line.Completed < 0 || line.Crews < 0 || line.Completed > line.Started || line.Note?.Length > LongestNote)
        {
            return [new Error("report-order", new ErrorPlace(Path: path), on.NameOf(village.Value))];
        }

        var row = ConstructionModel.Reports.FindByCode(on, village.Value.CountyCode, village.Value.ToString());
        var report = new VillageReport(request.Day, line.Started, line.Completed, line.Crews, string.IsNullOrWhiteSpace(line.Note) ? null : line.Note.Trim(), on.Process.Actor, on.Process.At);
        var former = row?.Document.Reports ?? [];
        if (former.FirstOrDefault(r => r.Day == request.Day) is { } same && (same.Started, same.Completed, same.Crews, same.Note) == (report.Started, report.Completed, report.Crews, report.Note))
        {
            return [];
        }

        // Cumulative figures never fall unless corrected, and a correction says why.
        var falls = former.Any(r => (r.Day < request.Day && (r.Started > line.Started || r.Completed > line.Completed)) || (r.Day > request.Day && (r.Started < line.Started || r.Completed < line.Completed)));
        if ((falls || former.Any(r => r.Day >= request.Day)) && Reasons.Objection(request.Reason) is { } objection)
        {
            return [objection.Code == "reason-missing" ? new Error("report-falls", new ErrorPlace(Path: path), on.NameOf(village.Value)) : objection];
        }

        var document = new VillageReports([.. former.Where(r => r.Day != request.Day).Append(report).OrderBy(r => r.Day)]);
        if (row is null)
        {
            if (line.Version != 0)
            {
                return [new Error("version-conflict", new ErrorPlace(Path: path)) { Current = new Conflict(0, null, null, []) }];
            }

            return Refused(ConstructionModel.Reports.Add(on, village.Value.CountyCode, village.Value.ToString(), 0, document, "reported"), path);
        }

        return Refused(ConstructionModel.Reports.Change(on, row, line.Version, 0, document, "reported"), path);
    }

    private static IEnumerable<Error> Refused(Result<RegisterRow<VillageReports>> result, string path) => result.IsOk ? [] : result.Errors.Select(e => e.At(new ErrorPlace(Path: path)));

    private static bool Differs(VillageReport report, List<HouseholdDay> households, DateOnly asOf, int total)
    {
        var day = Math.Min(report.Day.DayNumber, asOf.DayNumber);
        return report.Day <= asOf && Math.Abs(households.Count(h => h.Completed <= day) - report.Completed) * Tenth > total;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
