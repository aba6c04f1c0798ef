using System.Globalization;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.ReadAcceptance;

/// <summary>Reads households' chains, batches and the checklists.</summary>
public sealed class ReadAcceptanceHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    private const int MostBatches = 200;

    public Result<HouseholdAcceptance> Household(string household, CultureInfo culture) => Reading<HouseholdAcceptance>(culture, (on, lines) =>
    {
        if (!HouseholdId.TryParse(household, out var id) || lines.Facts(id.Value) is not { } facts)
        {
            return HouseholdReader.Missing(on.Connection, on.Transaction, on.Scope, household);
        }

        var accepted = AcceptedHouseholds.Find(on.Connection, on.Transaction, id);
        var list = lines.ChecklistFor(facts.Route);
        return new HouseholdAcceptance(
            lines.Line(facts), accepted is null ? null : lines.Line(accepted), [.. on.Inspections.Of(id.CountyCode, id.Value).Select(lines.Line)], [.. on.Rectifications.Of(id.CountyCode, id.Value).Select(lines.Line)],
            [.. on.Attachments.OfHousehold(id.CountyCode, id.Value).Where(a => a is { State: AttachmentState.Attached, Inspection: null }).Select(lines.Line)],
            list is null ? null : lines.Line(list), Acts(accepted, facts));
    });

    public Result<InspectionLine> Inspection(string key, CultureInfo culture) => Reading<InspectionLine>(culture, (on, lines) =>
        CountyKey.Parse(key) is { } name && on.Inspections.Find(name.County, name.Id) is { } found && lines.Facts(found.Household) is not null ? lines.Line(found) : new Error("inspection-unknown", null, key));

    public Result<RectificationLine> Rectification(string key, CultureInfo culture) => Reading<RectificationLine>(culture, (on, lines) =>
        CountyKey.Parse(key) is { } name && on.Rectifications.Find(name.County, name.Id) is { } found && lines.Facts(found.Household) is not null ? lines.Line(found) : new Error("rectification-unknown", null, key));

    public Result<ChecklistsAnswer> Checklists(CultureInfo culture) => Reading<ChecklistsAnswer>(culture, (on, lines) => new ChecklistsAnswer([.. on.Programme!.Plan.Checklists.Select(lines.Line)]));

    public Result<BatchesAnswer> Batches(string? county, CultureInfo culture) => Reading<BatchesAnswer>(culture, (on, lines) => new BatchesAnswer(
        [.. on.Programme!.Plan.Divisions.Counties.Where(c => on.Scope.Touches(c) && (county is null || c.ToString() == county))
            .SelectMany(c => on.Batches.OfCounty(c.CountyCode, MostBatches)).Where(b => on.Scope.Touches(b.Region)).OrderByDescending(b => b.Day).ThenByDescending(b => b.Id).Take(MostBatches)
            .Select(b => Line(on, lines, b, on.Batches.Households(b.County, b.Id), on.Inspections.OutcomesOf(b.County, b.Id)))]));

    public Result<BatchAnswer> Batch(string key, CultureInfo culture) => Reading<BatchAnswer>(culture, (on, lines) =>
    {
        if (CountyKey.Parse(key) is not { } name || on.Batches.Find(name.County, name.Id) is not { } batch || !on.Scope.Touches(batch.Region))
        {
            return new Error("batch-unknown", null, key);
        }

        var (households, outcomes) = (on.Batches.Households(batch.County, batch.Id), on.Inspections.OutcomesOf(batch.County, batch.Id));
        return new BatchAnswer(Line(on, lines, batch, households, outcomes), [.. households.Select((h, i) => (Facts: lines.Facts(h), Household: h, Position: i + 1)).Where(h => h.Facts is not null).Select(h =>
        {
            InspectionOutcome? outcome = outcomes.TryGetValue(h.Household, out var found) ? found : null;
            return new BatchHouseholdLine(h.Position, lines.Line(h.Facts!), outcome is { } o ? Words.Of(o) : null, outcome is { } n ? lines.OutcomeName(n) : null);
        })]);
    });

    public Result<ProposedBatch> Lines(IReadOnlyList<HouseholdId> households, CultureInfo culture) => Reading<ProposedBatch>(culture, (_, lines) =>
        new ProposedBatch([.. households.Select(h => lines.Facts(h.Value)).OfType<HouseholdFacts>().Select(lines.Line)]));

    internal static BatchLine Line(AcceptanceTransaction on, AcceptanceLines lines, Batch b, List<long> households, Dictionary<long, InspectionOutcome> outcomes)
    {
        int Count(InspectionOutcome outcome) => households.Count(h => outcomes.TryGetValue(h, out var found) && found == outcome);
        var (passed, failed) = (Count(InspectionOutcome.Passed), Count(InspectionOutcome.Failed));
        return new BatchLine(
            AcceptanceLines.Key(b.County, b.Id), b.Region.ToString(), lines.Region(b.Region), Days.Text(b.Day), AcceptanceLines.Key(b.County, b.InspectorId), on.Inspectors.Find(b.County, b.InspectorId)?.Name ?? "", Words.Of(b.State),
            lines.Text("batch.state." + Words.Of(b.State)), b.Note, b.Reason, b.CreatedBy, b.Version, households.Count, passed, failed, Count(InspectionOutcome.Impossible), households.Count - passed - failed);
    }

    private List<string> Acts(AcceptedHousehold? accepted, HouseholdFacts facts)
    {
        var acts = new List<string>();
        if (workplace.Caller.May(Permission.Inspect) && accepted is not { State: AcceptanceState.Standing } && facts.Completed is not null)
        {
            acts.Add("inspect");
        }

        if (accepted is not null && workplace.Caller.May(Permission.DecideAcceptance))
        {
            acts.AddRange(AcceptanceLifeCycle.Table.Where(t => t.From == accepted.State && t.Trigger is (AcceptanceTrigger.Confirm or AcceptanceTrigger.Withdraw)).Select(t => Words.Of(t.Trigger)));
        }

        return acts;
    }

    private Result<T> Reading<T>(CultureInfo culture, Func<AcceptanceTransaction, AcceptanceLines, Result<T>> read)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        return on.Programme is null ? new Error("programme-missing") : read(on, new AcceptanceLines(workplace, on, culture));
    }
}
