using CleanHeating.Kernel;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.Solve;

namespace CleanHeating.Planning.Optimiser.SolvePlan;

/// <summary>How to solve: how long, on how many threads, with which draws.</summary>
/// <param name="TimeLimit">Ends then at the latest, with the best plan so far.</param>
/// <param name="WorkLimit">
/// Search nodes to spend. With it every decision goes by work, so that the same seed gives the same plan; null: time decides.
/// </param>
/// <param name="Seed">Of what is drawn at random.</param>
/// <param name="Threads">Threads; the answer to a work limit doesn't depend on them.</param>
public sealed record SolveOptions(TimeSpan TimeLimit, long? WorkLimit = null, int Seed = 1, int? Threads = null);

/// <summary>How far a solve is: share of its budget, the best plan and what is proven. Null before there is a plan.</summary>
public sealed record SolveProgress(double Seconds, double Share, double? Objective, double Bound);

/// <summary>Least-cost choice of routes under targets and limits: always with a proven bound, at any time with the best plan so far.</summary>
public static class PlanSolver
{
    /// <summary>Solves an instance. A cancelled or timed-out solve answers with the best plan so far.</summary>
    /// <returns>
    /// A plan; or <c>plan-infeasible</c> and the limits that contradict each other; or <c>plan-not-found</c> where time was too short.
    /// </returns>
    public static Result<PlanSolution> Solve(
        PlanInstance instance, SolveOptions options, TimeProvider clock, IProgress<SolveProgress>? progress = null, CancellationToken cancellation = default)
    {
        var budget = new Budget(clock, options.TimeLimit, options.WorkLimit, cancellation);
        if (Explanation.OfSingleLimits(instance) is { Count: > 0 } reasons)
        {
            return reasons;
        }

        var threads = options.Threads ?? Environment.ProcessorCount;
        var parts = Components.Split(instance).Select(p => new PartSolver(ModelBuilder.Build(p), threads, options.Seed)).ToArray();
        if (Work(parts, budget, threads, progress) is { } impossible)
        {
            return impossible;
        }

        return Array.TrueForAll(parts, p => p.HasPlan) ? Answer(parts, budget) : new Error("plan-not-found", null, [Text(budget.Seconds)]);
    }

    // Parts without a plan come first, in turn; then always the part whose gap is widest.
    private static List<Error>? Work(PartSolver[] parts, Budget budget, int threads, IProgress<SolveProgress>? progress)
    {
        var all = Math.Max(1.0, parts.Sum(p => p.Model.Villages));
        while (!budget.Over && Next(parts) is { } part)
        {
            part.Slice(budget, part.Model.Villages / all);
            Tell(parts, budget, progress);
            if (part.Doubts() && Explanation.Of(part.Model.Instance, threads, budget, part.Impossible) is { } reasons)
            {
                return reasons;
            }
        }

        return null;
    }

    private static PartSolver? Next(PartSolver[] parts)
    {
        PartSolver? next = null;
        foreach (var part in parts.Where(p => !p.Done))
        {
            if (next is null || part.Missing > next.Missing || (!part.HasPlan && !next.HasPlan && part.Slices < next.Slices))
            {
                next = part;
            }
        }

        return next;
    }

    private static void Tell(PartSolver[] parts, Budget budget, IProgress<SolveProgress>? progress) =>
        progress?.Report(new SolveProgress(
            budget.Seconds, Math.Min(1, budget.Share), Array.TrueForAll(parts, p => p.HasPlan) ? parts.Sum(p => p.Best.Objective) : null, parts.Sum(p => p.Bound)));

    private static PlanSolution Answer(PartSolver[] parts, Budget budget)
    {
        var choices = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var expansions = new SortedSet<string>(StringComparer.Ordinal);
        var savings = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            part.Best.Write(choices, expansions);
            part.AddUnitSavings(savings);
        }

        var objective = parts.Sum(p => p.Best.Objective);
        return new PlanSolution(choices, [.. expansions], objective, Math.Min(objective, parts.Sum(p => p.Bound)), Math.Round(budget.Seconds, 3)) { UnitSavings = savings };
    }

    private static string Text(double seconds) => seconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
