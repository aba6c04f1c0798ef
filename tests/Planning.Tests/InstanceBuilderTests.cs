using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.Domain;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests;

/// <summary>What is scarce, and what each village's routes use of it.</summary>
public sealed class InstanceBuilderTests
{
    private static readonly GasAgreement Agreement = Facts.Agreements[0];

    [Fact]
    public void Build_SmallSupply_HasWhatIsLeftOfEachAndWhatRoutesUse()
    {
        var built = Build(Facts);

        Assert.Equal([("substation:S1", 500, "kW"), ("gas-peak:G1", 150, "m3/h"), ("gas-season:G1", 100_000, "m3"), ("heat-source:H1", 1000.0, "kW")], built.Instance.Resources.Select(r => (r.Id, r.Capacity, r.Unit)));
        Assert.Equal(new Dictionary<string, double> { ["substation:S1"] = 250 }, built.Uses(built.Option("pump")));
        Assert.Equal(new Dictionary<string, double> { ["substation:S1"] = 5, ["gas-peak:G1"] = 125, ["gas-season:G1"] = 60_000 }, built.Uses(built.Option("boiler")));
        Assert.Equal(new Dictionary<string, double> { ["heat-source:H1"] = 900 }, built.Uses(built.Option("district")));
        Assert.Equal(("东站", "热电厂"), (built.Names["substation:S1"], built.Names["heat-source:H1"]));
        Assert.Empty(built.Villages[0].Barred);
    }

    [Theory]
    [InlineData(150.0, 200.0, 150)]
    [InlineData(250.0, 200.0, 200)]
    [InlineData(null, 200.0, 200)]
    public void Build_GasPeak_IsTheLeastOfNetworkAndAgreements(double? agreed, double network, double capacity)
    {
        var built = Build(Facts with { GasZones = [Facts.GasZones[0] with { PeakFlow = network }], Agreements = [Agreement with { Peak = agreed }] });

        Assert.Equal(capacity, built.Resource("gas-peak:G1").Capacity);
    }

    [Fact]
    public void Build_SeveralAgreements_AddUpWhereTheyHoldInTheSeason()
    {
        var more = Agreement with { Number = "A2", Peak = 20, Seasonal = 5000 };
        var over = Agreement with { Number = "A3", Peak = 500, Until = new DateOnly(2030, 11, 14) };

        var built = Build(Facts with { Agreements = [Agreement, more, over] });

        Assert.Equal((170, 105_000), (built.Resource("gas-peak:G1").Capacity, built.Resource("gas-season:G1").Capacity));
    }

    [Theory]
    [InlineData(100_000.0, 80_000.0, 80_000.0)]
    [InlineData(null, 80_000.0, 80_000.0)]
    [InlineData(null, null, null)]
    public void Build_GasOfTheSeason_IsTheLeastThatWasAgreedOrHasNoLimit(double? seasonal, double? yearly, double? capacity)
    {
        var built = Build(Facts with { Agreements = [Agreement with { Seasonal = seasonal, Yearly = yearly }] });

        Assert.Equal(capacity, built.Instance.Resources.FirstOrDefault(r => r.Id == "gas-season:G1")?.Capacity);
    }

    [Fact]
    public void Build_ZoneWithoutAgreement_BarsGasAndNothingElse()
    {
        var built = Build(Facts with { Agreements = [] });

        Assert.Equal([new BarredRoute("boiler", "no-agreement", "G1")], built.Villages[0].Barred);
        Assert.Equal(["pump", "ground", "district"], built.Instance.Villages[0].Options.Select(o => o.Route));
        Assert.Equal(0, built.Resource("gas-peak:G1").Capacity);
    }

    [Theory]
    [InlineData(300, 500.0, 400.0)]
    [InlineData(800, 0.0, 400.0)]
    [InlineData(900, 0.0, 300.0)]
    [InlineData(1300, 0.0, null)]
    public void Build_SubstationWithUpgrade_MakesItsOverloadGoodFirst(double load, double capacity, double? gained)
    {
        var built = Build(Facts with { Substations = [Facts.Substations[0] with { BaseLoad = load, Upgrade = new Upgrade(500, 20_000_000) }] });

        Assert.Equal(capacity, built.Resource("substation:S1").Capacity);
        Assert.Equal(gained is { } amount ? new PlanExpansion(amount, 200_000) : null, built.Resource("substation:S1").Expansion);
    }

    [Theory]
    [InlineData(400, 0, null, "")]
    [InlineData(300, 0, null, "pump")]
    [InlineData(100, 0, null, "pump ground")]
    [InlineData(100, 100, null, "pump boiler ground")]
    [InlineData(100, 100, 400.0, "")]
    [InlineData(100, 100, 200.0, "pump")]
    public void Build_Transformer_BarsWhatItCanCarryEvenUpgraded(double capacity, double load, double? upgrade, string barred)
    {
        var built = Build(Facts with { Transformers = [new Transformer("T1", First, capacity, load, upgrade is { } more ? new Upgrade(more, 8_000_000) : null)] });

        Assert.Equal(barred, string.Join(' ', built.Villages[0].Barred.Select(b => b.Route)));
        Assert.All(built.Villages[0].Barred, b => Assert.Equal(("transformer", "T1"), (b.Code, b.Subject)));
        Assert.False(built.Villages[0].Extra.ContainsKey("district"));
    }

    [Fact]
    public void Build_SeveralTransformers_BuysTheCheapestUpgradesUntilItFits()
    {
        var facts = Facts with
        {
            Transformers = [new Transformer("T1", First, 100, 0, new Upgrade(100, 9_000_000)), new Transformer("T2", First, 100, 0, new Upgrade(200, 8_000_000)), new Transformer("T3", Second, 900, 0, null)],
        };

        var built = Build(facts);

        Assert.Equal(8_000_000, built.Villages[0].Extra["pump"]);
        Assert.Equal(Build(Facts).Option("pump").Cost + 80_000, built.Option("pump").Cost);
        Assert.DoesNotContain("ground", built.Villages[0].Extra.Keys);
    }

    [Fact]
    public void Build_VillageWithoutHouseholds_IsLeftOut() => Assert.Empty(Build(Facts with { Villages = [Village with { Households = 0 }] }).Villages);

    [Fact]
    public void Build_Neighbours_SaveForTheLesserVillage()
    {
        var facts = Facts with { Villages = [Village, Village with { Code = Second, Latitude = 35.02, Households = 40 }, Village with { Code = Third, Latitude = 35.2 }] };

        Assert.Equal([new NeighbourPair(0, 1, 16_000)], Build(facts).Instance.Adjacency);
        Assert.Equal([new NeighbourPair(0, 1, 8000)], Build(facts, new ScenarioSettings { Contiguity = 50 }).Instance.Adjacency);
        Assert.Empty(Build(facts, new ScenarioSettings { Contiguity = 0 }).Instance.Adjacency);
    }
}
