using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.ReadReport;

/// <summary>A report as lists show it. The state is draft, submitted, returned, accepted or locked; the level village, township, county or city.</summary>
public sealed record ReportLine(
    string Id, string RegionCode, string Region, string ParentRegion, string Level, string Date, string State, string StateName, int Version, FigureSet Figures, DateTimeOffset CountedAt,
    string? SubmittedBy, int Differences);

/// <summary>A page of reports with the cursor of the next; null on the last.</summary>
public sealed record ReportPage(IReadOnlyList<ReportLine> Rows, string? Next);

/// <summary>Figures of one route.</summary>
public sealed record RouteLine(string Code, string Name, FigureSet Figures);

/// <summary>A part: what the whole counted for it, and its own report of the day. Figures are null where it has none that counts.</summary>
public sealed record PartLine(string RegionCode, string Region, string? ReportId, string? State, string? StateName, FigureSet Counted, FigureSet? Reported);

/// <summary>Where a part and the whole do not agree; without a figure the part's report is missing.</summary>
public sealed record DifferenceLine(string RegionCode, string Region, string? Route, string? RouteName, string? Figure, string? FigureName, long Counted, long? Reported);

/// <summary>A step of a report's life.</summary>
public sealed record StepLine(DateTimeOffset At, string Actor, string Kind, string KindName, string State, string StateName, int Version, string? Reason);

/// <summary>A correction of a locked figure.</summary>
public sealed record CorrectionLine(
    string Id, string ReportId, string RegionCode, string Region, string Date, string? Route, string? RouteName, string Figure, string FigureName, long Before, long After, string Reason, string Actor, DateTimeOffset At);

/// <summary>A page of corrections, newest first.</summary>
public sealed record CorrectionPage(IReadOnlyList<CorrectionLine> Rows, string? Next);

/// <summary>A report whole.</summary>
/// <param name="Report">The report.</param>
/// <param name="Routes">Its figures by route.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="PartsSum">Sum of the parts' reports that count.</param>
/// <param name="Differences">As declared when it was submitted; before that, as they stand now.</param>
/// <param name="DifferenceReason">Why it was submitted with differences.</param>
/// <param name="History">Its life, oldest first.</param>
/// <param name="Corrections">Corrections of its own figures, newest first.</param>
/// <param name="CorrectionsBelow">Corrections of the day's reports within the region, newest first.</param>
/// <param name="Acts">What the asker can do with it: refresh, submit, return, accept, lock, correct.</param>
/// <param name="IsOwn">Whether the asker submitted it and so decides nothing about it.</param>
public sealed record ReportAnswer(
    ReportLine Report, IReadOnlyList<RouteLine> Routes, IReadOnlyList<PartLine> Parts, FigureSet PartsSum, IReadOnlyList<DifferenceLine> Differences, string? DifferenceReason,
    IReadOnlyList<StepLine> History, IReadOnlyList<CorrectionLine> Corrections, IReadOnlyList<CorrectionLine> CorrectionsBelow, IReadOnlyList<string> Acts, bool IsOwn);

/// <summary>A column of the printed table.</summary>
public sealed record PrintColumn(string Key, string Name);

/// <summary>A row of the printed table; cells are text, as they stand on paper.</summary>
public sealed record PrintRow(string Name, IReadOnlyList<string> Cells);

/// <summary>Who signed: what, when.</summary>
public sealed record Signature(string Kind, string KindName, string Actor, DateTimeOffset At);

/// <summary>A report as a table for paper: a row for each part, the total, the routes, and the signatures.</summary>
public sealed record PrintAnswer(
    string Title, string Date, string StateName, IReadOnlyList<PrintColumn> Columns, IReadOnlyList<PrintRow> Rows, PrintRow Total, IReadOnlyList<PrintRow> Routes, IReadOnlyList<string> Notes, IReadOnlyList<Signature> Signatures);
