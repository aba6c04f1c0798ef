using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.Data;

/// <summary>A report's name in addresses: its county's code and its number in the county.</summary>
public readonly record struct ReportKey(int County, long Id)
{
    public static ReportKey? Parse(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var county) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ReportKey(county, id) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{County}-{Id}");
}

/// <summary>A report as it is stored.</summary>
internal sealed record Report
{
    public const string Columns = "county_code, id, programme, region_code, report_date, state, version, figures, parts, counted_at, differences, difference_reason, submitted_by, created_at, created_by";

    public required ReportKey Key { get; init; }
    public required int Programme { get; init; }
    public required RegionCode Region { get; init; }
    public required DateOnly Date { get; init; }
    public required ReportState State { get; init; }
    public required int Version { get; init; }
    public required ReportFigures Figures { get; init; }
    public required IReadOnlyList<CountedPart> Parts { get; init; }
    public required long CountedAt { get; init; }

    /// <summary>What was declared when it was submitted; null before.</summary>
    public IReadOnlyList<ReportDifference>? Differences { get; init; }
    public string? DifferenceReason { get; init; }
    public string? SubmittedBy { get; init; }
    public required long CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    public string PartsJson => JsonSerializer.Serialize([.. Parts], ReportJson.Default.ListCountedPart);

    public string? DifferencesJson => Differences is null ? null : JsonSerializer.Serialize([.. Differences], ReportJson.Default.ListReportDifference);

    /// <summary>Reads the row that a reader stands on; its columns are <see cref="Columns"/>.</summary>
    public static Report Read(DbDataReader r) => new()
    {
        Key = new ReportKey(r.GetInt32(0), r.GetInt64(1)), Programme = r.GetInt32(2), Region = RegionCode.From(r.GetInt64(3)), Date = ReportDates.Parse(r.GetString(4)),
        State = (ReportState)r.GetInt32(5), Version = r.GetInt32(6), Figures = ReportFigures.FromJson(r.GetString(7)),
        Parts = JsonSerializer.Deserialize(r.GetString(8), ReportJson.Default.ListCountedPart) ?? [], CountedAt = r.GetInt64(9),
        Differences = r.TextOrNull(10) is { } differences ? JsonSerializer.Deserialize(differences, ReportJson.Default.ListReportDifference) : null,
        DifferenceReason = r.TextOrNull(11), SubmittedBy = r.TextOrNull(12), CreatedAt = r.GetInt64(13), CreatedBy = r.GetString(14),
    };
}

/// <summary>A step of a report's life as it is stored.</summary>
internal sealed record ReportStep(long Id, DateTimeOffset At, string Actor, string Kind, ReportState State, int Version, string? Reason);

/// <summary>A correction as it is stored.</summary>
internal sealed record ReportCorrection(
    long Id, ReportKey Report, RegionCode Region, DateOnly Date, string? Route, string Figure, long Before, long After, string Reason, string Actor, DateTimeOffset At, int Version);

/// <summary>Days as ISO texts, which sort.</summary>
internal static class ReportDates
{
    private const string Form = "yyyy-MM-dd";

    public static string Text(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);

    public static DateOnly? TryParse(string? text) => DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
