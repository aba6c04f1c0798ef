using CleanHeating.Planning.Domain;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests;

/// <summary>Which routes what reaches a village allows.</summary>
public sealed class RouteRulesTests
{
    [Fact]
    public void Objection_EverythingReachesTheVillage_NoneToAnyRoute() =>
        Assert.All(Plan().Routes, route => Assert.Null(RouteRules.Objection(Facts, Village, route, Season)));

    [Theory]
    [InlineData("pump", "no-substation")]
    [InlineData("boiler", "no-zone")]
    [InlineData("ground", "no-geothermal")]
    [InlineData("district", "no-heat")]
    public void Objection_NothingReachesTheVillage_NamesWhatEachRouteLacks(string route, string code)
    {
        var bare = Village with { Substation = null, GasZone = null, HeatSource = null, Geothermal = false };

        Assert.Equal(new BarredRoute(route, code, ""), RouteRules.Objection(Facts, bare, Plan().Route(route)!, Season));
    }

    [Fact]
    public void Objection_GroundWithoutSubstation_IsTheSubstation() =>
        Assert.Equal("no-substation", RouteRules.Objection(Facts, Village with { Substation = null }, Ground, Season)!.Code);

    [Theory]
    [InlineData("2030-11-15", "2030-11-15", null)]
    [InlineData("2030-11-16", "2031-11-15", "no-agreement")]
    [InlineData("2029-11-15", "2030-11-14", "no-agreement")]
    public void Objection_GasAgreement_MustHoldOnTheFirstDayOfTheSeason(string from, string until, string? code)
    {
        var facts = Facts with { Agreements = [Facts.Agreements[0] with { From = Day(from), Until = Day(until) }] };

        Assert.Equal(code, RouteRules.Objection(facts, Village, Gas, Season)?.Code);
    }

    [Fact]
    public void Objection_AgreementOfAnotherZone_IsNone()
    {
        var facts = Facts with { Agreements = [Facts.Agreements[0] with { Zone = "G2" }] };

        Assert.Equal(new BarredRoute("boiler", "no-agreement", "G1"), RouteRules.Objection(facts, Village, Gas, Season));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
