using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.Data;

/// <summary>Reads and writes reports inside the caller's transaction. What a person's scope does not cover is not there for him.</summary>
internal sealed class ReportStore(DbConnection connection, DbTransaction transaction, TimeOrderedId ids, Scope scope)
{
    private const string StepColumns = "id, at, actor, kind, state, version, reason";
    private const string CorrectionColumns = "id, county_code, report_id, region_code, report_date, route, figure, before, after, reason, actor, at, version";

    /// <summary>The report; null where there is none or it is not for this person.</summary>
    public Report? Find(ReportKey key) =>
        One($"SELECT {Report.Columns} FROM report WHERE county_code = @p0 AND id = @p1", key.County, key.Id) is { } report && scope.Covers(report.Region) ? report : null;

    public Report? Find(int programme, RegionCode region, DateOnly date) => One(
        $"SELECT {Report.Columns} FROM report WHERE county_code = @p0 AND programme = @p1 AND report_date = @p2 AND region_code = @p3",
        region.CountyCode, programme, ReportDates.Text(date), region.Value);

    /// <summary>Reports of a region's parts of one day, whatever their state, by region.</summary>
    public Dictionary<long, Report> OfParts(int programme, IEnumerable<RegionCode> parts, DateOnly date)
    {
        var found = new Dictionary<long, Report>();
        foreach (var county in parts.GroupBy(p => p.CountyCode))
        {
            var codes = county.Select(p => p.Value).ToHashSet();
            foreach (var report in connection.Query(
                transaction,
                $"SELECT {Report.Columns} FROM report WHERE county_code = @p0 AND programme = @p1 AND report_date = @p2 AND region_code >= @p3 AND region_code <= @p4 AND level = @p5",
                county.Key, programme, ReportDates.Text(date), codes.Min(), codes.Max(), (int)county.First().Level).Select(Report.Read).Where(r => codes.Contains(r.Region.Value)))
            {
                found.Add(report.Region.Value, report);
            }
        }

        return found;
    }

    public void Insert(Report report, SealedRows rows)
    {
        if (!rows.Insert(
            SupervisionSeals.Report, report.Key.County, report.Key.Id, report.Programme, report.Region.Value, (int)report.Region.Level, ReportDates.Text(report.Date), (int)report.State, report.Version,
            report.Figures.ToJson(), report.PartsJson, report.CountedAt, null, null, null, report.CreatedAt, report.CreatedBy))
        {
            throw new StaleRowException("report", report.Key.Id);
        }
    }

    /// <summary>Writes a report over the version before its own.</summary>
    public void Update(Report report, SealedRows rows)
    {
        var before = rows.Find(SupervisionSeals.Report, report.Key.County, report.Key.Id);
        if (before is null || before.Long("version") != report.Version - 1 || !rows.Update(
            before, ("state", (int)report.State), ("version", report.Version), ("figures", report.Figures.ToJson()), ("parts", report.PartsJson), ("counted_at", report.CountedAt),
            ("differences", report.DifferencesJson), ("difference_reason", report.DifferenceReason), ("submitted_by", report.SubmittedBy)))
        {
            throw new StaleRowException("report", report.Key.Id);
        }
    }

    public void AddStep(Report report, string kind, ProcessContext process, SealedRows rows) => rows.Insert(
        SupervisionSeals.Step, report.Key.County, report.Key.Id, ids.Next(), process.At, process.Actor, kind, (int)report.State, report.Version, process.Reason);

    /// <summary>Steps of a report's life, oldest first.</summary>
    public List<ReportStep> Steps(ReportKey key) => [.. connection.Query(
        transaction, $"SELECT {StepColumns} FROM report_step WHERE county_code = @p0 AND report_id = @p1 ORDER BY id", key.County, key.Id)
        .Select(r => new ReportStep(r.GetInt64(0), new DateTimeOffset(r.GetInt64(1), TimeSpan.Zero), r.GetString(2), r.GetString(3), (ReportState)r.GetInt32(4), r.GetInt32(5), r.TextOrNull(6)))];

    public void AddCorrection(Report report, string? route, string figure, long before, long after, ProcessContext process, SealedRows rows) => rows.Insert(
        SupervisionSeals.Correction, report.Key.County, report.Key.Id, ids.Next(), report.Programme, report.Region.Value, ReportDates.Text(report.Date), route, figure, before, after, process.Reason,
        process.Actor, process.At, report.Version);

