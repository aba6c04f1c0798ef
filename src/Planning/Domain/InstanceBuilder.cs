using System.Globalization;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Planning.Domain;

/// <summary>
/// Makes the optimiser's instance of facts and a scenario. Substations, gas zones (least of network and agreements in force), heat sources and
/// budgets are resources; a village's own transformer is folded into the cost of its options. A village that must be chosen gets a target of
/// its own, taken off its county's: that is exact, and costs nothing that others would not.
/// </summary>
internal sealed class InstanceBuilder(SupplyFacts facts, ScenarioSettings settings, HeatModel model, IReadOnlyDictionary<int, (string Name, long Target)> counties, DateOnly season)
{
    private const double Fen = 100, Hundred = 100, Tonne = 1000;
    private const int Decimals = 1, MostNeighbours = 6;
    private readonly List<PlanResource> _resources = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ILookup<long, Transformer> _transformers = facts.Transformers.ToLookup(t => t.Village);

    /// <summary>Id of a resource: its kind and code.</summary>
    public static string IdOf(string kind, string code) => kind + ":" + code;

    public BuiltInstance Build()
    {
        Resources();
        var (villages, choices) = (new List<PlanVillage>(), new List<VillageChoices>());
        var targets = counties.ToDictionary(c => c.Key, c => settings.Targets.TryGetValue(Text(c.Key), out var own) ? own : c.Value.Target);
        var (own, asked) = (new List<PlanCounty>(), new Dictionary<int, long>(targets));
        foreach (var village in facts.Villages.Where(v => v.Households > 0))
        {
            var its = Choices(village);
            var county = village.County;
            if (settings.In.Contains(Text(village.Code)))
            {
                county = -own.Count - 1;
                own.Add(new PlanCounty(county, village.Name, village.Households));
                targets[village.County] = Math.Max(0, targets[village.County] - village.Households);
            }

            villages.Add(new PlanVillage(Text(village.Code), county, village.Households, [.. its.Needs.Select(n => Option(village, n.Key, n.Value, its.Extra.GetValueOrDefault(n.Key)))]));
            choices.Add(its);
        }

        var all = targets.Select(t => new PlanCounty(t.Key, counties[t.Key].Name, t.Value)).Concat(own).ToList();
        return new BuiltInstance(new PlanInstance(all, _resources, villages, Neighbours(choices)), choices, _names, asked);
    }

    private void Resources()
    {
        foreach (var s in facts.Substations)
        {
            // What is overloaded already must first be made good by its upgrade.
            var (room, more) = (model.Room(s.Capacity, s.BaseLoad), s.Upgrade is { } u ? model.Room(u.Amount, 0) : 0);
            var gained = Round(more + Math.Min(0, room));
            Add("substation", s.Code, s.Name, "kW", room, gained > 0 ? new PlanExpansion(gained, Math.Round(s.Upgrade!.Cost / Fen)) : null);
        }

        foreach (var z in facts.GasZones)
        {
            var agreed = Agreements(z.Code);
            Add("gas-peak", z.Code, z.Name, "m3/h", Math.Min(z.PeakFlow, agreed.Any(a => a.Peak is null) ? double.MaxValue : agreed.Sum(a => a.Peak ?? 0)), null);
            if (agreed.Count > 0 && agreed.TrueForAll(a => (a.Seasonal ?? a.Yearly) is not null))
            {
                Add("gas-season", z.Code, z.Name, "m3", agreed.Sum(a => Math.Min(a.Seasonal ?? double.MaxValue, a.Yearly ?? double.MaxValue)), null);
            }
        }

        foreach (var h in facts.HeatSources)
        {
            Add("heat-source", h.Code, h.Name, "kW", h.Capacity, null);
        }

        foreach (var (county, yuan) in settings.Budgets.Where(b => counties.ContainsKey(int.Parse(b.Key, CultureInfo.InvariantCulture))))
        {
            Add("budget", county, counties[int.Parse(county, CultureInfo.InvariantCulture)].Name, "yuan", yuan, null);
        }
    }

    private List<GasAgreement> Agreements(string zone) => [.. facts.Agreements.Where(a => a.Zone == zone && a.From <= season && a.Until >= season)];

    private void Add(string kind, string code, string name, string unit, double capacity, PlanExpansion? expansion)
    {
        var id = IdOf(kind, code);
        if (_places.TryAdd(id, _resources.Count))
        {
            _resources.Add(new PlanResource(id, kind, unit, Round(Math.Max(0, capacity)), expansion));
            _names[id] = name;
        }
    }

