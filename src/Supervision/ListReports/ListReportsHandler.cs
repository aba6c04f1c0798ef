using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;
using CleanHeating.Supervision.ReadReport;

namespace CleanHeating.Supervision.ListReports;

/// <summary>Which reports, which page. Every part is optional.</summary>
public sealed record ReportListRequest
{
    /// <summary>Region code: the region and what is in it.</summary>
    public string? Region { get; init; }

    /// <summary>village, township, county or city.</summary>
    public string? Level { get; init; }

    /// <summary>draft, submitted, returned, accepted or locked.</summary>
    public string? State { get; init; }

    /// <summary>Reporting date.</summary>
    public string? Date { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Rows of a page, 1 to 200.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Lists reports and corrections of the asker's regions, page by page and by key.</summary>
internal sealed class ListReportsHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<ReportPage> List(ReportListRequest request, CultureInfo culture)
    {
        using var work = new ReportWork(workplace, programmes, write: false);
        var filter = FilterOf(work, request);
        if (!filter.IsOk)
        {
            return Result<ReportPage>.Fail(filter.Errors);
        }

        var limit = Math.Clamp(request.Limit, 1, 200);
        var found = work.Store.List(work.Programme!.Number, filter.Value, Beyond(request.Cursor), limit + 1);
        var page = found.Take(limit).ToList();
        var lines = new ReportLines(work.Programme, workplace.Texts, culture);
        var next = found.Count > limit ? $"{ReportDates.Text(page[^1].Date)}_{page[^1].Region}" : null;
        return new ReportPage([.. page.Select(lines.Line)], next);
    }

    /// <summary>Corrections within a region, newest first.</summary>
    public Result<CorrectionPage> Corrections(string? region, string? cursor, int limit, CultureInfo culture)
    {
        using var work = new ReportWork(workplace, programmes, write: false);
        var within = Within(work, region);
        if (!within.IsOk)
        {
            return Result<CorrectionPage>.Fail(within.Errors);
        }

        var most = Math.Clamp(limit, 1, 200);
        long? below = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var found = work.Store.Corrections(work.Programme!.Number, within.Value.Code, null, below, most + 1);
        var page = found.Take(most).ToList();
        var lines = new ReportLines(work.Programme, workplace.Texts, culture);
        return new CorrectionPage([.. page.Select(lines.Correction)], found.Count > most ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Result<Asked> Within(ReportWork work, string? region)
    {
        if (work.Programme is null)
        {
            return new Error("programme-missing");
        }

        if (string.IsNullOrEmpty(region))
        {
            return new Asked(null);
        }

        var code = work.Region(region);
        return code.IsOk ? new Asked(code.Value) : Result<Asked>.Fail(code.Errors);
    }

    private static Result<ReportFilter> FilterOf(ReportWork work, ReportListRequest request)
    {
        var within = Within(work, request.Region);
        if (!within.IsOk)
        {
            return Result<ReportFilter>.Fail(within.Errors);
        }

        var level = Enum.GetValues<RegionLevel>().Cast<RegionLevel?>().FirstOrDefault(l => ReportLifeCycle.Word(l!.Value) == request.Level);
        var (state, date) = (ReportLifeCycle.ParseState(request.State), ReportDates.TryParse(request.Date));
        var unknown = new[] { (request.Level, level is null), (request.State, state is null), (request.Date, date is null) }.Where(p => !string.IsNullOrEmpty(p.Item1) && p.Item2).Select(p => p.Item1!).ToList();
        return unknown.Count > 0 ? new Error("filter-unknown", null, string.Join(", ", unknown)) : new ReportFilter(within.Value.Code, level, state, date);
    }

    private static (DateOnly, long)? Beyond(string? cursor) => (cursor ?? "").Split('_') is [var day, var region]
        && ReportDates.TryParse(day) is { } date && long.TryParse(region, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (date, code) : null;

    private sealed record Asked(RegionCode? Code);
}
