using CleanHeating.Programme.Plan;

namespace CleanHeating.Planning.Domain;

/// <summary>Which routes what reaches a village allows at all (C19, C20, C25): the same rule for planning and for the ledger afterwards.</summary>
internal static class RouteRules
{
    /// <summary>Why a village may not have a route; null where nothing speaks against it.</summary>
    public static BarredRoute? Objection(SupplyFacts facts, VillageFacts village, PlanningRoute route, DateOnly season) => route.Family switch
    {
        "gas" when village.GasZone is null => new BarredRoute(route.Route, "no-zone", ""),
        "gas" when !facts.Agreements.Any(a => a.Zone == village.GasZone && a.From <= season && a.Until >= season) => new BarredRoute(route.Route, "no-agreement", village.GasZone),
        "heat" when village.HeatSource is null => new BarredRoute(route.Route, "no-heat", ""),
        "ground" when !village.Geothermal => new BarredRoute(route.Route, "no-geothermal", ""),
        "power" or "ground" when village.Substation is null => new BarredRoute(route.Route, "no-substation", ""),
        _ => null,
    };
}
