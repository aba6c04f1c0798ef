using CleanHeating.Planning;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Registers;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Counties' plans on every database: proposed, decided by somebody else, in force until the next.</summary>
public sealed class CountyPlanStorageTests
{
    [Theory, EveryDatabase]
    public async Task Approve_ByAnotherPerson_PutsThePlanInForce(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish(target: 180));

        var proposed = Assert.Single(city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Value.Plans);
        var own = city.Plans().Approve(proposed.Id, new PlanActRequest(1));
        var ownReturn = city.Plans().Return(proposed.Id, new PlanActRequest(1, "no"));
        var stale = city.Plans(city.Person("head")).Approve(proposed.Id, new PlanActRequest(2));
        var before = InForce(city);
        var approved = city.Plans(city.Person("head")).Approve(proposed.Id, new PlanActRequest(1)).Value;

        Assert.Equal(("1", "proposed", 180, 180, 2, "planner"), (proposed.Number, proposed.State, proposed.Target, proposed.Households, proposed.Villages, proposed.ProposedBy));
        Assert.Equal(["plan-own", "plan-own", "version-conflict"], [own.Errors[0].Code, ownReturn.Errors[0].Code, stale.Errors[0].Code]);
        Assert.Empty(before);
        Assert.Equal(("approved", "head", 2), (approved.State, approved.DecidedBy, approved.Version));
        Assert.Equal([(371702001001, "air-to-air-heat-pump", 100), (371702001006, "district-heating", 80)], InForce(city));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Approve_ASecondPlan_SupersedesTheFirst(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var (one, two) = (await city.Solved(Wish(target: 180)), await city.Solved(Wish(name: "second", target: 100)));
        var first = city.Plans().Propose(new ProposePlanRequest(one.Id), English).Value.Plans[0];
        var second = city.Plans().Propose(new ProposePlanRequest(two.Id), English).Value.Plans[0];
        var head = city.Plans(city.Person("head"));

        head.Approve(first.Id, new PlanActRequest(1));
        var failed = head.Approve(second.Id, new PlanActRequest(7));
        var between = InForce(city);
        head.Approve(second.Id, new PlanActRequest(1));

        Assert.Equal("version-conflict", failed.Errors[0].Code);
        Assert.Equal(2, between.Count);
        Assert.Equal([("2", "approved"), ("1", "superseded")], city.Plans().List(English).Value.Plans.Select(p => (p.Number, p.State)));
        Assert.Equal([(371702001001, "air-to-air-heat-pump", 100)], InForce(city));
        Assert.Equal("plan-state", head.Approve(first.Id, new PlanActRequest(3)).Errors[0].Code);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task ReturnAndWithdraw_ByWhomTheyMay_EndAProposal(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish());
        string Propose() => city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Value.Plans[0].Id;
        var (one, two, head) = (Propose(), Propose(), city.Plans(city.Person("head")));

        Assert.Equal("reason-missing", head.Return(one, new PlanActRequest(1, " ")).Errors[0].Code);
        Assert.Equal(("returned", "too dear"), head.Return(one, new PlanActRequest(1, " too dear ")).Value is var back ? (back.State, back.Reason) : default);
        Assert.Equal("plan-own", head.Withdraw(two, new PlanActRequest(1)).Errors[0].Code);
        Assert.Equal("withdrawn", city.Plans().Withdraw(two, new PlanActRequest(1)).Value.State);
        Assert.Equal("plan-state", head.Approve(two, new PlanActRequest(2)).Errors[0].Code);
        Assert.Equal("plan-state", head.Approve(one, new PlanActRequest(2)).Errors[0].Code);
        Assert.Empty(InForce(city));
    }

    [Theory, EveryDatabase]
    public async Task Propose_UnsolvedOrChangedScenario_IsRefused(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var unsolved = city.Scenarios().Save(null, Wish(), English).Value;
        var solved = await city.Solved(Wish());
        city.Scenarios().Save(solved.Id, Wish(solved.Version, target: 120), English);

        Assert.Equal("scenario-unsolved", city.Plans().Propose(new ProposePlanRequest(unsolved.Id), English).Errors[0].Code);
        Assert.Equal("scenario-stale", city.Plans().Propose(new ProposePlanRequest(solved.Id), English).Errors[0].Code);
        Assert.Equal("scenario-unknown", city.Plans().Propose(new ProposePlanRequest("371702-9"), English).Errors[0].Code);
        Assert.Empty(city.Plans().List(English).Value.Plans);
    }

    [Theory, EveryDatabase]
    public async Task Propose_SupplyChangedSinceItWasSolved_IsRefusedForEveryCounty(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish(0, "both", 100, null, County, Other));
        city.Clock.Move(TimeSpan.FromMinutes(1));
        var village = city.Item("village", First);
        Assert.True(city.Supply().Correct(village.Key, new CorrectSupplyRequest(1, new Dictionary<string, string?> { ["households"] = "120" }, "measured"), English).IsOk);

        Assert.True(city.Scenarios().Read(scenario.Id, English).Value.Scenario.IsStale);
        Assert.Equal("scenario-stale", city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Errors[0].Code);
        Assert.Empty(city.Plans().List(English).Value.Plans);
    }

    [Theory, EveryDatabase]
    public async Task Propose_OfTwoCounties_IsAProposalForEachAndScopeDividesThem(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish(0, "both", 100, null, County, Other));

        var proposed = city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Value.Plans;
        var foreign = city.Plans(city.Person("foreign", Role.CountyOffice, Other));

        Assert.Equal([(County, 100), (Other, 50)], proposed.Select(p => (p.County, p.Target)));
        Assert.Equal(Other, Assert.Single(foreign.List(English).Value.Plans).County);
        Assert.Equal("plan-unknown", foreign.Approve(proposed[0].Id, new PlanActRequest(1)).Errors[0].Code);
        Assert.Equal("plan-unknown", foreign.Read(proposed[0].Id, English).Errors[0].Code);
        Assert.Equal(["withdraw"], proposed[0].Acts);
        Assert.Equal(["approve", "return"], city.Plans(city.Person("head")).List(English).Value.Plans[0].Acts);
        Assert.Empty(city.Plans(city.Person("reader", Role.Audit)).List(English).Value.Plans[0].Acts);
    }

    [Theory, EveryDatabase]
    public async Task Read_APlan_CountsTheLedgersHouseholdsByItsRouteAndByOthers(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = await city.Solved(Wish(target: 180));
        var plan = city.Plans().Propose(new ProposePlanRequest(scenario.Id), English).Value.Plans[0];
        city.ImportLedger(("东安社区居民委员会", "空气源热泵热风机"), ("东安社区居民委员会", "天然气壁挂炉"), ("双河社区居民委员会", "集中供热"));

        var villages = city.Plans().Read(plan.Id, English).Value.Villages;

        Assert.Equal([(First, 1, 1), (Second, 1, 0)], villages.Select(v => (v.Code, v.InLedger, v.ByOtherRoutes)));
        Assert.Single(city.Plans(city.Person("village", Role.CountyOffice, Second)).Read(plan.Id, English).Value.Villages);
    }

    private static List<(long, string, int)> InForce(PlanningCity city) =>
        RoomWork.Read<List<(long, string, int)>>(city.Workplace, city.City.Programmes, on => ApprovedPlans.Of(on, 371702).Select(v => (v.Code, v.Route, v.Households)).ToList()).Value;
}
