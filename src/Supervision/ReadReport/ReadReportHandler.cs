using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.DecideReport;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.ReadReport;

/// <summary>Reads one report: figures, parts, differences, history, corrections, and what the asker can do with it.</summary>
internal sealed class ReadReportHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostCorrections = 100;

    public Result<ReportAnswer> Read(string? key, CultureInfo culture)
    {
        using var work = new ReportWork(workplace, programmes, write: false);
        var found = Find(work, key);
        if (!found.IsOk)
        {
            return Result<ReportAnswer>.Fail(found.Errors);
        }

        var (report, store) = (found.Value, work.Store);
        var lines = new ReportLines(work.Programme!, workplace.Texts, culture);
        var parts = store.OfParts(report.Programme, report.Parts.Select(p => RegionCode.From(p.Region)), report.Date);
        var differences = ReportLifeCycle.Table.Any(t => t.From == report.State && t.Trigger == ReportTrigger.Submit) ? DecideReportHandler.Differences(work, report) : report.Differences ?? [];
        var sum = parts.Values.Where(p => ReportLifeCycle.Counts(p.State)).Aggregate(FigureSet.Zero, (a, p) => a + p.Figures.Total);
        var below = report.Parts.Count == 0 ? [] : store.Corrections(report.Programme, report.Region, report.Date, null, MostCorrections).Where(c => c.Report != report.Key);
        return new ReportAnswer(
            lines.Line(report) with { Differences = differences.Count }, lines.Routes(report.Figures), [.. report.Parts.Select(p => lines.Part(p, parts.GetValueOrDefault(p.Region)))], sum,
            [.. differences.Select(lines.Difference)], report.DifferenceReason, [.. store.Steps(report.Key).Select(lines.Step)], [.. store.Corrections(report.Key).Select(lines.Correction)],
            [.. below.Select(lines.Correction)], [.. ReportActs.Open(workplace.Caller, report).Select(ReportLifeCycle.Word)], report.SubmittedBy == workplace.Caller.Actor);
    }

    /// <summary>The report as a table for paper.</summary>
    public Result<PrintAnswer> Print(string? key, CultureInfo culture)
    {
        using var work = new ReportWork(workplace, programmes, write: false);
        var found = Find(work, key);
        if (!found.IsOk)
        {
            return Result<PrintAnswer>.Fail(found.Errors);
        }

        var lines = new ReportLines(work.Programme!, workplace.Texts, culture);
        return new ReportPrint(lines).Of(found.Value, work.Store.Steps(found.Value.Key));
    }

    private static Result<Report> Find(ReportWork work, string? key) =>
        work.Programme is null ? new Error("programme-missing")
        : ReportKey.Parse(key) is { } known && work.Store.Find(known) is { } report ? report : new Error("report-unknown", null, key ?? "");
}
