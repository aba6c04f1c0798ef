using System.Globalization;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Planning.CheckRoutes;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Storage.Tests.Jobs;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Plans;

/// <summary>Scenarios and counties' plans on every database: saved, solved by the job, proposed, decided, held against the ledger.</summary>
public sealed class PlanStorageTests
{
    private const string East = "980101000000", Foreign = "980103000000";
    // A solver takes the machine; a server that is busy is not gone.
    private static readonly JobTiming Patient = new(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), 2);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory, EveryDatabase]
    public async Task Scenario_SolvedByTheJob_HasAPlanWithinItsBound(string kind)
    {
        await using var hall = await Hall(kind);
        var (desk, key) = (Scenarios(hall), await Solved(hall, 60));

        var answer = desk.Read(key, English).Value;

        Assert.True(answer.Villages.Where(v => v.Route is not null).Sum(v => v.Households) >= 60);
        Assert.All(answer.Villages, v => Assert.NotEmpty(v.Why));
        Assert.True(answer.Scenario is { IsSolved: true, IsStale: false, Figures: not null });
        Assert.InRange(answer.Scenario.Gap!.Value, 0, 1);
        Assert.True(answer.Scenario.BoundYuan <= answer.Scenario.ObjectiveYuan + 1);
        Assert.Equal("scenario-unknown", new ScenarioDesk(SupplyStorageTests.By(hall.City, Foreign), hall.City.Programmes).Read(key, English).Errors[0].Code);
        Assert.Equal("scenario-compare", desk.Compare([key], English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Scenario_ChangedByTwo_IsAConflictAndThePlanAnOldOne(string kind)
    {
        await using var hall = await Hall(kind);
        var (desk, key) = (Scenarios(hall), await Solved(hall, 60));
        var version = desk.Read(key, English).Value.Scenario.Version;

        Assert.True(desk.Save(key, Request(version, 50), English).IsOk);
        Assert.Equal("version-conflict", desk.Save(key, Request(version, 40), English).Errors[0].Code);

        Assert.Equal("scenario-stale", Plans(hall, "clerk").Propose(new ProposePlanRequest(key), English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Scenario_TargetBeyondTheVillages_SaysWhichLimitsContradict(string kind)
    {
        await using var hall = await Hall(kind);
        var desk = Scenarios(hall);
        var key = desk.Save(null, Request(0, 1_000_000), English).Value.Id;

        var job = await hall.Await(hall.Start(Patient).Begin(SolveKind.Kind, new SolveArguments(key, 1)), JobState.Failed, JobState.Done);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("plan-infeasible", job.Error!.Code, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Plan_ProposedAndDecided_NeedsAnotherPersonAndSupersedesTheOneBefore(string kind)
    {
        await using var hall = await Hall(kind);
        var key = await Solved(hall, 60);
        var (clerk, head) = (Plans(hall, "clerk"), Plans(hall, "head", Role.CityOffice));

        var first = clerk.Propose(new ProposePlanRequest(key), English).Value.Plans.Single();
        Assert.Equal("plan-own", clerk.Approve(first.Id, new PlanActRequest(first.Version)).Errors[0].Code);
        Assert.Equal("plan-own", head.Withdraw(first.Id, new PlanActRequest(first.Version)).Errors[0].Code);
        Assert.Equal("reason-missing", head.Return(first.Id, new PlanActRequest(first.Version)).Errors[0].Code);
        Assert.Equal("version-conflict", head.Approve(first.Id, new PlanActRequest(9)).Errors[0].Code);
        Assert.Equal("approved", head.Approve(first.Id, new PlanActRequest(first.Version)).Value.State);
        Assert.Equal("plan-state", head.Approve(first.Id, new PlanActRequest(2)).Errors[0].Code);
        var second = clerk.Propose(new ProposePlanRequest(key), English).Value.Plans.Single();
        head.Approve(second.Id, new PlanActRequest(second.Version));

        Assert.Equal([("2", "approved"), ("1", "superseded")], clerk.List(English).Value.Plans.Select(p => (p.Number, p.State)));
        Assert.Equal("plan-unknown", Plans(hall, "other", Role.CountyOffice, Foreign).Read(first.Id, English).Errors[0].Code);
        Assert.Empty(new LedgerVerifier(hall.Workplace.Database, hall.Workplace.Keys).Run().Broken);
    }

    [Theory, EveryDatabase]
    public async Task Leads_TheLedgerAgainstThePlan_NameVillagesAndRoutesThatDoNotFit(string kind)
    {
        await using var hall = await Hall(kind);
        var key = await Solved(hall, 60);
        var proposal = Plans(hall, "clerk").Propose(new ProposePlanRequest(key), English).Value.Plans.Single();
        Plans(hall, "head", Role.CityOffice).Approve(proposal.Id, new PlanActRequest(proposal.Version));
        hall.City.Import(LedgerBook.Write(hall.City.File("ledger.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2)]));

        var leads = new RouteLeads(hall.City.Workplace, hall.City.Programmes).Find(English).Value;

        Assert.Equal("lead", leads.Check);
        var lead = Assert.Single(leads.Leads, l => l.Pattern == "route-not-planned");
        Assert.Equal(("980101001202", "solar-thermal", 2), (lead.Village, lead.Route, lead.Households));
        Assert.Empty(new RouteLeads(SupplyStorageTests.By(hall.City, Foreign), hall.City.Programmes).Find(English).Value.Leads);
    }

    private static async Task<JobHall> Hall(string kind)
    {
        var hall = new JobHall(kind, null, new SolveKind());
        SupplyStorageTests.Import(hall.City).Run(SupplyStorageTests.Sample(hall.City), "supply.xlsx", false, English);
        return await Task.FromResult(hall);
    }

    private static async Task<string> Solved(JobHall hall, long target)
    {
        var key = Scenarios(hall).Save(null, Request(0, target), English).Value.Id;
        await hall.Await(hall.Start(Patient).Begin(SolveKind.Kind, new SolveArguments(key, 1)), JobState.Done);
        return key;
    }

    private static ScenarioRequest Request(int version, long target) => new(version, "first", [East], new ScenarioSettings { Targets = new Dictionary<string, long> { ["980101"] = target } });

    private static ScenarioDesk Scenarios(JobHall hall) => new(hall.City.Workplace, hall.City.Programmes);

    private static PlanDesk Plans(JobHall hall, string name, Role role = Role.CountyOffice, string region = East) => new(SupplyStorageTests.By(hall.City, role == Role.CityOffice ? "980100000000" : region, name, role), hall.City.Programmes);
}
