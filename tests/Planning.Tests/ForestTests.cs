using CleanHeating.Planning.Optimiser.Solve;

namespace CleanHeating.Planning.Tests;

/// <summary>Bounds with savings between blocks kept whole, against every plan of small invented instances.</summary>
public sealed class ForestTests
{
    private const int Instances = 1_500, Evaluations = 30, Rounds = 40;
    private const double Tolerance = 1e-6;

    [Fact]
    public void Evaluate_WithForest_NeverAboveTheLeastPlanAndNeverBelowTheSplitSavings()
    {
        var (wrong, raised) = (new List<string>(), 0);
        foreach (var (seed, least, model) in Known())
        {
            var relaxation = new Relaxation(model, 1);
            var ascent = new DualAscent(model, relaxation);
            ascent.Run(Evaluations, 1, 1, Enough());
            if (Forest.Grow(model, relaxation, ascent.Best, 1) is not { } forest)
            {
                continue;
            }

            var split = relaxation.Evaluate(ascent.Best);
            relaxation.Forest = forest;
            var whole = relaxation.Evaluate(ascent.Best);

            raised += whole > split + Tolerance ? 1 : 0;
            wrong.AddRange(whole > least + Tolerance || whole < split - Tolerance ? [$"seed {seed}: {split} split, {whole} whole, {least} the least"] : []);
        }

        Assert.Empty(wrong);
        Assert.InRange(raised, 20, Instances);
    }

    [Fact]
    public void Branch_WithoutTryingCombinations_BoundStaysBelowTheLeastPlan()
    {
        var (wrong, rose) = (new List<string>(), 0);
        foreach (var (seed, least, model) in Known().Where(k => k.Seed % 5 == 0))
        {
            var ascent = new DualAscent(model, new Relaxation(model, 1));
            ascent.Run(Evaluations, 1, 1, Enough());
            var branching = new Branching(model, ascent.Best, ascent.Bound, 1, exhausts: false);
            for (var i = 0; i < Rounds && !branching.Ended; i++)
            {
                branching.Round(new PlanState(model), least + 1, Enough());
            }

            rose += branching.Bound > ascent.Bound + Tolerance ? 1 : 0;
            wrong.AddRange(branching.Bound > least + Tolerance || branching.Finished ? [$"seed {seed}: {branching.Bound} proven, {least} the least"] : []);
        }

        Assert.Empty(wrong);
        Assert.InRange(rose, 20, Instances);
    }

    private static IEnumerable<(int Seed, double Least, Model Model)> Known()
    {
        for (var seed = 0; seed < Instances; seed++)
        {
            var instance = TinyInstance.Make(seed);
            if (instance.Adjacency.Count > 0 && TinyInstance.LeastOf(instance) is { } least)
            {
                yield return (seed, least, ModelBuilder.Build(instance));
            }
        }
    }

    private static Budget Enough() => new(TimeProvider.System, TimeSpan.FromMinutes(1), null, CancellationToken.None);
}
