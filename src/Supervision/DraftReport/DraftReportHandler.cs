using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.DraftReport;

/// <summary>Begins a region's report of a day, with the figures that the counters show at this moment.</summary>
public sealed class DraftReportHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <param name="region">Region code.</param>
    /// <param name="date">Reporting date, such as the end of a week; it may not lie ahead.</param>
    public Result<ReportKey> Draft(string? region, string? date) => Repeating.Run(workplace.Database, () => Once(region, date));

    private Result<ReportKey> Once(string? regionText, string? dateText)
    {
        using var work = new ReportWork(workplace, programmes, write: true);
        if (work.Programme is not { } programme)
        {
            return new Error("programme-missing");
        }

        var region = work.Region(regionText);
        if (!region.IsOk)
        {
            return Result<ReportKey>.Fail(region.Errors);
        }

        if (!workplace.Caller.May(Permission.SubmitReport))
        {
            return new Error("permission-missing");
        }

        if (ReportDates.TryParse(dateText) is not { } date || date > LatestDay())
        {
            return new Error("report-date", new ErrorPlace(Path: "date"), dateText ?? "");
        }

        if (work.Store.Find(programme.Number, region.Value, date) is { } existing)
        {
            return new Error("report-exists", new ErrorPlace(Path: existing.Key.ToString()), programme.Plan.Divisions.NameOf(region.Value), ReportDates.Text(date));
        }

        return Insert(work, programme, region.Value, date);
    }

    private Result<ReportKey> Insert(ReportWork work, LoadedProgramme programme, RegionCode region, DateOnly date)
    {
        work.Begin(null, null);
        var (whole, parts) = CountFigures.Of(work, region);
        var report = new Report
        {
            Key = new ReportKey(region.CountyCode, workplace.Ids.Next()), Programme = programme.Number, Region = region, Date = date, State = ReportState.Draft, Version = 1,
            Figures = whole, Parts = parts, CountedAt = work.Process.At, CreatedAt = work.Process.At, CreatedBy = work.Process.Actor,
        };
        work.Store.Insert(report, work.Rows);
        work.Commit(report, "draft", "created", ReportDetail.Of(report));
        return report.Key;
    }

    // East of Greenwich the day begins before the clock's own.
    private DateOnly LatestDay() => DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime).AddDays(1);
}
