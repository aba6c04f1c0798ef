using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.DecideReport;

/// <summary>Who may do what with a report: the life cycle, asked for one person.</summary>
internal static class ReportActs
{
    /// <summary>What this person can do with the report as it stands.</summary>
    public static IReadOnlyList<ReportTrigger> Open(Caller caller, Report report) =>
        [.. ReportLifeCycle.Table.Where(t => t.From == report.State && Objection(caller, report, t) is null).Select(t => t.Trigger)];

    /// <summary>Why this person may not; null where he may.</summary>
    public static Error? Objection(Caller caller, Report report, ReportTransition act)
    {
        if (!caller.May(act.ByLevelAbove ? Permission.DecideReport : Permission.SubmitReport))
        {
            return new Error("permission-missing");
        }

        if (!act.ByLevelAbove)
        {
            return caller.Scope.Covers(report.Region) ? null : new Error("report-unknown", null, report.Key.ToString());
        }

        return !caller.Scope.Covers(report.Region.Parent) ? new Error("report-not-above")
            : caller.Actor == report.SubmittedBy ? new Error("report-own") : null;
    }

    /// <summary>Finds the report for an act and the line of the life cycle that allows it, or says why not.</summary>
    public static Result<(Report Report, ReportTransition Act)> Admit(
        ReportWork work, Workplace workplace, ReportKey? key, int version, ReportTrigger trigger, string? reason, string? wanted, CultureInfo culture)
    {
        if (work.Programme is null)
        {
            return new Error("programme-missing");
        }

        if (key is not { } known || work.Store.Find(known) is not { } report)
        {
            return new Error("report-unknown", null, key?.ToString() ?? "");
        }

        if (report.Version != version)
        {
            return new Error("version-conflict") { Current = Stale(work, workplace, report, trigger, wanted, culture) };
        }

        var act = ReportLifeCycle.Find(report.State, trigger);
        if (!act.IsOk)
        {
            return new Error("report-state", null, workplace.Texts.Get("report.state." + ReportLifeCycle.Word(report.State), culture), workplace.Texts.Get("report.act." + ReportLifeCycle.Word(trigger), culture));
        }

        var objection = Objection(workplace.Caller, report, act.Value) ?? (act.Value.NeedsReason ? Reasons.Objection(reason) : null);
        return objection is not null ? objection : (report, act.Value);
    }

    // The two sides: the state that was wanted beside the one that stands, and the last word on it.
    private static Conflict Stale(ReportWork work, Workplace workplace, Report report, ReportTrigger trigger, string? wanted, CultureInfo culture)
    {
        var texts = workplace.Texts;
        var last = work.Store.Steps(report.Key).LastOrDefault();
        var fields = new List<ConflictField>
        {
            new("state", texts.Get("report.field.state", culture), null, texts.Get("report.act." + ReportLifeCycle.Word(trigger), culture), texts.Get("report.state." + ReportLifeCycle.Word(report.State), culture)),
        };
        if (wanted is not null || last?.Reason is not null)
        {
            fields.Add(new ConflictField("reason", texts.Get("report.field.reason", culture), null, wanted, last?.Reason));
        }

        return new Conflict(report.Version, last?.Actor, last?.At, fields);
    }
}
