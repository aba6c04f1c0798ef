using System.Globalization;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Domain;

/// <summary>Turns a solution into what people read: figures, limits, and a reason for every village.</summary>
internal sealed class ReportWriter(BuiltInstance built, PlanSolution solution, SupplyFacts facts, HeatModel model)
{
    private const double Fen = 100, Tonne = 1000;
    private readonly double[] _used = new double[built.Instance.Resources.Count];
    private readonly Dictionary<int, double> _dearest = [];
    private readonly HashSet<string> _expanded = [.. solution.Expansions];

    public PlanReport Write(long at)
    {
        for (var v = 0; v < built.Villages.Count; v++)
        {
            foreach (var use in Chosen(v)?.Uses ?? [])
            {
                _used[use.Resource] += use.Amount;
            }
        }

        var villages = Enumerable.Range(0, built.Villages.Count).Select(Village).ToList();
        return new PlanReport(facts.Version, at, solution.Objective, solution.Bound, solution.Gap, solution.Seconds, villages, [.. Limits()], Totals());
    }

    /// <summary>Limits that would be broken first if a village took a route, worst first; empty where it fits.</summary>
    public static IReadOnlyList<(string Id, double Short)> Breaches(BuiltInstance built, IReadOnlyDictionary<string, double> left, int village, string route) =>
        [.. built.Instance.Villages[village].Options.Where(o => o.Route == route).SelectMany(o => o.Uses).Select(u => (built.Instance.Resources[u.Resource].Id, Short: u.Amount - left.GetValueOrDefault(built.Instance.Resources[u.Resource].Id)))
            .Where(b => b.Short > 0.05).OrderByDescending(b => b.Short)];

    private PlanOption? Chosen(int village) => solution.Choices.TryGetValue(built.Instance.Villages[village].Code, out var route) ? built.Instance.Villages[village].Options.First(o => o.Route == route) : null;

    private double LimitOf(int resource) => built.Instance.Resources[resource] is var r && _expanded.Contains(r.Id) ? r.Capacity + r.Expansion!.Amount : r.Capacity;

    private PlannedVillage Village(int index)
    {
        var (its, chosen) = (built.Villages[index], Chosen(index));
        var why = new List<PlannedReason>();
        if (chosen is null)
        {
            NotChosen(index, why);
        }
        else
        {
            Has(chosen, why);
            foreach (var cheaper in built.Instance.Villages[index].Options.Where(o => o.Cost < chosen.Cost).OrderBy(o => o.Cost))
            {
                why.Add(Lacks(cheaper, chosen) ?? new PlannedReason("dearer-together", ["route:" + cheaper.Route]));
            }

            why.AddRange(its.Barred.Where(b => b.Code is not "barred" and not "out").Take(2).Select(Closed));
        }

        var capital = chosen is null ? 0 : its.Needs[chosen.Route].Capital + its.Extra.GetValueOrDefault(chosen.Route);
        return new PlannedVillage(its.Facts.Code, its.Facts.Households, chosen?.Route, its.Facts.Longitude, its.Facts.Latitude, capital, why);
    }

    private void Has(PlanOption chosen, List<PlannedReason> why)
    {
        // The scarcest of what it uses says most.
        var scarce = chosen.Uses.Where(u => built.Instance.Resources[u.Resource].Kind != "budget").OrderBy(u => (LimitOf(u.Resource) - _used[u.Resource]) / Math.Max(1e-9, LimitOf(u.Resource))).ToList();
        if (scarce is [var first, ..])
        {
            var r = built.Instance.Resources[first.Resource];
            why.Add(new PlannedReason(_expanded.Contains(r.Id) ? "has-upgraded" : "has-left", ["route:" + chosen.Route, built.Names[r.Id], Number(LimitOf(first.Resource) - _used[first.Resource]), r.Unit]));
        }
        else
        {
            why.Add(new PlannedReason("has-free", ["route:" + chosen.Route]));
        }
    }

    private PlannedReason? Lacks(PlanOption option, PlanOption? instead)
    {
        foreach (var use in option.Uses)
        {
            var r = built.Instance.Resources[use.Resource];
            var freed = instead?.Uses.Where(u => u.Resource == use.Resource).Sum(u => u.Amount) ?? 0;
            var missing = use.Amount - freed - (LimitOf(use.Resource) - _used[use.Resource]);
            if (missing > 0.05)
            {
                return r.Expansion is { } more && !_expanded.Contains(r.Id) && more.Amount >= missing
                    ? new PlannedReason("needs-upgrade", ["route:" + option.Route, built.Names[r.Id], Number(more.Cost), Number(missing), r.Unit])
                    : new PlannedReason("lacks", ["route:" + option.Route, built.Names[r.Id], Number(missing), r.Unit]);
            }
        }

        return null;
    }

