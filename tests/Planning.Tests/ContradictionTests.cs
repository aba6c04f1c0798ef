using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.SolvePlan;

namespace CleanHeating.Planning.Tests;

/// <summary>Why there is no plan: the limits that contradict each other, and no others.</summary>
public sealed class ContradictionTests
{
    [Fact]
    public void Solve_TargetAboveAllVillages_Named()
    {
        var instance = new PlanInstance([new PlanCounty(1, "A", 10)], [], [Village("v", 1, 9)], []);

        var errors = Errors(instance);

        Assert.Equal(["plan-infeasible", "plan-target-above-all"], errors.Select(e => e.Code));
        Assert.Equal(["A", "10", "9"], errors[1].Args);
    }

    [Fact]
    public void Solve_SubstationTooSmall_ThatTargetAndThatSubstationOnly()
    {
        var instance = new PlanInstance(
            [new PlanCounty(1, "A", 10), new PlanCounty(2, "B", 5)],
            [new PlanResource("S", "substation", "kW", 5, null), new PlanResource("G", "gas-peak", "m3/h", 9, null)],
            [Village("v", 1, 6, (0, 4), (1, 1)), Village("w", 1, 6, (0, 4), (1, 1)), Village("x", 2, 6, (1, 4)), Village("y", 2, 6, (1, 4))],
            []);

        var errors = Errors(instance);

        Assert.Equal(["plan-infeasible", "plan-limit-target", "plan-limit-capacity"], errors.Select(e => e.Code));
        Assert.Equal(("A", "S"), (errors[1].Args[0], errors[2].Args[1]));
    }

    [Fact]
    public void Solve_ExpansionNotEnough_SaysWhatItWouldAdd()
    {
        var instance = new PlanInstance(
            [new PlanCounty(1, "A", 12)],
            [new PlanResource("S", "substation", "kW", 4, new PlanExpansion(3, 100))],
            [Village("v", 1, 6, (0, 4)), Village("w", 1, 6, (0, 4))],
            []);

        var errors = Errors(instance);

        Assert.Equal(["plan-infeasible", "plan-limit-target", "plan-limit-expanded"], errors.Select(e => e.Code));
        Assert.Equal("3", errors[2].Args[^1]);
    }

    [Fact]
    public void Solve_TwoTargetsShareOneGasZone_BothTargetsAndTheZone()
    {
        var instance = new PlanInstance(
            [new PlanCounty(1, "A", 5), new PlanCounty(2, "B", 5)],
            [new PlanResource("G", "gas-peak", "m3/h", 5, null), new PlanResource("S", "substation", "kW", 3, null)],
            [Village("v", 1, 6, (0, 4)), Village("w", 2, 6, (0, 4), (1, 2)), Village("x", 2, 1, (1, 2))],
            []);

        var errors = Errors(instance);

        Assert.Equal(["plan-infeasible", "plan-limit-target", "plan-limit-target", "plan-limit-capacity"], errors.Select(e => e.Code));
        Assert.Equal("G", errors[3].Args[1]);
    }

    [Fact]
    public void Solve_OnlyWholeVillagesDontFit_ProvenByBranching()
    {
        // Parts of villages would reach ten households within ten units; whole ones reach six.
        var instance = new PlanInstance(
            [new PlanCounty(1, "A", 10)],
            [new PlanResource("G", "gas-peak", "m3/h", 10, null), new PlanResource("H", "heat-source", "kW", 11, null)],
            [Village("v", 1, 6, (0, 6), (1, 4)), Village("w", 1, 6, (0, 6), (1, 4)), Village("x", 1, 6, (0, 6), (1, 4))],
            []);

        var errors = Errors(instance);

        Assert.Equal(["plan-infeasible", "plan-limit-target", "plan-limit-capacity"], errors.Select(e => e.Code));
        Assert.Equal("G", errors[2].Args[1]);
    }

    private static PlanVillage Village(string code, int county, long households, params (int Resource, double Amount)[] uses) =>
        new(code, county, households, [new PlanOption("route", 1, [.. uses.Select(u => new PlanUse(u.Resource, u.Amount))])]);

    private static IReadOnlyList<Kernel.Error> Errors(PlanInstance instance)
    {
        var result = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(1)), TimeProvider.System);

        Assert.False(result.IsOk);
        return result.Errors;
    }
}
