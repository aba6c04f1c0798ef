using System.Globalization;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.Domain;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests;

/// <summary>What a scenario asks for, in the instance that is made of it.</summary>
public sealed class ScenarioSettingsTests
{
    private static readonly SupplyFacts Two = Facts with { Villages = [Village, Village with { Code = Second, Households = 50, Willingness = 0.6, Need = 100 }] };

    [Theory]
    [InlineData("pump", 1_825_000)]
    [InlineData("boiler", 1_500_000)]
    [InlineData("ground", 2_875_000)]
    [InlineData("district", 1_000_000)]
    public void Build_UsualSettings_CostsCapitalAndFiveSeasons(string route, double cost) => Assert.Equal(cost, Build(Facts).Option(route).Cost);

    [Fact]
    public void Build_Weights_CountLowNeedAndLackingWillingnessAsCost()
    {
        var (plain, weighed) = (Build(Two), Build(Two, new ScenarioSettings { NeedWeight = 1000, WillingnessWeight = 2000 }));

        Assert.Equal(50_000, weighed.Option("pump").Cost - plain.Option("pump").Cost);
        Assert.Equal(40_000, weighed.Option("pump", 1).Cost - plain.Option("pump", 1).Cost);
    }

    [Fact]
    public void Build_CarbonPriceAndSeasons_CountBesideTheCapital()
    {
        Assert.Equal(1_200_000, Build(Facts, new ScenarioSettings { RunningSeasons = 0 }).Option("pump").Cost);
        Assert.Equal(1_212_500, Build(Facts, new ScenarioSettings { RunningSeasons = 0, CarbonPrice = 100 }).Option("pump").Cost);
    }

    [Fact]
    public void Build_Price_ChangesTheCapitalOfItsRouteAlone()
    {
        var built = Build(Facts, new ScenarioSettings { RunningSeasons = 0, Prices = new Dictionary<string, int> { ["pump"] = 150 } });

        Assert.Equal((1_800_000, 900_000), (built.Option("pump").Cost, built.Option("boiler").Cost));
        Assert.Equal(180_000_000, built.Villages[0].Needs["pump"].Capital);
    }

    [Fact]
    public void Build_Budget_IsUsedByTheCapitalAlone()
    {
        var built = Build(Facts, new ScenarioSettings { Budgets = new Dictionary<string, long> { ["980101"] = 2_000_000, ["980102"] = 1 } });

        Assert.Equal((2_000_000, "yuan"), (built.Resource("budget:980101").Capacity, built.Resource("budget:980101").Unit));
        Assert.Equal(1_200_000, built.Uses(built.Option("pump"))["budget:980101"]);
        Assert.DoesNotContain(built.Instance.Resources, r => r.Id == "budget:980102");
    }

    [Fact]
    public void Build_Target_IsTheScenariosOwnBeforeTheProgrammes()
    {
        Assert.Equal([new PlanCounty(County, "河东区", 120)], Build(Two, target: 120).Instance.Counties);
        Assert.Equal([new PlanCounty(County, "河东区", 130)], Build(Two, new ScenarioSettings { Targets = new Dictionary<string, long> { ["980101"] = 130 } }, 120).Instance.Counties);
    }

    [Fact]
    public void Build_VillageThatMustBeChosen_HasATargetOfItsOwn()
    {
        var built = Build(Two, new ScenarioSettings { In = [Text(Second)] }, 120);

        Assert.Equal([(County, 70L), (-1, 50L)], built.Instance.Counties.Select(c => (c.Code, c.Target)));
        Assert.Equal([County, -1], built.Instance.Villages.Select(v => v.County));
        Assert.Equal(120, built.Targets[County]);
    }

    [Fact]
    public void Build_VillageThatMustBeChosenAboveTheTarget_LeavesNothingToReach()
    {
        var built = Build(Two, new ScenarioSettings { In = [Text(First)] }, 30);

        Assert.Equal([0L, 100L], built.Instance.Counties.Select(c => c.Target));
        Assert.Equal(30, built.Targets[County]);
    }

    [Fact]
    public void Build_VillageThatMustNotBe_HasNoRoute()
    {
        var built = Build(Two, new ScenarioSettings { Out = [Text(First)] });

        Assert.Empty(built.Instance.Villages[0].Options);
        Assert.All(built.Villages[0].Barred, b => Assert.Equal("out", b.Code));
        Assert.Equal(4, built.Instance.Villages[1].Options.Count);
    }

    [Fact]
    public void Build_BarredRoute_IsOpenNowhere()
    {
        var built = Build(Two, new ScenarioSettings { Barred = ["boiler", "ground"] });

        Assert.All(built.Instance.Villages, v => Assert.Equal(["pump", "district"], v.Options.Select(o => o.Route)));
        Assert.All(built.Villages, v => Assert.Equal([("boiler", "barred"), ("ground", "barred")], v.Barred.Select(b => (b.Route, b.Code))));
    }

    [Fact]
    public void Build_LeastWillingness_BarsAVillageUnlessItMustBeChosen()
    {
        var built = Build(Two, new ScenarioSettings { LeastWillingness = 61 });

        Assert.Empty(built.Instance.Villages[1].Options);
        Assert.All(built.Villages[1].Barred, b => Assert.Equal(("unwilling", "60"), (b.Code, b.Subject)));
        Assert.NotEmpty(Build(Two, new ScenarioSettings { LeastWillingness = 60 }).Instance.Villages[1].Options);
        Assert.NotEmpty(Build(Two, new ScenarioSettings { LeastWillingness = 61, In = [Text(Second)] }).Instance.Villages[1].Options);
    }

    private static string Text(long code) => code.ToString(CultureInfo.InvariantCulture);
}