    private void NotChosen(int index, List<PlannedReason> why)
    {
        var (village, its) = (built.Instance.Villages[index], built.Villages[index]);
        if (village.Options.Count == 0)
        {
            why.AddRange(its.Barred.GroupBy(b => b.Code).Select(g => Closed(g.First())));
            return;
        }

        var cheapest = village.Options.MinBy(o => o.Cost)!;
        why.Add(Lacks(cheapest, null) ?? new PlannedReason("dear", ["route:" + cheapest.Route, Number(cheapest.Cost / Math.Max(1, village.Households)), Number(Dearest(its.Facts.County))]));
    }

    private static PlannedReason Closed(BarredRoute barred) => new("closed-" + barred.Code, ["route:" + barred.Route, barred.Subject]);

    // The dearest household that the county's plan pays for: what others are measured by.
    private double Dearest(int county)
    {
        if (_dearest.TryGetValue(county, out var dearest))
        {
            return dearest;
        }

        for (var v = 0; v < built.Villages.Count; v++)
        {
            if (built.Villages[v].Facts.County == county && Chosen(v) is { } chosen)
            {
                dearest = Math.Max(dearest, chosen.Cost / Math.Max(1, built.Instance.Villages[v].Households));
            }
        }

        return _dearest[county] = dearest;
    }

    private IEnumerable<PlannedLimit> Limits()
    {
        for (var r = 0; r < _used.Length; r++)
        {
            if (_used[r] > 0)
            {
                var resource = built.Instance.Resources[r];
                yield return new PlannedLimit(resource.Id, built.Names[resource.Id], resource.Unit, Math.Round(_used[r], 1), LimitOf(r), _expanded.Contains(resource.Id), Math.Round(solution.UnitSavings.GetValueOrDefault(resource.Id), 2));
            }
        }

        var held = new Dictionary<int, long>();
        for (var v = 0; v < built.Villages.Count; v++)
        {
            if (Chosen(v) is not null)
            {
                held[built.Villages[v].Facts.County] = held.GetValueOrDefault(built.Villages[v].Facts.County) + built.Villages[v].Facts.Households;
            }
        }

        foreach (var county in built.Instance.Counties.Where(c => c.Code > 0))
        {
            yield return new PlannedLimit(
                "county:" + county.Code.ToString(CultureInfo.InvariantCulture), county.Name, "households", held.GetValueOrDefault(county.Code), built.Targets[county.Code], false,
                Math.Round(solution.UnitSavings.GetValueOrDefault("county:" + county.Code.ToString(CultureInfo.InvariantCulture)), 2));
        }
    }

    private PlannedTotals Totals()
    {
        var chosen = Enumerable.Range(0, built.Villages.Count).Where(v => Chosen(v) is not null).ToList();
        var needs = chosen.ConvertAll(v => (built.Villages[v].Facts, Route: Chosen(v)!.Route, Need: built.Villages[v].Needs[Chosen(v)!.Route], Extra: built.Villages[v].Extra.GetValueOrDefault(Chosen(v)!.Route)));
        var coal = needs.Sum(n => model.Coal(n.Facts));
        var both = chosen.ToHashSet();
        return new PlannedTotals(
            needs.Count, needs.Sum(n => (long)n.Facts.Households), needs.Sum(n => n.Need.CapitalLow + n.Extra), needs.Sum(n => n.Need.CapitalHigh + n.Extra),
            (long)Math.Round(built.Instance.Resources.Where(r => _expanded.Contains(r.Id)).Sum(r => r.Expansion!.Cost) * Fen), (long)Math.Round(built.Instance.Adjacency.Where(p => both.Contains(p.A) && both.Contains(p.B)).Sum(p => p.Saving) * Fen),
            needs.Sum(n => n.Need.RunningLow), needs.Sum(n => n.Need.RunningHigh), Round(needs.Sum(n => n.Need.CarbonLow) / Tonne), Round(needs.Sum(n => n.Need.CarbonHigh) / Tonne), Round(coal),
            Round(coal * model.Plan["co2-coal-low"]), Round(coal * model.Plan["co2-coal-high"]), Round(coal * model.Plan["so2-coal-low"] / Tonne), Round(coal * model.Plan["so2-coal-high"] / Tonne),
            Round(coal * model.Plan["pm-coal-low"] / Tonne), Round(coal * model.Plan["pm-coal-high"] / Tonne),
            needs.GroupBy(n => n.Route).ToDictionary(g => g.Key, g => g.Sum(n => (long)n.Facts.Households)),
            needs.GroupBy(n => n.Facts.County).ToDictionary(g => g.Key.ToString(CultureInfo.InvariantCulture), g => g.Sum(n => (long)n.Facts.Households)));
    }

    private static double Round(double value) => Math.Round(value, 1);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.#", CultureInfo.InvariantCulture);
}
