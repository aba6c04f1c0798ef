using CleanHeating.Planning.Domain;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class RouteRulesTests
{
    [Theory]
    [InlineData("air-source-heat-pump", 1, null)]
    [InlineData("gas-wall-boiler", 1, "no-zone")]
    [InlineData("gas-wall-boiler", 2, null)]
    [InlineData("district-heating", 1, null)]
    [InlineData("district-heating", 2, "no-heat")]
    [InlineData("ground-source-heat-pump", 2, "no-geothermal")]
    [InlineData("ground-source-heat-pump", 3, null)]
    public void Objection_WhatReachesAVillage_DecidesItsRoutes(string route, int village, string? code)
    {
        var facts = SmallTown.Facts(SmallTown.Village(village));

        Assert.Equal(code, RouteRules.Objection(facts, facts.Villages[0], SmallTown.Route(route), SmallTown.Season)?.Code);
    }

    [Fact]
    public void Objection_NoSubstationKnown_ClosesElectricRoutes()
    {
        var village = SmallTown.Village(3) with { Substation = null };
        var facts = SmallTown.Facts(village);

        Assert.Equal("no-substation", RouteRules.Objection(facts, village, SmallTown.Route("air-source-heat-pump"), SmallTown.Season)?.Code);
        Assert.Equal("no-substation", RouteRules.Objection(facts, village, SmallTown.Route("ground-source-heat-pump"), SmallTown.Season)?.Code);
    }

    [Theory]
    [InlineData("2021-09-30")]
    [InlineData("2022-04-02")]
    public void Objection_AgreementNotInForceInTheSeason_IsNone(string season)
    {
        var facts = SmallTown.Facts(SmallTown.Village(2));

        var objection = RouteRules.Objection(facts, facts.Villages[0], SmallTown.Route("gas-wall-boiler"), DateOnly.ParseExact(season, "yyyy-MM-dd"));

        Assert.Equal(("no-agreement", "Z1"), (objection!.Code, objection.Subject));
    }
}
