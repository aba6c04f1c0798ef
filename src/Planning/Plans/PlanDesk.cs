using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Plans;

/// <summary>Counties' plans: proposed out of a scenario, decided by somebody else, in force until the next.</summary>
public sealed class PlanDesk(Workplace workplace, ProgrammeStore programmes)
{
    public Result<CountyPlanList> List(CultureInfo culture) => RoomWork.Read<CountyPlanList>(workplace, programmes, on => new CountyPlanList(
        [.. on.Counties(parts: true).SelectMany(c => ScenarioModel.Plans.Of(on, c.CountyCode).OrderByDescending(p => p.Id)).Select(p => Line(on, p))]));

    public Result<CountyPlanAnswer> Read(string key, CultureInfo culture) => RoomWork.Read<CountyPlanAnswer>(workplace, programmes, on =>
    {
        if (ScenarioModel.Plans.Find(on, key) is not { } row)
        {
            return new Error("plan-unknown", null, key);
        }

        var words = new PlanWords(on, culture);
        var villages = row.Document.Villages.Select(v => RegionCode.From(v.Code)).Where(on.Scope.Touches).ToHashSet();
        var held = new ProgressReader(on.Connection, on.Transaction, on.Scope).ReadByRoute(on.Programme.Number, villages);
        return new CountyPlanAnswer(Line(on, row), [.. row.Document.Villages.Where(v => villages.Contains(RegionCode.From(v.Code))).Select(v =>
        {
            var route = on.Programme.Routes.GetValueOrDefault(v.Route, -1);
            var own = held.GetValueOrDefault((v.Code, route))?.Ledger ?? 0;
            var all = on.Programme.Routes.Values.Sum(r => held.GetValueOrDefault((v.Code, r))?.Ledger ?? 0);
            return new PlanVillageAnswer(RegionCode.From(v.Code).ToString(), words.NameOf(v.Code), words.NameOf(RegionCode.From(v.Code).Township.Value), v.Route, words.Route(v.Route), v.Households, own, all - own);
        })]);
    });

    /// <summary>Proposes a solved scenario's plan: one proposal for each of its counties, all or none.</summary>
    public Result<CountyPlanList> Propose(ProposePlanRequest request, CultureInfo culture) => RoomWork.Run<CountyPlanList>(workplace, programmes, "plan-propose", null, on =>
    {
        if (ScenarioDesk.Find(on, request.Scenario) is not { } scenario)
        {
            return new Error("scenario-unknown", new ErrorPlace(Path: "scenario"), request.Scenario ?? "");
        }

        if (ScenarioDesk.ResultOf(on, scenario) is not { } result)
        {
            return new Error("scenario-unsolved", new ErrorPlace(Path: "scenario"));
        }

        if (ScenarioDesk.IsStale(on, scenario, result))
        {
            return new Error("scenario-stale", new ErrorPlace(Path: "scenario"));
        }

        var proposed = new List<CountyPlanLine>();
        foreach (var county in scenario.Document.Counties.Order())
        {
            var one = Propose(on, scenario, result, county);
            if (!one.IsOk)
            {
                return Result<CountyPlanList>.Fail(one.Errors);
            }

            proposed.Add(one.Value);
        }

        return new CountyPlanList(proposed);
    });

    public Result<CountyPlanLine> Approve(string key, PlanActRequest request) => Act(key, request, PlanTrigger.Approve);

    public Result<CountyPlanLine> Return(string key, PlanActRequest request) => Act(key, request, PlanTrigger.Return);

    public Result<CountyPlanLine> Withdraw(string key, PlanActRequest request) => Act(key, request, PlanTrigger.Withdraw);

    private static Result<CountyPlanLine> Propose(RoomWork on, RegisterRow<ScenarioDocument> scenario, PlanReport result, int county)
    {
        // One number after the other, whoever proposes.
        on.Journal.Watch(county);
        var villages = result.Villages.Where(v => v.Route is not null && RegionCode.From(v.Code).CountyCode == county).Select(v => new PlanVillageLine(v.Code, v.Route!, v.Households)).ToList();
        var target = result.Limits.Where(l => l.Id == "county:" + county.ToString(CultureInfo.InvariantCulture)).Sum(l => (long)l.Limit);
        var number = ScenarioModel.Plans.Of(on, county).Select(p => int.Parse(p.Code, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        var document = new CountyPlanDocument(
            scenario.Document.Name, scenario.Key, result.SupplyVersion, target, villages.Sum(v => (long)v.Households), result.Villages.Where(v => RegionCode.From(v.Code).CountyCode == county).Sum(v => v.Capital), result.Gap, villages,
            on.Process.Actor, on.Process.At, null, null, null);
        var added = ScenarioModel.Plans.Add(on, county, number.ToString(CultureInfo.InvariantCulture), (int)PlanState.Proposed, document, "proposed");
        return added.IsOk ? Line(on, added.Value) : Result<CountyPlanLine>.Fail(added.Errors);
    }

    private Result<CountyPlanLine> Act(string key, PlanActRequest request, PlanTrigger trigger) => RoomWork.Run<CountyPlanLine>(workplace, programmes, "plan-" + Words.Of(trigger), request.Reason, on =>
    {
        if (ScenarioModel.Plans.Find(on, key) is not { } row || !on.Scope.CoversCounty(row.County))
        {
            return new Error("plan-unknown", null, key);
        }

        // Whoever proposed it may take it back, but not decide it.
        if (trigger == PlanTrigger.Withdraw != (row.Document.ProposedBy == on.Process.Actor))
        {
            return new Error("plan-own");
        }

        var next = PlanLifeCycle.Table.Next((PlanState)row.State, trigger, request.Reason);
        if (!next.IsOk)
        {
            return Result<CountyPlanLine>.Fail(next.Errors);
        }

        if (next.Value == PlanState.Approved)
        {
            on.Journal.Watch(row.County);
            foreach (var former in ScenarioModel.Plans.Of(on, row.County, (int)PlanState.Approved))
            {
                ScenarioModel.Plans.Change(on, former, null, (int)PlanState.Superseded, former.Document, "superseded");
            }
        }

        var changed = ScenarioModel.Plans.Change(
            on, row, request.Version, (int)next.Value, row.Document with { DecidedBy = on.Process.Actor, DecidedAt = on.Process.At, Reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim() }, Words.Of(next.Value));
        return changed.IsOk ? Line(on, changed.Value) : Result<CountyPlanLine>.Fail(changed.Errors);
    });

    private static CountyPlanLine Line(RoomWork on, RegisterRow<CountyPlanDocument> row)
    {
        var (d, county, state) = (row.Document, RegionCode.OfCounty(row.County), (PlanState)row.State);
        var (caller, own) = (on.Workplace.Caller, row.Document.ProposedBy == on.Workplace.Caller.Actor);
        var acts = state != PlanState.Proposed || !on.Scope.CoversCounty(row.County) ? [] : own ? caller.May(Permission.ChangePlans) ? ["withdraw"] : [] : caller.May(Permission.DecidePlans) ? new[] { "approve", "return" } : [];
        return new CountyPlanLine(
            row.Key, row.Code, county.ToString(), on.NameOf(county), d.Name, d.Scenario, Words.Of(state), d.Target, d.Households, d.Villages.Count, d.Capital, d.Gap, d.ProposedBy, new DateTimeOffset(d.ProposedAt, TimeSpan.Zero), d.DecidedBy,
            d.DecidedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, d.Reason, acts, row.Version);
    }
}
