using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.ReadReport;

/// <summary>Writes a report as it stands on paper: parts as counted, total as signed.</summary>
internal sealed class ReportPrint(ReportLines lines)
{
    public PrintAnswer Of(Report report, IReadOnlyList<ReportStep> steps)
    {
        var notes = new List<string>();
        if (report.Differences is { Count: > 0 } differences)
        {
            notes.Add(lines.Text("report.print.differs", differences.Count, report.DifferenceReason));
        }

        if (steps.Any(s => s.Kind == ReportLifeCycle.Word(ReportTrigger.Correct)))
        {
            notes.Add(lines.Text("report.print.corrected"));
        }

        return new PrintAnswer(
            lines.Text("report.print.title", lines.Name(report.Region)), ReportDates.Text(report.Date), lines.StateName(report.State), [.. FigureSet.Keys.Select(k => new PrintColumn(k, lines.FigureName(k)))],
            [.. report.Parts.Where(p => !p.Figures.Total.IsEmpty).Select(p => Row(lines.Name(RegionCode.From(p.Region)), p.Figures.Total))], Row(lines.Text("report.print.total"), report.Figures.Total),
            [.. report.Figures.Routes.Select(r => Row(lines.RouteName(r.Key), r.Value))], notes,
            [.. steps.Where(s => s.Kind is "submit" or "accept" or "lock").Select(s => new Signature(s.Kind, lines.Text("report.act." + s.Kind), s.Actor, s.At))]);
    }

    private static PrintRow Row(string name, FigureSet figures) => new(name, [.. FigureSet.Keys.Select(k => Cell(k, figures[k]))]);

    private static string Cell(string key, long? value) => value is not { } some ? ""
        : key.EndsWith("_fen", StringComparison.Ordinal) || key.EndsWith("_hundredths", StringComparison.Ordinal) ? (some / 100m).ToString("N2", CultureInfo.InvariantCulture)
        : some.ToString("N0", CultureInfo.InvariantCulture);
}
