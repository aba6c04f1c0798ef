using CleanHeating.Programme.Plan;

namespace CleanHeating.Planning.Domain.Heat;

/// <summary>What a village needs by one route: of grid, gas, heat and money.</summary>
/// <param name="PeakPower">kW at the substation in the coldest hour, after coincidence.</param>
/// <param name="PeakGas">m³/h.</param>
/// <param name="SeasonGas">m³ in a season.</param>
/// <param name="PeakHeat">kW of a heat source.</param>
/// <param name="CapitalLow">Fen, least; with wiring behind the meter where the route needs it.</param>
/// <param name="CapitalHigh">Fen, most.</param>
/// <param name="RunningLow">Fen in a season, least.</param>
/// <param name="RunningHigh">Fen in a season, most.</param>
/// <param name="CarbonLow">kg CO₂ in a season, least.</param>
/// <param name="CarbonHigh">kg CO₂ in a season, most.</param>
internal sealed record RouteNeed(
    double PeakPower, double PeakGas, double SeasonGas, double PeakHeat, long CapitalLow, long CapitalHigh, long RunningLow, long RunningHigh, double CarbonLow, double CarbonHigh)
{
    public long Capital => (CapitalLow + CapitalHigh + 1) / 2;
}

/// <summary>A line of a trace: what was taken, in which unit, and where it comes from.</summary>
internal sealed record HeatStep(string Code, double Value, string Unit, string? Source);

/// <summary>A household's season, as the steady-state model has it.</summary>
/// <param name="DesignLoad">kW at the design temperature.</param>
/// <param name="Heat">kWh of heat in a season.</param>
internal sealed record HouseholdHeat(double DesignLoad, double Heat);

/// <summary>
/// Heat, power and gas of households: Q = q·A·(Ti−Tm)/(Ti−Td)·24·N·u. Pure; every number is a parameter of the programme. Money is rounded
/// once, at the end, to whole fen, half up.
/// </summary>
internal sealed class HeatModel(PlanningPlan plan)
{
    private const double Hours = 24, Kilo = 1000, Fen = 100, Hundredths = 100;

    public PlanningPlan Plan => plan;

    /// <summary>A house of an area (0.01 m²) that is insulated to a share.</summary>
    public HouseholdHeat Household(long area, double insulated)
    {
        var load = (insulated * plan["load-insulated"]) + ((1 - insulated) * plan["load-uninsulated"]);
        return Household(area / Hundredths, load, plan["part-use"]);
    }

    /// <summary>A house of an area (m²) with a design load (W/m²) and a share of use.</summary>
    public HouseholdHeat Household(double area, double load, double use)
    {
        var design = load * area / Kilo;
        var mean = (plan["indoor"] - plan["mean-outdoor"]) / (plan["indoor"] - plan["design-outdoor"]);
        return new HouseholdHeat(design, design * mean * Hours * plan["season-days"] * use);
    }

    /// <summary>m³ of gas for a season's heat.</summary>
    public double GasFor(double heat) => heat / (plan["gas-efficiency"] * plan["gas-heat"]);

    /// <summary>Tonnes of raw coal for a season's heat.</summary>
    public double CoalFor(double heat) => heat / (plan["coal-efficiency"] * plan["coal-heat"]) / Kilo;

    /// <summary>What a village needs by a route.</summary>
    public RouteNeed Need(VillageFacts village, PlanningRoute route)
    {
        var one = Household(village.Area, village.Insulated);
        var (count, heat) = (village.Households, one.Heat * village.Households);
        var wiring = route.Family is "power" or "ground" ? count * (1 - village.WiringReady) * plan["wiring-cost"] : 0;
        var (low, high) = (Money((count * route.CapitalLow) + wiring), Money((count * route.CapitalHigh) + wiring));
        return route.Family switch
        {
            "gas" => Gas(count, heat, route, low, high),
            "heat" => new RouteNeed(0, 0, 0, count * one.DesignLoad * route.Coincidence, low, high, Money(heat * plan["price-heat"]), Money(heat * plan["price-heat"]), heat * plan["co2-heat-low"], heat * plan["co2-heat-high"]),
            _ => Power(count, one, heat, route, low, high),
        };
    }

    /// <summary>Raw coal that a village would burn, tonnes in a season: what changing over saves.</summary>
    public double Coal(VillageFacts village) => CoalFor(Household(village.Area, village.Insulated).Heat * village.Households);

    /// <summary>kW of new heating that a transformer or substation can carry: β·S·cos φ less what it carries already.</summary>
    public double Room(double capacity, double baseLoad) => (plan["grid-share"] * plan["cos-phi"] * capacity) - baseLoad;

    /// <summary>How a village's need by a route comes about, step by step.</summary>
    public IReadOnlyList<HeatStep> Trace(VillageFacts village, PlanningRoute route)
    {
        var (one, need) = (Household(village.Area, village.Insulated), Need(village, route));
        HeatStep Of(string code) => plan.Values.First(v => v.Code == code) is var v ? new HeatStep(code, v.Value, v.Unit, v.Source) : throw new KeyNotFoundException(code);
        return
        [
            new("households", village.Households, "households", null), new("area", village.Area / Hundredths, "m2", null), new("insulated", village.Insulated, "ratio", null),
            Of("load-insulated"), Of("load-uninsulated"), new("design-load", one.DesignLoad, "kW", null), Of("indoor"), Of("mean-outdoor"), Of("design-outdoor"), Of("season-days"), Of("part-use"),
            new("heat", one.Heat, "kWh", null), new("factor", route.Factor, "ratio", route.Source), new("peak-factor", route.PeakFactor, "ratio", route.Source), new("coincidence", route.Coincidence, "ratio", route.Source),
            new("peak-power", need.PeakPower, "kW", null), new("peak-gas", need.PeakGas, "m3/h", null), new("season-gas", need.SeasonGas, "m3", null), new("peak-heat", need.PeakHeat, "kW", null),
            new("capital-low", need.CapitalLow / Fen, "yuan", route.Source), new("capital-high", need.CapitalHigh / Fen, "yuan", route.Source), new("running-low", need.RunningLow / Fen, "yuan", null),
            new("running-high", need.RunningHigh / Fen, "yuan", null), new("carbon-low", need.CarbonLow, "kg", null), new("carbon-high", need.CarbonHigh, "kg", null),
        ];
    }

    private RouteNeed Gas(int count, double heat, PlanningRoute route, long low, long high)
    {
        var gas = GasFor(heat);
        var running = Money(gas * plan["price-gas"]);
        return new RouteNeed(count * plan["boiler-power"] * route.Coincidence, count * plan["gas-peak"], gas, 0, low, high, running, running, gas * plan["co2-gas"], gas * plan["co2-gas"]);
    }

    private RouteNeed Power(int count, HouseholdHeat one, double heat, PlanningRoute route, long low, long high)
    {
        var (least, most) = (heat / route.FactorHigh, heat / route.FactorLow);
        return new RouteNeed(
            count * one.DesignLoad / route.PeakFactor * route.Coincidence, 0, 0, 0, low, high, Money(least * plan["price-power"]), Money(most * plan["price-power"]), least * plan["co2-power"], most * plan["co2-power"]);
    }

    private static long Money(double yuan) => (long)Math.Floor((yuan * Fen) + 0.5);
}
