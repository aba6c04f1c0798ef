using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Planning.Tests;

/// <summary>
/// Invented supply with round numbers. A bare house of 100 m² needs 10 kW at the design temperature and 6,000 kWh in a season; a village of a
/// hundred such houses 250 kW by heat pump, 5 kW and 125 m³/h by gas, 125 kW by ground, 900 kW of a heat source.
/// </summary>
internal static class SmallSupply
{
    public const int County = 980101, Other = 980102;
    public const long First = 980101001201, Second = 980101001202, Third = 980101001203, Away = 980102001201;
    public static readonly DateOnly Season = new(2030, 11, 15);

    private static readonly Dictionary<string, double> Usual = new()
    {
        ["indoor"] = 20, ["mean-outdoor"] = 10, ["design-outdoor"] = 0, ["season-days"] = 100, ["load-insulated"] = 50, ["load-uninsulated"] = 100, ["part-use"] = 0.5, ["gas-heat"] = 10, ["gas-efficiency"] = 1,
        ["gas-peak"] = 1.25, ["boiler-power"] = 0.1, ["coal-heat"] = 6, ["coal-efficiency"] = 0.5, ["grid-share"] = 0.8, ["cos-phi"] = 1, ["price-power"] = 0.5, ["price-gas"] = 2, ["price-heat"] = 0.1,
        ["wiring-cost"] = 1000, ["neighbour-distance"] = 2.5, ["neighbour-saving"] = 400, ["co2-power"] = 0.5, ["co2-gas"] = 2, ["co2-heat-low"] = 0.2, ["co2-heat-high"] = 0.4, ["co2-coal-low"] = 1.9,
        ["co2-coal-high"] = 2, ["so2-coal-low"] = 6, ["so2-coal-high"] = 16, ["pm-coal-low"] = 3, ["pm-coal-high"] = 11,
    };

    public static readonly PlanningRoute Pump = new("pump", "power", 2.5, 2, 3, 2, 0.5, 10_000, 14_000, "measured", "m");
    public static readonly PlanningRoute Gas = new("boiler", "gas", 1, 1, 1, 1, 0.5, 8000, 10_000, "quoted", "l");
    public static readonly PlanningRoute Ground = new("ground", "ground", 4, 4, 4, 4, 0.5, 20_000, 30_000, "quoted", "l");
    public static readonly PlanningRoute Heat = new("district", "heat", 1, 1, 1, 1, 0.9, 5000, 9000, "quoted", "l");

    public static readonly VillageFacts Village = new(First, County, "桥头村", 115, 35, 100, 10_000, 0, 50, 1, 1, "S1", "G1", "H1", true);

    public static readonly SupplyFacts Facts = new(
        7, [Village], [new Substation("S1", "东站", County, 1000, 300, null)], [], [new GasZone("G1", "东区", 200)],
        [new GasAgreement("A1", "临原燃气", "G1", null, 100_000, 150, new DateOnly(2030, 1, 1), new DateOnly(2031, 12, 31))], [new HeatSource("H1", "热电厂", 1000)]);

    /// <summary>The programme's values, with these instead of the usual ones.</summary>
    public static PlanningPlan Plan(params (string Code, double Value)[] others) => new(
        "lead", [.. PlanningPlan.Required.Select(r => new PlanningValue(r.Code, r.Code, r.Code, others.FirstOrDefault(o => o.Code == r.Code) is { Code: not null } other ? other.Value : Usual[r.Code], r.Unit, "source of " + r.Code, "m"))],
        [Pump, Gas, Ground, Heat]);

    public static HeatModel Model(params (string Code, double Value)[] others) => new(Plan(others));

    public static BuiltInstance Build(SupplyFacts facts, ScenarioSettings? settings = null, long target = 100) =>
        new InstanceBuilder(facts, settings ?? new ScenarioSettings(), Model(), new Dictionary<int, (string, long)> { [County] = ("河东区", target) }, Season).Build();

    public static PlanResource Resource(this BuiltInstance built, string id) => Assert.Single(built.Instance.Resources, r => r.Id == id);

    public static PlanOption Option(this BuiltInstance built, string route, int village = 0) => Assert.Single(built.Instance.Villages[village].Options, o => o.Route == route);

    /// <summary>What an option uses, by the resource's id.</summary>
    public static Dictionary<string, double> Uses(this BuiltInstance built, PlanOption option) => option.Uses.ToDictionary(u => built.Instance.Resources[u.Resource].Id, u => u.Amount);
}
