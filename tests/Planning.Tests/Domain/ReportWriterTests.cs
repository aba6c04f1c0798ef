using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Optimiser.SolvePlan;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class ReportWriterTests
{
    [Fact]
    public void Write_ASolvedTown_AddsUpAndGivesEveryVillageAReason()
    {
        var facts = SmallTown.Facts([.. Enumerable.Range(1, 8).Select(i => SmallTown.Village(i))]);
        var (built, report) = Solve(facts, new ScenarioSettings(), 300);

        Assert.Equal(8, report.Villages.Count);
        Assert.All(report.Villages, v => Assert.NotEmpty(v.Why));
        var chosen = report.Villages.Where(v => v.Route is not null).ToList();
        Assert.True(chosen.Sum(v => v.Households) >= 300);
        Assert.Equal((chosen.Count, chosen.Sum(v => (long)v.Households)), (report.Totals.Villages, report.Totals.Households));
        Assert.Equal(report.Totals.Households, report.Totals.ByRoute.Values.Sum());
        foreach (var limit in report.Limits.Where(l => built.Names.ContainsKey(l.Id)))
        {
            Assert.True(limit.Used <= limit.Limit + 0.2, $"{limit.Id} {limit.Used} > {limit.Limit}");
        }
    }

    [Fact]
    public void Breaches_AVillageTooMuch_NameTheLimitsWorstFirst()
    {
        var built = SmallTown.Build(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2, 100)));

        var breaches = ReportWriter.Breaches(built, new Dictionary<string, double> { ["gas-peak:Z1"] = 20, ["gas-season:Z1"] = 1e9, ["substation:S1"] = 5 }, 1, "gas-wall-boiler");

        Assert.Equal(["gas-peak:Z1", "substation:S1"], breaches.Select(b => b.Id));
        Assert.Equal(105, breaches[0].Short, 6);
        Assert.Empty(ReportWriter.Breaches(built, built.Instance.Resources.ToDictionary(r => r.Id, _ => 1e9), 1, "gas-wall-boiler"));
    }

    [Fact]
    public void Write_NothingAskedFor_ChoosesNothingAndSaysWhy()
    {
        var (_, report) = Solve(SmallTown.Facts(SmallTown.Village(1), SmallTown.Village(2)), new ScenarioSettings(), 0);

        Assert.All(report.Villages, v => Assert.Null(v.Route));
        Assert.All(report.Villages, v => Assert.NotEmpty(v.Why));
        Assert.Equal(0, report.Totals.Households);
    }

    private static (BuiltInstance Built, PlanReport Report) Solve(SupplyFacts facts, ScenarioSettings settings, long target)
    {
        var built = SmallTown.Build(facts, settings, target);
        var solution = PlanSolver.Solve(built.Instance, new SolveOptions(TimeSpan.FromSeconds(2)), TimeProvider.System, null, CancellationToken.None);
        return (built, new ReportWriter(built, solution.Value, facts, SmallTown.Model).Write(0));
    }
}
