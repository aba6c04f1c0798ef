using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.TestKit;

namespace CleanHeating.Planning.Tests.Domain;

/// <summary>A few villages of the reference programme: a substation, a gas zone with its agreement, a heat source.</summary>
internal static class SmallTown
{
    public const int County = 371702;
    public static readonly DateOnly Season = new(2021, 11, 15);
    private static readonly Lazy<PlanningPlan> Loaded = new(() => ProgrammeLoader.Load(InventedCity.HezeFolder).Value.Planning!);

    public static PlanningPlan Plan => Loaded.Value;

    public static HeatModel Model => new(Plan);

    public static PlanningRoute Route(string code) => Plan.Route(code)!;

    public static VillageFacts Village(int number, int households = 50) => new(
        371_702_001_000 + number, County, "village " + number, 115.4 + 0.01 * number, 35.2, households, 8000, 0.5, 60, 0.9, 0.4, "S1", number % 2 == 0 ? "Z1" : null, number == 1 ? "H1" : null, number == 3);

    public static SupplyFacts Facts(params VillageFacts[] villages) => new(
        7, villages, [new Substation("S1", "North", County, 1000, 300, new Upgrade(500, 200_000_00))], [], [new GasZone("Z1", "Zone 1", 100)],
        [new GasAgreement("A1", "gas company", "Z1", 900_000, 800_000, 80, new DateOnly(2021, 10, 1), new DateOnly(2022, 4, 1))], [new HeatSource("H1", "Plant", 2000)]);

    public static BuiltInstance Build(SupplyFacts facts, ScenarioSettings? settings = null, long target = 0) =>
        new InstanceBuilder(facts, settings ?? new ScenarioSettings(), Model, new Dictionary<int, (string, long)> { [County] = ("county", target) }, Season).Build();
}
