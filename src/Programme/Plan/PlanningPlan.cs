namespace CleanHeating.Programme.Plan;

/// <summary>What routes are chosen by: values of the heat model, and what each route needs.</summary>
/// <param name="RouteCheck">What becomes of households whose village may not have their route: off, lead or refuse.</param>
/// <param name="Values">Values of the model.</param>
/// <param name="Routes">Routes that can be planned.</param>
public sealed record PlanningPlan(string RouteCheck, IReadOnlyList<PlanningValue> Values, IReadOnlyList<PlanningRoute> Routes)
{
    /// <summary>Codes without which nothing can be reckoned, each with its unit and the range in which it must lie.</summary>
    public static readonly IReadOnlyList<(string Code, string Unit, double Least, double Most)> Required =
    [
        ("indoor", "degC", 5, 30), ("mean-outdoor", "degC", -30, 15), ("design-outdoor", "degC", -45, 10), ("season-days", "days", 1, 366), ("load-insulated", "W/m2", 1, 300),
        ("load-uninsulated", "W/m2", 1, 300), ("part-use", "ratio", 0.05, 1), ("gas-heat", "kWh/m3", 1, 20), ("gas-efficiency", "ratio", 0.1, 1.2), ("gas-peak", "m3/h", 0.1, 10),
        ("boiler-power", "kW", 0, 5), ("coal-heat", "kWh/kg", 1, 10), ("coal-efficiency", "ratio", 0.1, 1), ("grid-share", "ratio", 0.1, 1), ("cos-phi", "ratio", 0.5, 1), ("price-power", "yuan/kWh", 0, 10),
        ("price-gas", "yuan/m3", 0, 50), ("price-heat", "yuan/kWh", 0, 10), ("wiring-cost", "yuan/household", 0, 100_000), ("neighbour-distance", "km", 0, 50), ("neighbour-saving", "yuan/household", 0, 100_000),
        ("co2-power", "kg/kWh", 0, 3), ("co2-gas", "kg/m3", 0, 5), ("co2-heat-low", "kg/kWh", 0, 2), ("co2-heat-high", "kg/kWh", 0, 2), ("co2-coal-low", "kg/kg", 0, 5), ("co2-coal-high", "kg/kg", 0, 5), ("so2-coal-low", "kg/t", 0, 200), ("so2-coal-high", "kg/t", 0, 200),
        ("pm-coal-low", "kg/t", 0, 200), ("pm-coal-high", "kg/t", 0, 200),
    ];

    public double this[string code] => Values.First(v => v.Code == code).Value;

    public PlanningRoute? Route(string route) => Routes.FirstOrDefault(r => r.Route == route);
}

/// <summary>A value of the heat model.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Value">The value, in its unit.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confidence">h well sourced, m usual practice, l unsure.</param>
public sealed record PlanningValue(string Code, string Name, string NameEn, double Value, string Unit, string Source, string Confidence);

/// <summary>What a route needs.</summary>
/// <param name="Route">Technology code.</param>
/// <param name="Family">power, ground (power where geothermal heat is), gas or heat.</param>
/// <param name="Factor">Heat for a unit of power over the season.</param>
/// <param name="FactorLow">Least measured.</param>
/// <param name="FactorHigh">Most measured.</param>
/// <param name="PeakFactor">Heat for a unit of power in the coldest hour.</param>
/// <param name="Coincidence">Share of households that stand at their peak together.</param>
/// <param name="CapitalLow">Yuan a household, least.</param>
/// <param name="CapitalHigh">Yuan a household, most.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confidence">h, m or l.</param>
public sealed record PlanningRoute(
    string Route, string Family, double Factor, double FactorLow, double FactorHigh, double PeakFactor, double Coincidence, double CapitalLow, double CapitalHigh, string Source, string Confidence)
{
    public double Capital => (CapitalLow + CapitalHigh) / 2;
}