    /// <summary>Corrections of one report, newest first.</summary>
    public List<ReportCorrection> Corrections(ReportKey key) => [.. connection.Query(
        transaction, $"SELECT {CorrectionColumns} FROM report_correction WHERE county_code = @p0 AND report_id = @p1 ORDER BY id DESC", key.County, key.Id).Select(Correction)];

    /// <summary>Corrections within a region, newest first, from below the given number on.</summary>
    public List<ReportCorrection> Corrections(int programme, RegionCode? within, DateOnly? date, long? below, int limit)
    {
        var text = new StatementText();
        text.And("programme = ", programme);
        AddRegions(text, within);
        if (date is { } day)
        {
            text.And("report_date = ", ReportDates.Text(day));
        }

        if (below is { } number)
        {
            text.And("id < ", number);
        }

        return [.. connection.Query(transaction, $"SELECT {CorrectionColumns} FROM report_correction WHERE {text} ORDER BY id DESC LIMIT {text.Value(limit)}", [.. text.Values]).Select(Correction)];
    }

    /// <summary>Reports that the filter means, newest day first, then by region; from beyond the given place on.</summary>
    public List<Report> List(int programme, ReportFilter filter, (DateOnly Date, long Region)? beyond, int limit)
    {
        var text = new StatementText();
        text.And("programme = ", programme);
        AddRegions(text, filter.Within);
        if (filter.Level is { } level)
        {
            text.And("level = ", (int)level);
        }

        if (filter.State is { } state)
        {
            text.And("state = ", (int)state);
        }

        if (filter.Date is { } date)
        {
            text.And("report_date = ", ReportDates.Text(date));
        }

        if (beyond is { } place)
        {
            var (day, region) = (text.Value(ReportDates.Text(place.Date)), text.Value(place.Region));
            text.And($"(report_date < {day} OR (report_date = {day} AND region_code > {region}))");
        }

        return [.. connection.Query(transaction, $"SELECT {Report.Columns} FROM report WHERE {text} ORDER BY report_date DESC, region_code LIMIT {text.Value(limit)}", [.. text.Values]).Select(Report.Read)];
    }

    private Report? One(string text, params object?[] values) => connection.Query(transaction, text, values).Select(Report.Read).FirstOrDefault();

    private static ReportCorrection Correction(DbDataReader r) => new(
        r.GetInt64(0), new ReportKey(r.GetInt32(1), r.GetInt64(2)), RegionCode.From(r.GetInt64(3)), ReportDates.Parse(r.GetString(4)), r.TextOrNull(5), r.GetString(6),
        r.GetInt64(7), r.GetInt64(8), r.GetString(9), r.GetString(10), new DateTimeOffset(r.GetInt64(11), TimeSpan.Zero), r.GetInt32(12));

    // What is asked for and what may be seen: a region is a range of codes, and one county's rows lie together.
    private void AddRegions(StatementText text, RegionCode? within)
    {
        if (within is { } asked)
        {
            text.And(Range(text, asked));
        }

        if (!scope.IsAll)
        {
            text.And(scope.Regions.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", scope.Regions.Select(r => Range(text, r)))})");
        }
    }

    private static string Range(StatementText text, RegionCode region)
    {
        var range = $"region_code >= {text.Value(region.First)} AND region_code <= {text.Value(region.Last)}";
        return region.Level >= RegionLevel.County ? $"(county_code = {text.Value(region.CountyCode)} AND {range})" : $"({range})";
    }
}

/// <summary>Which reports to list; every part narrows.</summary>
internal sealed record ReportFilter(RegionCode? Within, RegionLevel? Level, ReportState? State, DateOnly? Date);

/// <summary>Conditions put together from fixed parts; every value is a parameter.</summary>
internal sealed class StatementText
{
    private readonly List<string> _parts = [];

    public List<object?> Values { get; } = [];

    public string Value(object value)
    {
        Values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{Values.Count - 1}");
    }

    public void And(string condition) => _parts.Add(condition);

    public void And(string condition, object value) => _parts.Add(condition + Value(value));

    public override string ToString() => string.Join(" AND ", _parts);
}
