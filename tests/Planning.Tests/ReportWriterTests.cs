using System.Globalization;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.SolvePlan;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests;

/// <summary>Figures, limits and reasons of a plan.</summary>
public sealed class ReportWriterTests
{
    private static readonly SupplyFacts Three = Facts with { Villages = [Village, Village with { Code = Second, Latitude = 35.02 }, Village with { Code = Third, Latitude = 35.2, HeatSource = null, GasZone = null, Geothermal = false }] };

    [Fact]
    public void Write_Villages_SayWhatTheirRouteHasLeftAndWhatTheCheaperLacks()
    {
        var report = Write(Build(Three), (First, "district"), (Second, "boiler"));

        Assert.Equal(["district", "boiler", null], report.Villages.Select(v => v.Route));
        Assert.Equal(["has-left [route:district 热电厂 100 kW]"], Text(report.Villages[0]));
        Assert.Equal(["has-left [route:boiler 东区 25 m3/h]", "lacks [route:district 热电厂 800 kW]"], Text(report.Villages[1]));
        Assert.Equal(["dear [route:pump 18,250 15,000]"], Text(report.Villages[2]));
        Assert.Equal((70_000_000, 90_000_000, 0), (report.Villages[0].Capital, report.Villages[1].Capital, report.Villages[2].Capital));
    }

    [Fact]
    public void Write_CheaperRouteThatWouldFit_IsDearerTogether()
    {
        var report = Write(Build(Three), (First, "pump"));

        Assert.Equal(["has-left [route:pump 东站 250 kW]", "dearer-together [route:district]", "dearer-together [route:boiler]"], Text(report.Villages[0]));
    }

    [Fact]
    public void Write_VillageWithoutRoute_SaysOnceForEachKindWhy()
    {
        var facts = Facts with { Villages = [Village with { Substation = null, GasZone = null, HeatSource = null, Geothermal = false }] };

        var report = Write(Build(facts));

        Assert.Equal(["closed-no-substation [route:pump ]", "closed-no-zone [route:boiler ]", "closed-no-geothermal [route:ground ]", "closed-no-heat [route:district ]"], Text(report.Villages[0]));
    }

    [Fact]
    public void Write_UpgradeThatIsBought_IsInLimitsAndReasons()
    {
        var facts = Three with { Substations = [Facts.Substations[0] with { BaseLoad = 600, Upgrade = new Upgrade(1000, 20_000_000) }] };
        var built = Build(facts);

        var report = Write(built, ["substation:S1"], (Third, "pump"));
        var without = Write(built);

        Assert.Equal(["has-upgraded [route:pump 东站 750 kW]"], Text(report.Villages[2]).Take(1));
        var limit = report.Limits.Single(l => l.Id == "substation:S1");
        Assert.Equal((250, 1000, true, 750), (limit.Used, limit.Limit, limit.Expanded, limit.Left));
        Assert.Equal(20_000_000, report.Totals.Expansions);
        Assert.Equal(["needs-upgrade [route:pump 东站 200,000 50 kW]"], Text(without.Villages[2]));
    }

    [Fact]
    public void Write_Limits_HoldWhatIsUsedAndTheTargetThatWasAskedFor()
    {
        var built = Build(Three, new ScenarioSettings { In = [First.ToString(CultureInfo.InvariantCulture)] }, 30);

        var report = Write(built, (First, "district"), (Second, "boiler"));

        Assert.Equal(["substation:S1", "gas-peak:G1", "gas-season:G1", "heat-source:H1", "county:980101"], report.Limits.Select(l => l.Id));
        Assert.Equal((200, 30, "households"), (report.Limits[^1].Used, report.Limits[^1].Limit, report.Limits[^1].Unit));
        Assert.Equal((900, 1000, 3.5), (report.Limits[3].Used, report.Limits[3].Limit, report.Limits[3].UnitSaving));
    }

    [Fact]
    public void Write_Totals_AddUpWhatWasChosen()
    {
        var totals = Write(Build(Three), (First, "district"), (Second, "boiler")).Totals;

        Assert.Equal((2, 200), (totals.Villages, totals.Households));
        Assert.Equal((130_000_000, 190_000_000, 4_000_000), (totals.CapitalLow, totals.CapitalHigh, totals.Savings));
        Assert.Equal((18_000_000, 18_000_000), (totals.RunningLow, totals.RunningHigh));
        Assert.Equal((240, 360, 400), (totals.CarbonLow, totals.CarbonHigh, totals.Coal));
        Assert.Equal((760, 800, 2.4, 6.4, 1.2, 4.4), (totals.CoalCarbonLow, totals.CoalCarbonHigh, totals.SulphurLow, totals.SulphurHigh, totals.ParticlesLow, totals.ParticlesHigh));
        Assert.Equal(new Dictionary<string, long> { ["district"] = 100, ["boiler"] = 100 }, totals.ByRoute);
        Assert.Equal(new Dictionary<string, long> { ["980101"] = 200 }, totals.ByCounty);
    }

    [Fact]
    public void Write_SolvedInstance_AgreesWithItsObjective()
    {
        var built = Build(Three, target: 300);
        var solution = PlanSolver.Solve(built.Instance, new SolveOptions(TimeSpan.FromSeconds(20)), TimeProvider.System).Value;

        var report = new ReportWriter(built, solution, Three, Model()).Write(1);

        Assert.Equal(300, report.Totals.Households);
        Assert.Equal(report.Objective, (((report.Totals.CapitalLow + report.Totals.CapitalHigh) / 2) + (5 * (report.Totals.RunningLow + report.Totals.RunningHigh) / 2) + report.Totals.Expansions - report.Totals.Savings) / 100.0, 1);
        Assert.All(report.Limits.Where(l => !l.Id.StartsWith("county", StringComparison.Ordinal)), l => Assert.True(l.Left >= -0.05));
    }

    [Fact]
    public void Breaches_RouteThatDoesNotFit_NamesTheWorstFirst()
    {
        var built = Build(Three);
        var left = new Dictionary<string, double> { ["substation:S1"] = 2, ["gas-peak:G1"] = 25, ["gas-season:G1"] = 60_000, ["heat-source:H1"] = 900 };

        Assert.Equal([("gas-peak:G1", 100), ("substation:S1", 3.0)], ReportWriter.Breaches(built, left, 0, "boiler"));
        Assert.Equal([("substation:S1", 248.0)], ReportWriter.Breaches(built, left, 2, "pump"));
        Assert.Empty(ReportWriter.Breaches(built, left, 0, "district"));
        Assert.Empty(ReportWriter.Breaches(built, left, 2, "district"));
    }

    private static PlanReport Write(BuiltInstance built, params (long Village, string Route)[] choices) => Write(built, [], choices);

    private static PlanReport Write(BuiltInstance built, string[] expansions, params (long Village, string Route)[] choices) =>
        new ReportWriter(built, new PlanSolution(choices.ToDictionary(c => c.Village.ToString(CultureInfo.InvariantCulture), c => c.Route), expansions, 0, 0, 0) { UnitSavings = new Dictionary<string, double> { ["heat-source:H1"] = 3.5 } }, Facts, Model()).Write(1);

    private static IEnumerable<string> Text(PlannedVillage village) => village.Why.Select(w => $"{w.Code} [{string.Join(' ', w.Parts)}]");
}
