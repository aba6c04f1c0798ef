using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.DecideReport;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.CorrectReport;

/// <summary>A figure of a locked report and what it is to be.</summary>
/// <param name="Route">Technology code; null for the target, which is the only figure of no route.</param>
/// <param name="Figure">Key of the figure.</param>
/// <param name="Value">New value.</param>
public sealed record FigureCorrection(string? Route, string Figure, long Value);

/// <summary>Corrects a locked report: the figure of one route, its total following. Every level above finds it in its list of corrections.</summary>
public sealed class CorrectReportHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<ReportKey> Correct(string? key, int version, FigureCorrection correction, string? reason, CultureInfo culture) =>
        Repeating.Run(workplace.Database, () => Once(ReportKey.Parse(key), version, correction, reason, culture));

    private Result<ReportKey> Once(ReportKey? key, int version, FigureCorrection correction, string? reason, CultureInfo culture)
    {
        using var work = new ReportWork(workplace, programmes, write: true);
        var admitted = ReportActs.Admit(work, workplace, key, version, ReportTrigger.Correct, reason, reason, culture);
        if (!admitted.IsOk)
        {
            return Result<ReportKey>.Fail(admitted.Errors);
        }

        var (report, act) = admitted.Value;
        var before = report.Figures.Of(correction.Route)[correction.Figure] ?? 0;
        if ((correction.Route is { } route && !work.Programme!.Routes.ContainsKey(route)) || report.Figures.With(correction.Route, correction.Figure, correction.Value) is not { } figures)
        {
            return new Error("report-figure", new ErrorPlace(Path: "figure"), correction.Figure, correction.Route ?? "");
        }

        if (!figures.Of(correction.Route).IsCoherent || !figures.Total.IsCoherent)
        {
            return new Error("report-incoherent", new ErrorPlace(Path: "value"));
        }

        // What is as it should be already is no correction.
        if (before == correction.Value)
        {
            return report.Key;
        }

        work.Begin(ReportTrigger.Correct, reason);
        var after = report with { Figures = figures, State = act.To, Version = report.Version + 1 };
        work.Store.Update(after, work.Rows);
        work.Store.AddCorrection(after, correction.Route, correction.Figure, before, correction.Value, work.Process, work.Rows);
        work.Commit(after, ReportLifeCycle.Word(ReportTrigger.Correct), "corrected", ReportDetail.Of(after, correction.Route, correction.Figure, before, correction.Value));
        return report.Key;
    }
}
