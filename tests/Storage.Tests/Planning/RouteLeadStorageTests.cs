using CleanHeating.Planning.Data;
using CleanHeating.Planning.Plans;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>The ledger held against supply and plans, on every database.</summary>
public sealed class RouteLeadStorageTests
{
    private const string FirstName = "东安社区居民委员会", SecondName = "双河社区居民委员会", ThirdName = "杨庄社区居民委员会", UnknownName = "仓房社区居民委员会";

    [Theory, EveryDatabase]
    public async Task Find_WithoutSupply_SaysNothing(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        city.ImportLedger((FirstName, "天然气壁挂炉"));

        var answer = city.Leads().Find(English).Value;

        Assert.Equal("lead", answer.Check);
        Assert.Empty(answer.Leads);
    }

    [Theory, EveryDatabase]
    public async Task Find_RouteThatDoesNotReachTheVillage_IsALead(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        city.ImportLedger((FirstName, "天然气壁挂炉"), (FirstName, "天然气壁挂炉"), (FirstName, "对流式电暖器"), (SecondName, "集中供热"), (ThirdName, "天然气壁挂炉"), (UnknownName, "天然气壁挂炉"));

        var lead = Assert.Single(city.Leads().Find(English).Value.Leads);

        Assert.Equal(("route-outside-area", First, "gas-wall-boiler", 2), (lead.Pattern, lead.Village, lead.Route, lead.Households));
        Assert.Equal($"牡丹区 东城街道 {FirstName}", lead.VillageName);
        Assert.DoesNotContain("plan.why", lead.Sentence, StringComparison.Ordinal);
        Assert.Empty(city.Leads(city.Person("foreign", Role.CountyOffice, Other)).Find(English).Value.Leads);
    }

    [Theory, EveryDatabase]
    public async Task Find_GasWithoutAgreementForTheSeason_IsALead(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        city.Import(city.Book(k => k == SupplyKind.GasAgreement ? [["A1", "牡丹区", "某公司", "G1", null, null, null, new DateOnly(2021, 6, 1), new DateOnly(2021, 11, 14)]] : Usual(k)));
        city.ImportLedger((ThirdName, "天然气壁挂炉"));

        var answer = city.Leads().Find(English).Value;

        Assert.Equal(1, answer.Counts["route-no-agreement"]);
        Assert.Contains(answer.Leads, l => l.Pattern == "route-no-agreement" && l.Village == Third);
    }

    [Theory, EveryDatabase]
    public async Task Find_MoreThanWasAgreed_IsALeadOnTheCapacity(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        city.Import(city.Book(k => k == SupplyKind.GasAgreement ? [["A1", "牡丹区", "某公司", "G1", null, null, 3.0, new DateOnly(2021, 6, 1), new DateOnly(2024, 5, 31)]] : Usual(k)));
        city.ImportLedger((ThirdName, "天然气壁挂炉"), (ThirdName, "天然气壁挂炉"));
        Assert.Empty(city.Leads().Find(English).Value.Leads);

        city.ImportLedger(3, (ThirdName, "天然气壁挂炉"));
        var lead = Assert.Single(city.Leads().Find(English).Value.Leads);

        Assert.Equal(("route-capacity", Third, 3), (lead.Pattern, lead.Village, lead.Households));
        Assert.Contains("东区", lead.Sentence, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Find_OtherThanTheApprovedPlan_IsALead(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish(target: 180));
        var plan = city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Value.Plans[0];
        city.ImportLedger((FirstName, "空气源热泵热风机"), (FirstName, "对流式电暖器"), (ThirdName, "天然气壁挂炉"));
        Assert.Empty(city.Leads().Find(English).Value.Leads);

        city.Plans(city.Person("head")).Approve(plan.Id, new PlanActRequest(1));
        var leads = city.Leads().Find(English).Value.Leads;

        Assert.Equal([("route-not-planned", First, "convector"), ("route-not-planned", Third, "gas-wall-boiler")], leads.OrderBy(l => l.Village, StringComparer.Ordinal).Select(l => (l.Pattern, l.Village, l.Route)));
        Assert.All(leads, l => Assert.DoesNotContain("plan.why", l.Sentence, StringComparison.Ordinal));
    }
}
