using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.DecideReport;

/// <summary>Carries a report through its life: taken anew, submitted, returned, accepted, locked. Each is one transaction with its step and journal entry.</summary>
public sealed class DecideReportHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Takes the figures anew, as the counters stand now.</summary>
    public Result<ReportKey> Refresh(string? key, int version, CultureInfo culture) => Act(key, version, ReportTrigger.Refresh, null, culture, (work, report) =>
    {
        var (whole, parts) = CountFigures.Of(work, report.Region);
        return report with { Figures = whole, Parts = parts, CountedAt = work.Process.At };
    });

    /// <summary>Signs the figures as they stand. Where the parts' reports say otherwise, a reason for the difference must be stated.</summary>
    public Result<ReportKey> Submit(string? key, int version, string? differenceReason, CultureInfo culture) => Act(key, version, ReportTrigger.Submit, differenceReason, culture, (work, report) =>
    {
        var differences = Differences(work, report);
        if (differences.Count > 0 && string.IsNullOrWhiteSpace(differenceReason))
        {
            return new Error("report-differs", new ErrorPlace(Path: "reason"), differences.Count.ToString(CultureInfo.InvariantCulture));
        }

        if (differences.Count > 0 && Reasons.Objection(differenceReason) is { } objection)
        {
            return objection;
        }

        return report with { Differences = differences, DifferenceReason = differences.Count > 0 ? differenceReason : null, SubmittedBy = work.Process.Actor };
    });

    public Result<ReportKey> Return(string? key, int version, string? reason, CultureInfo culture) => Act(key, version, ReportTrigger.Return, reason, culture, (_, report) => report);

    public Result<ReportKey> Accept(string? key, int version, CultureInfo culture) => Act(key, version, ReportTrigger.Accept, null, culture, (_, report) => report);

    public Result<ReportKey> Lock(string? key, int version, CultureInfo culture) => Act(key, version, ReportTrigger.Lock, null, culture, (_, report) => report);

    /// <summary>Where the parts' reports that count do not agree with a report's figures, at this moment.</summary>
    internal static List<ReportDifference> Differences(ReportWork work, Report report)
    {
        var reports = work.Store.OfParts(report.Programme, report.Parts.Select(p => RegionCode.From(p.Region)), report.Date);
        return ReportComparison.Of(report.Parts, reports.Where(r => ReportLifeCycle.Counts(r.Value.State)).ToDictionary(r => r.Key, r => r.Value.Figures));
    }

    private Result<ReportKey> Act(
        string? key, int version, ReportTrigger trigger, string? reason, CultureInfo culture, Func<ReportWork, Report, Result<Report>> change) => Repeating.Run(workplace.Database, () =>
    {
        using var work = new ReportWork(workplace, programmes, write: true);
        var admitted = ReportActs.Admit(work, workplace, ReportKey.Parse(key), version, trigger, reason, reason, culture);
        if (!admitted.IsOk)
        {
            return Result<ReportKey>.Fail(admitted.Errors);
        }

        var (report, act) = admitted.Value;
        work.Begin(trigger, string.IsNullOrWhiteSpace(reason) ? null : reason);
        var changed = change(work, report);
        if (!changed.IsOk)
        {
            return Result<ReportKey>.Fail(changed.Errors);
        }

        var after = changed.Value with { State = act.To, Version = report.Version + 1 };
        work.Store.Update(after, work.Rows);
        work.Commit(after, ReportLifeCycle.Word(trigger), Verb(trigger), ReportDetail.Of(after));
        return report.Key;
    });

    private static string Verb(ReportTrigger trigger) => trigger switch
    {
        ReportTrigger.Refresh => "refreshed", ReportTrigger.Submit => "submitted", ReportTrigger.Return => "returned", ReportTrigger.Accept => "accepted", ReportTrigger.Lock => "locked", _ => "corrected",
    };
}
