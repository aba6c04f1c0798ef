using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Acceptance.ReadAcceptance;

/// <summary>Puts an inspector's list of the day together: what a phone needs where there is no line.</summary>
public sealed class TodayHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    /// <param name="dayText">The day; today where none is named.</param>
    /// <param name="culture">Language.</param>
    public Result<TodayAnswer> Read(string? dayText, CultureInfo culture)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        if (on.Programme is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (dayText is not null && Days.TryParse(dayText) is null)
        {
            return new Error("date-format", new ErrorPlace(Path: "day"), dayText);
        }

        var day = Days.TryParse(dayText) ?? SubmissionCheck.DayOf(workplace.Time.GetUtcNow());
        var lines = new AcceptanceLines(workplace, on, culture);
        var needed = new Dictionary<string, Checklist>(StringComparer.Ordinal);
        var entries = programme.Plan.Divisions.Counties.Where(on.Scope.Touches).SelectMany(c => on.Inspectors.OfAccount(c.CountyCode, workplace.Caller.Actor)).ToList();
        var batches = entries.SelectMany(e => on.Batches.Open(e.County, e.Id, day)).OrderBy(b => b.Day).ThenBy(b => b.Id).Select(b => Batch(on, lines, b, needed)).ToList();
        return new TodayAnswer(
            Days.Text(day), [.. entries.Select(e => new TodayQualification(RegionCode.OfCounty(e.County).ToString(), e.Name, e.Certificate, Days.Text(e.ValidFrom), Days.Text(e.ValidTo), e.Routes, e.IsValidOn(day)))], batches,
            [.. needed.Values.OrderBy(l => l.Key, StringComparer.Ordinal).Select(lines.Line)], AttachmentHandler.Largest, AttachmentHandler.LargestPiece);
    }

    private static TodayBatch Batch(AcceptanceTransaction on, AcceptanceLines lines, Batch b, Dictionary<string, Checklist> needed)
    {
        var outcomes = on.Inspections.OutcomesOf(b.County, b.Id);
        var households = on.Batches.Households(b.County, b.Id).Select((h, i) => (Facts: lines.Facts(h), Position: i + 1)).Where(h => h.Facts is not null)
            .Select(h => Household(on, lines, h.Facts!, h.Position, outcomes, needed)).ToList();
        return new TodayBatch(AcceptanceLines.Key(b.County, b.Id), Days.Text(b.Day), lines.Region(b.Region), b.Note, b.Version, households);
    }

    private static TodayHousehold Household(
        AcceptanceTransaction on, AcceptanceLines lines, HouseholdFacts facts, int position, Dictionary<long, InspectionOutcome> outcomes, Dictionary<string, Checklist> needed)
    {
        if (lines.ChecklistFor(facts.Route) is { } list)
        {
            needed[list.Key] = list;
        }

        var accepted = AcceptedHouseholds.Find(on.Connection, on.Transaction, facts.Id);
        var mending = on.Rectifications.LiveOf(facts.Id.CountyCode, facts.Id.Value);
        return new TodayHousehold(
            position, lines.Line(facts), lines.ChecklistFor(facts.Route)?.Key, accepted is null ? null : Words.Of(accepted.State), outcomes.TryGetValue(facts.Id.Value, out var outcome) ? Words.Of(outcome) : null,
            [.. on.Inspections.Of(facts.Id.CountyCode, facts.Id.Value).Select(i => new TodayInspection(
                AcceptanceLines.Key(i.County, i.Id), i.Number, Days.Text(i.Day), Words.Of(i.Outcome), lines.OutcomeName(i.Outcome), i.Reason, lines.FailedItems(i)))],
            mending is null ? null : lines.Line(mending));
    }
}
