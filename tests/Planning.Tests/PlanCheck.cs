using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Tests;

/// <summary>Judges a plan from the instance alone, by the rules of the format; shares no code with the solver.</summary>
internal static class PlanCheck
{
    public static IReadOnlyList<string> Violations(PlanInstance instance, PlanSolution solution)
    {
        var wrong = new List<string>();
        var villages = instance.Villages.ToDictionary(v => v.Code);
        var use = new double[instance.Resources.Count];
        var households = new Dictionary<int, long>();
        foreach (var (code, route) in solution.Choices)
        {
            if (!villages.TryGetValue(code, out var village) || village.Options.FirstOrDefault(o => o.Route == route) is not { } option)
            {
                wrong.Add($"{code} can't take {route}");
                continue;
            }

            households[village.County] = households.GetValueOrDefault(village.County) + village.Households;
            foreach (var used in option.Uses)
            {
                use[used.Resource] += used.Amount;
            }
        }

        wrong.AddRange(instance.Counties.Where(c => households.GetValueOrDefault(c.Code) < c.Target).Select(c => $"{c.Code} misses its target"));
        wrong.AddRange(solution.Expansions.Where(e => !instance.Resources.Any(r => r.Id == e && r.Expansion is not null)).Select(e => $"{e} can't be expanded"));
        wrong.AddRange(solution.Expansions.GroupBy(e => e).Where(g => g.Count() > 1).Select(g => $"{g.Key} is expanded twice"));
        for (var r = 0; r < use.Length; r++)
        {
            var resource = instance.Resources[r];
            var capacity = resource.Capacity + (solution.Expansions.Contains(resource.Id) ? resource.Expansion!.Amount : 0);
            if (use[r] > capacity + 1e-6 + (1e-9 * capacity))
            {
                wrong.Add($"{resource.Id} uses {use[r]} of {capacity}");
            }
        }

        var objective = Objective(instance, solution);
        if (Math.Abs(objective - solution.Objective) > 1e-6 * Math.Max(1, Math.Abs(objective)))
        {
            wrong.Add($"claims {solution.Objective}, costs {objective}");
        }

        if (solution.Bound > objective + (1e-6 * Math.Max(1, Math.Abs(objective))))
        {
            wrong.Add($"bound {solution.Bound} above the plan, {objective}");
        }

        return wrong;
    }

    public static double Objective(PlanInstance instance, PlanSolution solution) =>
        instance.Villages.Where(v => solution.Choices.ContainsKey(v.Code)).Sum(v => v.Options.First(o => o.Route == solution.Choices[v.Code]).Cost)
        + instance.Resources.Where(r => solution.Expansions.Contains(r.Id)).Sum(r => r.Expansion!.Cost)
        - instance.Adjacency.Where(p => solution.Choices.ContainsKey(instance.Villages[p.A].Code) && solution.Choices.ContainsKey(instance.Villages[p.B].Code)).Sum(p => p.Saving);
}
