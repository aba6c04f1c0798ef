using CleanHeating.Kernel;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>What comes between a search and its end: a person who ends it, a server that stops, settings that change meanwhile.</summary>
public sealed class SolveKindTests
{
    [Theory, EveryDatabase]
    public async Task Run_SettingsChangedMeanwhile_KeepsThePlanAsAnOldOne(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(target: 180), English).Value;

        var done = await Run(city, scenario.Id, () => city.Scenarios().Save(scenario.Id, Wish(1, target: 100), English));
        var after = city.Scenarios().Read(scenario.Id, English).Value;

        Assert.True(done.IsOk, string.Join("; ", done.Errors));
        Assert.Equal((true, true, 180, 100), (after.Scenario.IsSolved, after.Scenario.IsStale, after.Scenario.Figures!.Households, after.Scenario.Counties[0].Target));
        Assert.Equal("scenario-stale", city.Plans().Propose(new(scenario.Id), English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Run_RenamedMeanwhile_KeepsThePlanAndTheName(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(), English).Value;

        await Run(city, scenario.Id, () => city.Scenarios().Save(scenario.Id, Wish(1, "renamed"), English));

        var line = city.Scenarios().Read(scenario.Id, English).Value.Scenario;
        Assert.Equal(("renamed", true, false), (line.Name, line.IsSolved, line.IsStale));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Run_EndedByAPerson_KeepsTheBestPlanSoFar(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(), English).Value;
        using var end = new CancellationTokenSource();

        // Before there is a plan nothing could be kept.
        var done = await Run(city, scenario.Id, end.Cancel, isCancelled: true, waits: true, cancellation: end.Token);

        Assert.True(done.IsOk, string.Join("; ", done.Errors));
        Assert.True(city.Scenarios().Read(scenario.Id, English).Value.Scenario.IsSolved);
    }

    [Theory, EveryDatabase]
    public async Task Run_ServerStops_KeepsNothingForAnotherToBeginAnew(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(), English).Value;
        using var end = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Run(city, scenario.Id, end.Cancel, isCancelled: false, cancellation: end.Token));

        var line = city.Scenarios().Read(scenario.Id, English).Value.Scenario;
        Assert.Equal((false, null), (line.IsSolved, line.Standing));
    }

    [Theory, EveryDatabase]
    public async Task Run_ForSomebodyWhoMayNotSeeIt_FindsNoScenario(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var scenario = city.Scenarios().Save(null, Wish(), English).Value;

        var refused = await Run(city, scenario.Id, () => { }, by: city.Person("foreign", Role.CountyOffice, Other));

        Assert.Equal("scenario-unknown", refused.Errors[0].Code);
    }

    // What happens comes with the first word of progress, or with the first after there is a plan.
    private static Task<Result<JobOutcome>> Run(PlanningCity city, string scenario, Action happens, bool isCancelled = false, bool waits = false, Platform.Workplace? by = null, CancellationToken cancellation = default)
    {
        var happened = false;
        var run = new JobRun(1, 1, JobRecord.Write(new SolveArguments(scenario, 5))!, English, by ?? city.Person("planner"), _ =>
        {
            if (!happened && (!waits || city.Scenarios().Read(scenario, English).Value.Scenario.Standing?.Objective is not null))
            {
                happened = true;
                happens();
            }
        }, () => isCancelled);
        return new SolveKind().Run(run, cancellation);
    }
}
