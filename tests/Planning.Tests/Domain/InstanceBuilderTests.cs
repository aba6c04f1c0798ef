using CleanHeating.Planning.Domain;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class InstanceBuilderTests
{
    [Fact]
    public void Build_Supply_BecomesResources()
    {
        var built = SmallTown.Build(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2)));

        var resources = built.Instance.Resources.ToDictionary(r => r.Id);
        Assert.Equal((460, 380.0, 200_000.0), (resources["substation:S1"].Capacity, resources["substation:S1"].Expansion!.Amount, resources["substation:S1"].Expansion!.Cost));
        Assert.Equal(80, resources["gas-peak:Z1"].Capacity);
        Assert.Equal(800_000, resources["gas-season:Z1"].Capacity);
        Assert.Equal(2000, resources["heat-source:H1"].Capacity);
    }

    [Fact]
    public void Build_RoutesThatDoNotReach_AreNoOptions()
    {
        var built = SmallTown.Build(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2)));

        Assert.Contains(built.Instance.Villages[0].Options, o => o.Route == "district-heating");
        Assert.DoesNotContain(built.Instance.Villages[0].Options, o => o.Route == "gas-wall-boiler");
        Assert.Contains(built.Instance.Villages[1].Options, o => o.Route == "gas-wall-boiler");
        Assert.Contains(built.Villages[0].Barred, b => b is { Route: "gas-wall-boiler", Code: "no-zone" });
    }

    [Fact]
    public void Build_VillageThatMustBeIn_HasATargetOfItsOwnOffItsCountys()
    {
        var built = SmallTown.Build(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2, 70)), new ScenarioSettings { In = ["371702001002"] }, 100);

        Assert.Equal([(SmallTown.County, 30L), (-1, 70L)], built.Instance.Counties.Select(c => (c.Code, c.Target)));
        Assert.Equal(-1, built.Instance.Villages[1].County);
    }

    [Fact]
    public void Build_SettingsThatBar_CloseRoutesAndVillages()
    {
        var settings = new ScenarioSettings { Out = ["371702001001"], Barred = ["convector"], LeastWillingness = 95 };

        var built = SmallTown.Build(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2), SmallTown.Village(4) with { Willingness = 0.99 }), settings);

        Assert.Empty(built.Instance.Villages[0].Options);
        Assert.All(built.Villages[0].Barred, b => Assert.Equal("out", b.Code));
        Assert.Contains(built.Villages[1].Barred, b => b.Code == "unwilling");
        Assert.DoesNotContain(built.Instance.Villages[2].Options, o => o.Route == "convector");
        Assert.NotEmpty(built.Instance.Villages[2].Options);
    }

    [Fact]
    public void Build_TransformerTooSmall_CostsItsUpgradeOrClosesTheRoute()
    {
        var village = SmallTown.Village(1);
        var need = SmallTown.Model.Need(village, SmallTown.Route("air-source-heat-pump")).PeakPower;
        SupplyFacts With(double capacity, Upgrade? upgrade) => SmallTown.Facts(village) with { Transformers = [new Transformer("T1", village.Code, capacity, 0, upgrade)] };
        var enough = need / 0.8 / 0.95 + 1;

        var (large, upgraded, closed) = (SmallTown.Build(With(enough, null)), SmallTown.Build(With(10, new Upgrade(enough, 30_000_00))), SmallTown.Build(With(10, null)));

        double Cost(BuiltInstance built) => built.Instance.Villages[0].Options.Single(o => o.Route == "air-source-heat-pump").Cost;
        Assert.Equal(Cost(large) + 30_000, Cost(upgraded));
        Assert.Contains(closed.Villages[0].Barred, b => b is { Route: "air-source-heat-pump", Code: "transformer", Subject: "T1" });
    }

    [Fact]
    public void Build_WeightsAndPrices_ChangeCosts()
    {
        var facts = SmallTown.Facts(SmallTown.Village(1));
        double Cost(ScenarioSettings settings) => SmallTown.Build(facts, settings).Instance.Villages[0].Options.Single(o => o.Route == "convector").Cost;
        var plain = new ScenarioSettings { RunningSeasons = 0 };

        Assert.Equal(50 * 3500 + 30 * 1500, Cost(plain));
        Assert.Equal(2 * (50 * 3500 + 30 * 1500), Cost(plain with { Prices = new Dictionary<string, int> { ["convector"] = 200 } }));
        Assert.Equal(Cost(plain) + 50 * 100 * 0.4, Cost(plain with { NeedWeight = 100 }));
        Assert.True(Cost(plain with { CarbonPrice = 100 }) > Cost(plain));
        Assert.True(Cost(plain with { RunningSeasons = 5 }) > Cost(plain));
    }

    [Fact]
    public void Build_NeighboursAndContiguity_SaveTogether()
    {
        var facts = SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2, 20));

        Assert.Equal(20 * 400, Assert.Single(SmallTown.Build(facts).Instance.Adjacency).Saving);
        Assert.Equal(20 * 200, Assert.Single(SmallTown.Build(facts, new ScenarioSettings { Contiguity = 50 }).Instance.Adjacency).Saving);
        Assert.Empty(SmallTown.Build(facts, new ScenarioSettings { Contiguity = 0 }).Instance.Adjacency);
    }
}