    private VillageChoices Choices(VillageFacts village)
    {
        var (needs, extra, barred) = (new Dictionary<string, RouteNeed>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal), new List<BarredRoute>());
        foreach (var route in model.Plan.Routes)
        {
            var need = Priced(model.Need(village, route), route.Route);
            if (Objection(village, route, need, out var upgrade) is { } reason)
            {
                barred.Add(reason);
                continue;
            }

            needs.Add(route.Route, need);
            if (upgrade > 0)
            {
                extra.Add(route.Route, upgrade);
            }
        }

        return new VillageChoices(village, needs, extra, barred);
    }

    private RouteNeed Priced(RouteNeed need, string route) => settings.Prices.TryGetValue(route, out var percent)
        ? need with { CapitalLow = (need.CapitalLow * percent + 50) / 100, CapitalHigh = (need.CapitalHigh * percent + 50) / 100 } : need;

    private BarredRoute? Objection(VillageFacts village, PlanningRoute route, RouteNeed need, out long upgrade)
    {
        upgrade = 0;
        if (settings.Out.Contains(Text(village.Code)))
        {
            return new BarredRoute(route.Route, "out", "");
        }

        if (settings.Barred.Contains(route.Route))
        {
            return new BarredRoute(route.Route, "barred", "");
        }

        if (village.Willingness * Hundred < settings.LeastWillingness && !settings.In.Contains(Text(village.Code)))
        {
            return new BarredRoute(route.Route, "unwilling", Text((long)Math.Round(village.Willingness * Hundred)));
        }

        return RouteRules.Objection(facts, village, route, season) ?? Transformer(village, route, need, ref upgrade);
    }

    private BarredRoute? Transformer(VillageFacts village, PlanningRoute route, RouteNeed need, ref long upgrade)
    {
        var all = _transformers[village.Code].ToList();
        if (need.PeakPower <= 0 || all.Count == 0 || need.PeakPower <= all.Sum(t => model.Room(t.Capacity, t.BaseLoad)))
        {
            return null;
        }

        // Cheapest per kVA first until what is needed fits.
        var room = all.Sum(t => model.Room(t.Capacity, t.BaseLoad));
        foreach (var t in all.Where(t => t.Upgrade is not null).OrderBy(t => t.Upgrade!.Cost / t.Upgrade.Amount))
        {
            (room, upgrade) = (room + model.Room(t.Upgrade!.Amount, 0), upgrade + t.Upgrade.Cost);
            if (need.PeakPower <= room)
            {
                return null;
            }
        }

        return new BarredRoute(route.Route, "transformer", all[0].Code);
    }

    private PlanOption Option(VillageFacts village, string route, RouteNeed need, long extra)
    {
        var uses = new List<PlanUse>();
        void Use(string kind, string? code, double amount)
        {
            if (code is not null && amount > 0 && _places.TryGetValue(IdOf(kind, code), out var place))
            {
                uses.Add(new PlanUse(place, Round(amount)));
            }
        }

        Use("substation", village.Substation, need.PeakPower);
        Use("gas-peak", village.GasZone, need.PeakGas);
        Use("gas-season", village.GasZone, need.SeasonGas);
        Use("heat-source", village.HeatSource, need.PeakHeat);
        var capital = (need.Capital + extra) / Fen;
        Use("budget", Text(village.County), capital);
        var cost = capital + (village.Households * settings.NeedWeight * (Hundred - village.Need) / Hundred) + (village.Households * settings.WillingnessWeight * (1 - village.Willingness))
            + (settings.CarbonPrice * (need.CarbonLow + need.CarbonHigh) / 2 / Tonne) + (settings.RunningSeasons * (need.RunningLow + need.RunningHigh) / 2 / Fen);
        return new PlanOption(route, Math.Round(cost), uses);
    }

    private List<NeighbourPair> Neighbours(List<VillageChoices> all)
    {
        var saving = model.Plan["neighbour-saving"] * settings.Contiguity / Hundred;
        return saving <= 0 ? [] : [.. NeighbourFinder.Find([.. all.Select(c => c.Facts)], model.Plan["neighbour-distance"], MostNeighbours)
            .Select(p => new NeighbourPair(p.A, p.B, Math.Round(saving * Math.Min(all[p.A].Facts.Households, all[p.B].Facts.Households))))];
    }

    private static double Round(double value) => Math.Round(value, Decimals);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
