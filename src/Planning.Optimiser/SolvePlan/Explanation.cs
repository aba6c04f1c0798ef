using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Optimiser.Domain;
using CleanHeating.Planning.Optimiser.Solve;

namespace CleanHeating.Planning.Optimiser.SolvePlan;

/// <summary>
/// Why no plan keeps all limits: a set of targets and limits that can't be kept together, none of which could be left out of it and
/// the contradiction still be proven.
/// </summary>
internal sealed class Explanation
{
    private const int Evaluations = 400, MostBranchings = 100;
    private readonly PlanInstance _instance;
    private readonly int _threads;
    private readonly Budget _budget;
    private bool _branches;

    private Explanation(PlanInstance instance, int threads, Budget budget) => (_instance, _threads, _budget) = (instance, threads, budget);

    /// <summary>What shows without any search: a target above all households that could be reached, a capacity below nothing.</summary>
    public static List<Error> OfSingleLimits(PlanInstance instance)
    {
        var reasons = new List<Error>();
        foreach (var county in instance.Counties)
        {
            var within = instance.Villages.Where(v => v.County == county.Code && v.Options.Count > 0).Sum(v => v.Households);
            if (within < county.Target)
            {
                reasons.Add(new Error("plan-target-above-all", null, Name(county), Whole(county.Target), Whole(within)));
            }
        }

        foreach (var resource in instance.Resources)
        {
            var most = ModelBuilder.Limit(resource.Capacity + (resource.Expansion?.Amount ?? 0));
            if (most < 0)
            {
                reasons.Add(new Error("plan-capacity-below-nothing", null, resource.Kind, resource.Id, Number(resource.Capacity)));
            }
        }

        return reasons.Count == 0 ? reasons : [new Error("plan-infeasible"), .. reasons];
    }

    /// <summary>A smallest contradiction, or null where none is proven.</summary>
    /// <param name="instance">A part of an instance.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="budget">Ends the search for a smaller one.</param>
    /// <param name="known">Whether it is proven already that there is no plan: then at least the whole is named.</param>
    public static List<Error>? Of(PlanInstance instance, int threads, Budget budget, bool known)
    {
        var explanation = new Explanation(instance, threads, budget);
        var targets = Enumerable.Range(0, instance.Counties.Count).Where(c => instance.Counties[c].Target > 0).ToList();
        var limits = Enumerable.Range(0, instance.Resources.Count).ToList();
        if (!explanation.Contradict(targets, limits) && !explanation.ContradictBranching(targets, limits))
        {
            return known ? explanation.Words(targets, []) : null;
        }

        targets = explanation.Shrink(targets, rest => explanation.Contradict(rest, limits));
        limits = explanation.Shrink(explanation.Near(targets), rest => explanation.Contradict(targets, rest));
        return explanation.Words(targets, limits);
    }

    private bool ContradictBranching(List<int> targets, List<int> limits)
    {
        _branches = true;
        return Contradict(targets, limits);
    }

    private List<Error> Words(List<int> targets, List<int> limits) =>
    [
        new Error("plan-infeasible"),
        .. targets.Select(c => new Error("plan-limit-target", null, Name(_instance.Counties[c]), Whole(_instance.Counties[c].Target))),
        .. limits.Select(r => _instance.Resources[r]).Select(r => r.Expansion is { } more
            ? new Error("plan-limit-expanded", null, r.Kind, r.Id, Number(r.Capacity), r.Unit, Number(more.Amount))
            : new Error("plan-limit-capacity", null, r.Kind, r.Id, Number(r.Capacity), r.Unit)),
    ];

    // Limits that villages of these counties use.
    private List<int> Near(List<int> targets)
    {
        var codes = targets.Select(c => _instance.Counties[c].Code).ToHashSet();
        return [.. _instance.Villages.Where(v => codes.Contains(v.County)).SelectMany(v => v.Options).SelectMany(o => o.Uses).Select(u => u.Resource).Distinct().Order()];
    }

    // Leaves out what isn't needed: large pieces first, then single ones. What is left is needed, each by itself.
    private List<int> Shrink(List<int> all, Func<List<int>, bool> contradicts)
    {
        for (var size = Math.Max(1, all.Count / 2); ; size = Math.Max(1, size / 2))
        {
            for (var at = 0; at < all.Count && !_budget.Over;)
            {
                var rest = all.Where((_, i) => i < at || i >= at + size).ToList();
                if (contradicts(rest))
                {
                    all = rest;
                }
                else
                {
                    at += size;
                }
            }

            if (size == 1)
            {
                return all;
            }
        }
    }

    // Whether these targets and limits alone are proven to contradict each other: households missed, not yuan, are made least.
    private bool Contradict(List<int> targets, List<int> limits)
    {
        if (targets.Count == 0)
        {
            return false;
        }

        var wanted = targets.Select(c => _instance.Counties[c].Code).ToHashSet();
        var kept = limits.ToHashSet();
        var model = ModelBuilder.Build(new PlanInstance(
            [.. _instance.Counties.Where(c => wanted.Contains(c.Code))],
            [.. _instance.Resources.Select((r, i) => r with { Capacity = (kept.Contains(i) ? r.Capacity : FieldLimit) + (r.Expansion?.Amount ?? 0), Expansion = null })],
            [.. _instance.Villages.Where(v => wanted.Contains(v.County)).Select(v => v with { Options = [.. v.Options.Select(o => o with { Cost = 0 })] })],
            []));
        var ascent = new DualAscent(model, new Relaxation(model, _threads), households: true);
        ascent.Run(Evaluations, 4, double.MaxValue, _budget, 1e-3);
        return ascent.Bound >= 1e-3 || (_branches && model.Blocks <= Branching.MostBlocks && NoneLeft(model, ascent));
    }

    // Where prices alone don't prove it: branches until every case misses a household, or one doesn't.
    private bool NoneLeft(Model model, DualAscent ascent)
    {
        var branching = new Branching(model, ascent.Best, ascent.Bound, _threads, households: true);
        var empty = new PlanState(model);
        empty.Reckon();
        for (var i = 0; i < MostBranchings && !branching.Finished && !_budget.Over; i++)
        {
            if (branching.Round(empty, 1, _budget))
            {
                return false;
            }
        }

        return branching.Finished;
    }

    // So much that no limit is left, and few enough digits that nothing is lost in sums.
    private const double FieldLimit = 1e12;

    private static string Name(PlanCounty county) => county.Name.Length > 0 ? county.Name : county.Code.ToString(CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
