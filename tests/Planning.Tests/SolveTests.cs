using System.Text.Json;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.ReadInstance;
using CleanHeating.Planning.Optimiser.SolvePlan;
using CleanHeating.TestKit;

namespace CleanHeating.Planning.Tests;

/// <summary>The reference instances, and what a caller may rely on while a solve runs.</summary>
public sealed class SolveTests
{
    private const long SomeWork = 60_000_000;

    [Fact]
    public void Solve_SmallReference_ProvenOptimum()
    {
        var instance = Shared("small-1");

        var solution = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(2)), TimeProvider.System).Value;

        Assert.Empty(PlanCheck.Violations(instance, solution));
        Assert.Equal(Best("small-1"), solution.Objective, 0.5);
        Assert.Equal(solution.Objective, solution.Bound, 0.5);
    }

    [Fact]
    public void Solve_CityReference_FeasibleWithinAPercentAndNoFalseBound()
    {
        var instance = Shared("city-1");

        var solution = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(5), 150_000_000), TimeProvider.System).Value;

        Assert.Empty(PlanCheck.Violations(instance, solution));
        Assert.InRange(solution.Objective, 0, 1.01 * Best("city-1"));
        Assert.InRange(solution.Bound, 0.995 * Best("city-1"), Best("city-1") + 1);
    }

    // The small one branches, too; its targets are raised, so that this takes a while.
    [Theory]
    [InlineData("city-1", 1.0, SomeWork)]
    [InlineData("small-1", 1.05, SomeWork)]
    public void Solve_SameSeedAndWork_SamePlanOnAnyNumberOfThreads(string name, double raised, long work)
    {
        var instance = Shared(name);
        instance = instance with { Counties = [.. instance.Counties.Select(c => c with { Target = (long)(c.Target * raised) })] };

        var one = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(5), work, Seed: 7, Threads: 1), TimeProvider.System).Value;
        var two = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(5), work, Seed: 7, Threads: 2), TimeProvider.System).Value;

        Assert.Equal(one with { Seconds = 0, Choices = two.Choices, Expansions = two.Expansions, UnitSavings = two.UnitSavings }, two with { Seconds = 0 });
        Assert.Equal(one.Choices, two.Choices);
        Assert.Equal(one.Expansions, two.Expansions);
        Assert.Equal(one.UnitSavings, two.UnitSavings);
    }

    [Fact]
    public void Solve_Cancelled_BestPlanSoFar()
    {
        var instance = Shared("city-1");
        using var stop = new CancellationTokenSource();
        var progress = new Watch(p =>
        {
            if (p.Objective is not null)
            {
                stop.Cancel();
            }
        });

        var solution = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(10)), TimeProvider.System, progress, stop.Token).Value;

        Assert.Empty(PlanCheck.Violations(instance, solution));
        Assert.InRange(solution.Seconds, 0, 300);
    }

    [Fact]
    public void Solve_Progress_PlansOnlyBetterBoundsOnlyHigher()
    {
        var seen = new List<SolveProgress>();

        PlanSolver.Solve(Shared("small-1"), new SolveOptions(TimeSpan.FromMinutes(2)), TimeProvider.System, new Watch(seen.Add));

        Assert.NotEmpty(seen);
        Assert.All(seen.Zip(seen.Skip(1)), p =>
        {
            Assert.True(p.Second.Bound >= p.First.Bound);
            Assert.True(p.First.Objective is null || p.Second.Objective <= p.First.Objective);
        });
        Assert.All(seen.Where(p => p.Objective is not null), p => Assert.True(p.Bound <= p.Objective));
    }

    [Fact]
    public void Solve_NoVillagesAndNoTargets_EmptyPlan()
    {
        var solution = PlanSolver.Solve(new PlanInstance([new PlanCounty(1, "A", 0)], [], [], []), new SolveOptions(TimeSpan.FromSeconds(5)), TimeProvider.System).Value;

        Assert.Empty(solution.Choices);
        Assert.Equal((0, 0), (solution.Objective, solution.Bound));
    }

    [Fact]
    public void Solve_ResourceBelowNothing_ExpansionBoughtThoughNobodyUsesIt()
    {
        var instance = new PlanInstance([new PlanCounty(1, "A", 0)], [new PlanResource("S", "substation", "kW", -5, new PlanExpansion(10, 42))], [], []);

        var solution = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromSeconds(5)), TimeProvider.System).Value;

        Assert.Equal(["S"], solution.Expansions);
        Assert.Equal((42, 42), (solution.Objective, solution.Bound));
    }

    internal static PlanInstance Shared(string name) => InstanceReader.Read(SharedData.Require($"plan/{name}.json")).Value;

    private static double Best(string name) =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Require($"plan/{name}.ref.json"))).RootElement.GetProperty("best_objective").GetDouble();

    private sealed class Watch(Action<SolveProgress> see) : IProgress<SolveProgress>
    {
        public void Report(SolveProgress value) => see(value);
    }
}
