using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Progress;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.CheckRoutes;

/// <summary>
/// Holds the ledger against plan and supply (C20, C22, C25), by the counters of village and route: the cost does not grow with the ledger.
/// Nothing is said of counties of which no supply is known, or of villages that are not among it.
/// </summary>
public sealed class RouteLeads(Workplace workplace, ProgrammeStore programmes)
{
    private const double Tolerance = 0.05;

    public Result<RouteLeadsAnswer> Find(CultureInfo culture) => RoomWork.Read<RouteLeadsAnswer>(workplace, programmes, on =>
    {
        var check = on.Programme.Plan.Planning?.RouteCheck ?? "off";
        var leads = check == "off" ? [] : on.Counties().SelectMany(c => OfCounty(on, c, culture)).ToList();
        return new RouteLeadsAnswer(check, leads.GroupBy(l => l.Pattern).ToDictionary(g => g.Key, g => g.Sum(l => l.Households)), [.. leads.OrderByDescending(l => l.Households)]);
    });

    private static IEnumerable<RouteLead> OfCounty(RoomWork on, RegionCode county, CultureInfo culture)
    {
        var facts = SupplyStore.Read(on, [county.CountyCode]);
        var planned = ApprovedPlans.Of(on, county.CountyCode).ToDictionary(v => v.Code, v => v.Route);
        if (facts.Villages.Count == 0 && planned.Count == 0)
        {
            return [];
        }

        var villages = on.Programme.Plan.Divisions.ChildrenOf(county).SelectMany(on.Programme.Plan.Divisions.ChildrenOf).Where(v => v.Level == RegionLevel.Village).ToList();
        var held = new ProgressReader(on.Connection, on.Transaction, on.Scope).ReadByRoute(on.Programme.Number, villages).Where(h => h.Value.Ledger > 0)
            .Select(h => (h.Key.Region, Route: on.Programme.Routes.FirstOrDefault(r => r.Value == h.Key.Route).Key ?? "", h.Value.Ledger)).ToList();
        var words = new PlanWords(on, culture);
        return Placed(on, facts, planned, held, words).Concat(OverLimits(on, facts, held, words));
    }

    private static IEnumerable<RouteLead> Placed(RoomWork on, SupplyFacts facts, Dictionary<long, string> planned, List<(long Region, string Route, long Ledger)> held, PlanWords words)
    {
        var (known, model, season) = (facts.Villages.ToDictionary(v => v.Code), on.Programme.Plan.Planning!, ScenarioInstance.SeasonOf(on));
        foreach (var (village, route, households) in held)
        {
            if (model.Route(route) is { } its && known.TryGetValue(village, out var its2) && RouteRules.Objection(facts, its2, its, season) is { } barred)
            {
                yield return Lead(on, words, barred.Code == "no-agreement" ? "route-no-agreement" : "route-outside-area", village, route, households, words.Sentence("closed-" + barred.Code, ["route:" + route, barred.Subject]));
            }
            else if (planned.Count > 0 && planned.GetValueOrDefault(village) != route)
            {
                yield return Lead(on, words, "route-not-planned", village, route, households, planned.TryGetValue(village, out var other)
                    ? words.Sentence("planned-otherwise", ["route:" + route, "route:" + other]) : words.Sentence("not-planned", ["route:" + route]));
            }
        }
    }

    // What the ledger's households need of each zone and source, against what there is.
    private static IEnumerable<RouteLead> OverLimits(RoomWork on, SupplyFacts facts, List<(long Region, string Route, long Ledger)> held, PlanWords words)
    {
        var (planning, season) = (on.Programme.Plan.Planning!, ScenarioInstance.SeasonOf(on));
        var (model, known) = (new HeatModel(planning), facts.Villages.ToDictionary(v => v.Code));
        var users = held.Where(h => known.ContainsKey(h.Region) && planning.Route(h.Route) is not null)
            .Select(h => (h.Region, h.Route, h.Ledger, Facts: known[h.Region], Need: model.Need(known[h.Region] with { Households = (int)h.Ledger }, planning.Route(h.Route)!))).ToList();
        var limits = new List<(string Name, string Unit, double Limit, Func<VillageFacts, bool> Uses, Func<RouteNeed, double> Amount)>();
        foreach (var zone in facts.GasZones)
        {
            var agreed = facts.Agreements.Where(a => a.Zone == zone.Code && a.From <= season && a.Until >= season).ToList();
            limits.Add((zone.Name, "m3/h", Math.Min(zone.PeakFlow, agreed.Exists(a => a.Peak is null) ? double.MaxValue : agreed.Sum(a => a.Peak ?? 0)), v => v.GasZone == zone.Code, n => n.PeakGas));
        }

        limits.AddRange(facts.HeatSources.Select(h => (h.Name, "kW", h.Capacity, (Func<VillageFacts, bool>)(v => v.HeatSource == h.Code), (Func<RouteNeed, double>)(n => n.PeakHeat))));
        limits.AddRange(facts.Substations.Select(s => (
            s.Name, "kW", model.Room(s.Capacity, s.BaseLoad) + (s.Upgrade is { } u ? model.Room(u.Amount, 0) : 0), (Func<VillageFacts, bool>)(v => v.Substation == s.Code), (Func<RouteNeed, double>)(n => n.PeakPower))));
        foreach (var limit in limits)
        {
            var its = users.Where(u => limit.Uses(u.Facts) && limit.Amount(u.Need) > 0).ToList();
            var used = its.Sum(u => limit.Amount(u.Need));
            if (its.Count > 0 && used > Math.Max(0, limit.Limit) + Tolerance)
            {
                var most = its.MaxBy(u => u.Ledger);
                yield return Lead(on, words, "route-capacity", most.Region, most.Route, its.Sum(u => u.Ledger), words.Sentence(
                    "over", [limit.Name, used.ToString("N0", CultureInfo.InvariantCulture), Math.Max(0, limit.Limit).ToString("N0", CultureInfo.InvariantCulture), limit.Unit]));
            }
        }
    }

    private static RouteLead Lead(RoomWork on, PlanWords words, string pattern, long village, string route, long households, string sentence)
    {
        var code = RegionCode.From(village);
        return new RouteLead(pattern, code.ToString(), $"{on.NameOf(code.County)} {on.NameOf(code.Township)} {on.NameOf(code)}", route, words.Route(route), households, sentence);
    }
}
