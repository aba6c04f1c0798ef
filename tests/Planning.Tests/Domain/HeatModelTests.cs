using CleanHeating.Planning.Domain.Heat;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class HeatModelTests
{
    // Houses of 50, 60 and 90 m² as the handbook on rural heating reckons them: kW, kWh of heat, m³ of gas, kWh of a heat pump, t of coal.
    [Theory]
    [InlineData(50, 60, 0.5, 3.0, 3008, 338, 1157, 0.9)]
    [InlineData(60, 80, 0.6, 4.8, 5775, 648, 2221, 1.8)]
    [InlineData(90, 90, 0.7, 8.1, 11369, 1276, 4373, 3.6)]
    public void Household_OfTheHandbook_NeedsWhatItSays(double area, double load, double use, double peak, double heat, double gas, double pump, double coal)
    {
        var model = SmallTown.Model;

        var one = model.Household(area, load, use);

        Assert.Equal(peak, Math.Round(one.DesignLoad, 1));
        Assert.Equal(heat, Math.Round(one.Heat));
        Assert.Equal(gas, Math.Round(model.GasFor(one.Heat)));
        Assert.Equal(pump, Math.Round(one.Heat / SmallTown.Route("air-source-heat-pump").Factor));
        Assert.Equal(coal, Math.Round(model.CoalFor(one.Heat), 1));
    }

    // Half insulated: (50 + 85) / 2 = 67.5 W/m² of 80 m² are 5.4 kW; fifty of them through a peak factor of 2.2, seven in ten at once.
    [Fact]
    public void Need_HeatPumpVillage_IsOfTheGridAfterCoincidence()
    {
        var need = SmallTown.Model.Need(SmallTown.Village(1), SmallTown.Route("air-source-heat-pump"));

        Assert.Equal(50 * 5.4 / 2.2 * 0.7, need.PeakPower, 9);
        Assert.Equal((0, 0, 0), (need.PeakGas, need.SeasonGas, need.PeakHeat));
        Assert.Equal((50 * 9000 + 30 * 1500) * 100L, need.CapitalLow);
        Assert.True(need.RunningLow < need.RunningHigh && need.CarbonLow < need.CarbonHigh);
    }

    [Fact]
    public void Need_GasVillage_IsOfTheZoneAndHardlyOfTheGrid()
    {
        var (model, village) = (SmallTown.Model, SmallTown.Village(2));

        var need = model.Need(village, SmallTown.Route("gas-wall-boiler"));

        Assert.Equal(50 * 1.25, need.PeakGas, 9);
        Assert.Equal(model.GasFor(model.Household(8000, 0.5).Heat * 50), need.SeasonGas, 6);
        Assert.Equal(50 * 0.12 * 0.6, need.PeakPower, 9);
        Assert.Equal(50 * 7000_00L, need.CapitalLow);
    }

    [Fact]
    public void Need_HeatVillage_IsOfItsSource()
    {
        var need = SmallTown.Model.Need(SmallTown.Village(1), SmallTown.Route("district-heating"));

        Assert.Equal(50 * 5.4 * 0.9, need.PeakHeat, 9);
        Assert.Equal(0, need.PeakPower);
        Assert.Equal(need.RunningLow, need.RunningHigh);
    }

    [Fact]
    public void Room_OfACapacity_IsTheShareThatMayBeLoadedLessTheLoad() => Assert.Equal(0.8 * 0.95 * 400 - 120, SmallTown.Model.Room(400, 120), 9);

    [Fact]
    public void Trace_EveryStep_HasItsUnitAndParametersTheirSource()
    {
        var trace = SmallTown.Model.Trace(SmallTown.Village(1), SmallTown.Route("air-source-heat-pump"));

        Assert.All(trace, s => Assert.False(string.IsNullOrEmpty(s.Unit)));
        Assert.All(trace.Where(s => SmallTown.Plan.Values.Any(v => v.Code == s.Code)), s => Assert.False(string.IsNullOrEmpty(s.Source)));
        Assert.Equal(5.4, trace.Single(s => s.Code == "design-load").Value, 9);
    }
}
