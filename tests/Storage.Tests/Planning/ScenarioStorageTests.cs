using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Scenarios on every database: entered, solved by a job, looked at, compared.</summary>
public sealed class ScenarioStorageTests
{
    [Theory, EveryDatabase]
    public async Task Save_NewAndChanged_KeepsSettingsAndRefusesAStaleVersion(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);

        var made = city.Scenarios().Save(null, Wish(settings: new ScenarioSettings { CarbonPrice = 60, Barred = ["convector"], In = [First] }), English).Value;
        var changed = city.Scenarios(city.Person("other")).Save(made.Id, Wish(1, "second", 150), English).Value;
        var stale = city.Scenarios().Save(made.Id, Wish(1, "third"), English);

        Assert.Equal(("first", 1, 100, false, false, "planner"), (made.Name, made.Version, Assert.Single(made.Counties).Target, made.IsSolved, made.IsStale, made.CreatedBy));
        Assert.Equal(("second", 2, 150, "planner"), (changed.Name, changed.Version, Assert.Single(changed.Counties).Target, changed.CreatedBy));
        Assert.Equal(("version-conflict", "other"), (stale.Errors[0].Code, stale.Errors[0].Current!.Actor));
        Assert.Empty(city.Scenarios().Read(made.Id, English).Value.Settings.Barred);
        Assert.Equal(10_500, city.Scenarios().Save(null, Wish() with { Settings = new ScenarioSettings() }, English).Value.Counties[0].Target);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Save_WhatCanNotBe_NamesEveryField(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var settings = new ScenarioSettings
        {
            Targets = new Dictionary<string, long> { ["371703"] = 1 }, Budgets = new Dictionary<string, long> { ["371702"] = -1 }, Prices = new Dictionary<string, int> { ["convector"] = 1001, ["fireplace"] = 100 }, NeedWeight = -1, Contiguity = 1001,
            LeastWillingness = 101, In = [First, Away], Out = [First, "1"], Barred = ["stove"],
        };

        var refused = city.Scenarios().Save(null, new ScenarioRequest(0, " ", [County, "980101000000"], settings), English);

        Assert.Equal(
            [
                "name", "counties", "settings.need_weight", "settings.contiguity", "settings.least_willingness", "settings.targets", "settings.budgets", "settings.barred", "settings.barred", "settings.prices", "settings.in", "settings.in",
                "settings.out",
            ], refused.Errors.Select(e => e.Place?.Path));
        Assert.Equal(["region-unknown", "route-unknown", "scenario-value"], refused.Errors.Select(e => e.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(city.Scenarios().List(English).Value.Scenarios);
    }

    [Theory, EveryDatabase]
    public async Task Solve_ByTheJob_KeepsThePlanWithFiguresLimitsAndReasons(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);

        var line = await city.Solved(Wish(target: 180));
        var answer = city.Scenarios().Read(line.Id, English).Value;

        Assert.Equal((true, false, 0.0), (line.IsSolved, line.IsStale, Math.Round(line.Gap!.Value, 6)));
        Assert.Equal([(First, "air-to-air-heat-pump"), (Second, "district-heating"), (Third, null)], answer.Villages.Select(v => (v.Code, v.Route)));
        Assert.Equal((2, 180, 3_200_000), (line.Figures!.Villages, line.Figures.Households, line.Figures.SavingsFen));
        Assert.Equal([("substation:S1", "东站"), ("heat-source:H1", "热电厂"), ("county:371702", "牡丹区")], answer.Limits.Select(l => (l.Id, l.Name)));
        Assert.All(answer.Villages, v => Assert.All(v.Why, why => Assert.DoesNotContain("plan.why", why, StringComparison.Ordinal)));
        Assert.All(city.Scenarios().Read(line.Id, Platform.Texts.TextCatalog.Chinese).Value.Villages, v => Assert.NotEmpty(v.Why));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Solve_TargetOutOfReach_FailsAndSaysWhy(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(target: 241), English).Value;

        var job = await city.Solve(scenario.Id);

        Assert.Equal((JobState.Failed, "plan-infeasible"), (job.State, job.Error?.Code));
        Assert.False(city.Scenarios().Read(scenario.Id, English).Value.Scenario.IsSolved);
    }

    [Theory, EveryDatabase]
    public async Task Solve_WhatCanNotBegin_IsRefusedBeforeThereIsAJob(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        var scenario = city.Scenarios().Save(null, Wish(), English).Value;

        Assert.Equal("scenario-no-supply", city.Scenarios().Solve(scenario.Id, new SolveRequest(), null!, English).Errors[0].Code);
        Assert.Equal("scenario-seconds", city.Scenarios().Solve(scenario.Id, new SolveRequest(0), null!, English).Errors[0].Code);
        Assert.Equal("scenario-unknown", city.Scenarios().Solve("371702-1", new SolveRequest(), null!, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Stale_AfterSettingsOrSupplyChanged_ButNotAfterANewName(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var solved = await city.Solved(Wish());

        var renamed = city.Scenarios().Save(solved.Id, Wish(solved.Version, "renamed"), English).Value;
        var changed = city.Scenarios().Save(solved.Id, Wish(renamed.Version, "renamed", 101), English).Value;
        await city.Solve(solved.Id);
        var again = city.Scenarios().Read(solved.Id, English).Value.Scenario;
        city.Clock.Move(TimeSpan.FromSeconds(1));
        city.Import(city.Book(k => k == SupplyKind.Village ? [PlanningCity.Village(Third, 61, gas: "G1")] : Usual(k)));

        Assert.Equal((false, true, false), (renamed.IsStale, changed.IsStale, again.IsStale));
        Assert.True(city.Scenarios().Read(solved.Id, English).Value.Scenario.IsStale);
    }

    [Theory, EveryDatabase]
    public async Task Scope_OfACounty_SeesItsOwnScenariosAlone(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var county = city.Scenarios(city.Person("county", Role.CountyOffice, County));
        var own = county.Save(null, Wish(name: "own"), English).Value;
        var both = city.Scenarios().Save(null, Wish(0, "both", 50, null, County, Other), English).Value;

        Assert.Equal(["own"], county.List(English).Value.Scenarios.Select(s => s.Name));
        Assert.Equal("scenario-unknown", county.Read(both.Id, English).Errors[0].Code);
        Assert.Equal("region-unknown", county.Save(null, Wish(0, "x", 50, null, Other), English).Errors[0].Code);
        Assert.Equal(2, city.Scenarios().List(English).Value.Scenarios.Count);
        Assert.Equal("scenario-unknown", city.Scenarios(city.Person("foreign", Role.CountyOffice, Other)).Read(own.Id, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Try_BesideThePlan_SaysWhatWouldBreakOrThatItFits(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var line = await city.Solved(Wish(target: 180));
        TryVillageAnswer Try(string village, string route) => city.Scenarios().Try(line.Id, village, route, English).Value;

        Assert.True(Try(Third, "gas-wall-boiler").Fits);
        Assert.True(Try(Second, "district-heating").Fits);
        Assert.True(Try(First, "air-to-air-heat-pump").Fits);
        Assert.StartsWith("东站 would be exceeded by 91.", Assert.Single(Try(Second, "convector").Sentences), StringComparison.Ordinal);
        Assert.False(Try(First, "convector").Fits);
        Assert.Contains("T1", Assert.Single(Try(First, "convector").Sentences), StringComparison.Ordinal);
        Assert.False(Try(Third, "district-heating").Fits);
        Assert.Equal("route-unknown", city.Scenarios().Try(line.Id, First, "stove", English).Errors[0].Code);
        Assert.Equal("scenario-village", city.Scenarios().Try(line.Id, Away, "convector", English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Compare_TwoPlans_ShowsTheVillagesInWhichTheyDiffer(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var one = await city.Solved(Wish(target: 100));
        var two = await city.Solved(Wish(name: "second", target: 180));

        var compared = city.Scenarios().Compare([one.Id, two.Id], English).Value;

        var village = Assert.Single(compared.Villages);
        Assert.Equal((1, Second, null, "District heating"), (compared.Differing, village.Code, village.Routes[0], village.Routes[1]));
        Assert.Equal("scenario-compare", city.Scenarios().Compare([one.Id, one.Id], English).Errors[0].Code);
        Assert.Equal("scenario-compare", city.Scenarios().Compare([one.Id, "371702-1"], English).Errors[0].Code);
    }
}
