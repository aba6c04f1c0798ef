using System.Globalization;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.TestKit;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests.Heat;

/// <summary>Heat, power and gas of households, against houses whose needs are known.</summary>
public sealed class HeatModelTests
{
    private static readonly HeatModel Known = Model(
        ("indoor", 16), ("mean-outdoor", 1.5), ("design-outdoor", -5), ("season-days", 121), ("gas-efficiency", 0.9), ("gas-heat", 9.9), ("coal-efficiency", 0.5), ("coal-heat", 6.4), ("price-power", 1));

    [Theory]
    [InlineData(50, 60, 0.5, "3.0", 3008, 338, 1157, 3008, "0.9")]
    [InlineData(60, 80, 0.6, "4.8", 5775, 648, 2221, 5775, "1.8")]
    [InlineData(90, 90, 0.7, "8.1", 11_369, 1276, 4373, 11_369, "3.6")]
    public void Household_KnownHouses_HaveTheirKnownNeeds(double area, double load, double use, string design, double heat, double gas, double pump, double direct, string coal)
    {
        var one = Known.Household(area, load, use);

        Assert.Equal(design, one.DesignLoad.ToString("0.0", CultureInfo.InvariantCulture));
        Assert.Equal(heat, Math.Round(one.Heat));
        Assert.Equal(gas, Math.Round(Known.GasFor(one.Heat)));
        Assert.Equal(coal, Known.CoalFor(one.Heat).ToString("0.0", CultureInfo.InvariantCulture));
        Assert.Equal((pump, direct), (PowerFor(2.6, area, load, use), PowerFor(1, area, load, use)));
    }

    [Fact]
    public void Household_PartlyInsulated_LiesBetweenTheLoads()
    {
        var model = Model();

        Assert.Equal((10, 6000), (model.Household(10_000, 0).DesignLoad, Math.Round(model.Household(10_000, 0).Heat, 6)));
        Assert.Equal(7.5, model.Household(10_000, 0.5).DesignLoad, 9);
        Assert.Equal(5, model.Household(10_000, 1).DesignLoad, 9);
    }

    [Fact]
    public void Need_HeatPump_StandsAtItsPeakAfterCoincidenceAndRunsBetweenItsFactors()
    {
        var need = Model().Need(Village, Pump);

        Assert.Equal(new RouteNeed(250, 0, 0, 0, 100_000_000, 140_000_000, 10_000_000, 15_000_000, 100_000, 150_000), need);
        Assert.Equal(120_000_000, need.Capital);
    }

    [Fact]
    public void Need_Gas_NeedsPeakSeasonAndThePowerOfItsBoilers()
    {
        var need = Model().Need(Village, Gas);

        Assert.Equal(new RouteNeed(5, 125, 60_000, 0, 80_000_000, 100_000_000, 12_000_000, 12_000_000, 120_000, 120_000), need);
    }

    [Fact]
    public void Need_DistrictHeat_NeedsHeatAndNoPower()
    {
        var need = Model().Need(Village, SmallSupply.Heat);

        Assert.Equal(new RouteNeed(0, 0, 0, 900, 50_000_000, 90_000_000, 6_000_000, 6_000_000, 120_000, 240_000), need);
    }

    [Theory]
    [InlineData(0.5, 250)]
    [InlineData(0.7, 350)]
    [InlineData(1, 500)]
    public void Need_Coincidence_IsTheShareThatStandsAtItsPeakTogether(double coincidence, double peak) =>
        Assert.Equal(peak, Model().Need(Village, Pump with { Coincidence = coincidence }).PeakPower, 9);

    [Fact]
    public void Need_WiringThatIsNotReady_IsPaidByElectricRoutesAlone()
    {
        var half = Village with { WiringReady = 0.5 };

        Assert.Equal((105_000_000, 205_000_000), (Model().Need(half, Pump).CapitalLow, Model().Need(half, Ground).CapitalLow));
        Assert.Equal((80_000_000, 50_000_000), (Model().Need(half, Gas).CapitalLow, Model().Need(half, SmallSupply.Heat).CapitalLow));
    }

    [Fact]
    public void Need_MoneyOfHalfAFen_IsRoundedUpOnceAtTheEnd()
    {
        var (one, route) = (Village with { Households = 1 }, Gas with { CapitalLow = 0.125, CapitalHigh = 0.125 });

        Assert.Equal(13, Model().Need(one, route).CapitalLow);
        Assert.Equal(38, Model().Need(one with { Households = 3 }, route).CapitalLow);
    }

    [Fact]
    public void Need_AnyVillage_IsNeverNegativeAndGrowsWithItsHouseholds()
    {
        var model = Model();
        Always.Holds(Always.Longs(0, 5000), count => model.Plan.Routes.All(route =>
        {
            var (some, more) = (model.Need(Village with { Households = (int)count }, route), model.Need(Village with { Households = (int)count + 1 }, route));
            return Figures(some).Zip(Figures(more)).All(p => p.First >= 0 && p.Second >= p.First) && some.CapitalLow <= some.CapitalHigh && some.RunningLow <= some.RunningHigh && some.CarbonLow <= some.CarbonHigh;
        }));
    }

    [Fact]
    public void Coal_OfAVillage_IsWhatItsHeatWouldTakeInStoves() => Assert.Equal(200, Model().Coal(Village), 6);

    [Theory]
    [InlineData(1000, 300, 500)]
    [InlineData(1000, 800, 0)]
    [InlineData(1000, 900, -100)]
    public void Room_OfATransformer_IsItsShareLessWhatItCarries(double capacity, double load, double room) => Assert.Equal(room, Model().Room(capacity, load), 9);

    [Fact]
    public void Trace_OfARoute_NamesParametersWithTheirSourceAndEndsInTheNeed()
    {
        var steps = Model().Trace(Village, Pump);

        Assert.Equal((10, 6000), (Value("design-load"), Math.Round(Value("heat"), 6)));
        Assert.Equal((250, 1_000_000), (Value("peak-power"), Value("capital-low")));
        Assert.Equal(("source of part-use", "measured"), (steps.Single(s => s.Code == "part-use").Source, steps.Single(s => s.Code == "coincidence").Source));
        Assert.Equal(steps.Count, steps.Select(s => s.Code).Distinct().Count());

        double Value(string code) => steps.Single(s => s.Code == code).Value;
    }

    // kWh of power, read off the bill at one yuan each.
    private static double PowerFor(double factor, double area, double load, double use)
    {
        var model = new HeatModel(Known.Plan with { Values = [.. Known.Plan.Values.Select(v => v.Code == "load-uninsulated" ? v with { Value = load } : v.Code == "part-use" ? v with { Value = use } : v)] });
        var need = model.Need(Village with { Households = 1, Area = (long)(area * 100) }, Pump with { FactorLow = factor, FactorHigh = factor });
        return Math.Round(need.RunningLow / 100.0);
    }

    private static double[] Figures(RouteNeed n) => [n.PeakPower, n.PeakGas, n.SeasonGas, n.PeakHeat, n.CapitalLow, n.RunningLow, n.CarbonLow];
}
