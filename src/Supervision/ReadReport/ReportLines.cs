using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.ReadReport;

/// <summary>Puts reports into the shapes of the interface, with names in one language.</summary>
internal sealed class ReportLines(LoadedProgramme programme, TextCatalog texts, CultureInfo culture)
{
    public ReportLine Line(Report report) => new(
        report.Key.ToString(), report.Region.ToString(), Name(report.Region), report.Region.Level > RegionLevel.City ? Name(report.Region.Parent) : "", ReportLifeCycle.Word(report.Region.Level),
        ReportDates.Text(report.Date), ReportLifeCycle.Word(report.State), StateName(report.State), report.Version, report.Figures.Total, new DateTimeOffset(report.CountedAt, TimeSpan.Zero),
        report.SubmittedBy, report.Differences?.Count ?? 0);

    public IReadOnlyList<RouteLine> Routes(ReportFigures figures) => [.. figures.Routes.Select(r => new RouteLine(r.Key, RouteName(r.Key), r.Value))];

    public PartLine Part(CountedPart part, Report? report) => new(
        RegionCode.From(part.Region).ToString(), Name(RegionCode.From(part.Region)), report?.Key.ToString(), report is null ? null : ReportLifeCycle.Word(report.State),
        report is null ? null : StateName(report.State), part.Figures.Total, report is not null && ReportLifeCycle.Counts(report.State) ? report.Figures.Total : null);

    public DifferenceLine Difference(ReportDifference d) => new(
        RegionCode.From(d.Region).ToString(), Name(RegionCode.From(d.Region)), d.Route, d.Route is null ? null : RouteName(d.Route), d.Figure, d.Figure is null ? null : FigureName(d.Figure), d.Counted, d.Reported);

    public StepLine Step(ReportStep s) => new(s.At, s.Actor, s.Kind, Text("report.act." + s.Kind), ReportLifeCycle.Word(s.State), StateName(s.State), s.Version, s.Reason);

    public CorrectionLine Correction(ReportCorrection c) => new(
        c.Id.ToString(CultureInfo.InvariantCulture), c.Report.ToString(), c.Region.ToString(), Name(c.Region), ReportDates.Text(c.Date), c.Route, c.Route is null ? null : RouteName(c.Route),
        c.Figure, FigureName(c.Figure), c.Before, c.After, c.Reason, c.Actor, c.At);

    public string Name(RegionCode region) => programme.Plan.Divisions.NameOf(region);

    public string StateName(ReportState state) => Text("report.state." + ReportLifeCycle.Word(state));

    public string FigureName(string key) => Text("report.figure." + key);

    public string RouteName(string code) => programme.Plan.Technologies.FirstOrDefault(t => t.Code == code) is not { } route ? code : TextCatalog.IsEnglish(culture) ? route.NameEn : route.Name;

    public string Text(string key, params ReadOnlySpan<object?> args) => texts.Get(key, culture, args);
}
