using CleanHeating.Planning.Optimiser.SolvePlan;

namespace CleanHeating.Planning.Tests;

/// <summary>Against every plan of small invented instances.</summary>
public sealed class ExactnessTests
{
    private const int Instances = 400;
    private const long Enough = 50_000_000;

    [Fact]
    public void Solve_TinyInstances_LeastOfAllPlansAndProven()
    {
        var wrong = new List<string>();
        var solved = 0;
        for (var seed = 0; seed < Instances; seed++)
        {
            var instance = TinyInstance.Make(seed);
            var least = TinyInstance.LeastOf(instance);

            var result = PlanSolver.Solve(instance, new SolveOptions(TimeSpan.FromMinutes(1), Enough), TimeProvider.System);

            if (!result.IsOk)
            {
                wrong.AddRange(least is null && result.Errors[0].Code == "plan-infeasible" ? [] : [$"seed {seed}: {string.Join("; ", result.Errors)}, but the least is {least}"]);
                continue;
            }

            solved++;
            wrong.AddRange(PlanCheck.Violations(instance, result.Value).Select(v => $"seed {seed}: {v}"));
            if (least is null || Math.Abs(result.Value.Objective - least.Value) > 1e-6 || result.Value.Bound < result.Value.Objective - 1e-6)
            {
                wrong.Add($"seed {seed}: {result.Value.Objective} proven {result.Value.Bound}, but the least is {least}");
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(solved, Instances / 3, Instances - 20);
    }
}
