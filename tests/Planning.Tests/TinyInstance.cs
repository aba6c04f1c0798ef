using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Tests;

/// <summary>Invented instances, small enough to try every plan; each seed another shape.</summary>
internal static class TinyInstance
{
    private static readonly string[] Kinds = ["substation", "substation", "substation", "gas-peak", "heat-source", "budget"];

    public static PlanInstance Make(int seed)
    {
        var random = new Random(seed);
        var counties = 1 + random.Next(3);
        var resources = Resources(random, random.Next(5));
        var villages = Enumerable.Range(0, 3 + random.Next(5)).Select(v => Village(random, v, counties, resources.Length)).ToArray();
        var pairs = random.Next(4) == 0 ? 0 : random.Next(villages.Length * 2);
        var adjacency = Enumerable.Range(0, pairs).Select(_ => (A: random.Next(villages.Length), B: random.Next(villages.Length)))
            .Where(p => p.A != p.B).Select(p => new NeighbourPair(p.A, p.B, random.Next(60))).ToArray();
        return new PlanInstance([.. Enumerable.Range(0, counties).Select(c => County(random, c, villages))], resources, villages, adjacency);
    }

    /// <summary>The least objective of all plans, found by trying each; null where no plan keeps all limits.</summary>
    public static double? LeastOf(PlanInstance instance)
    {
        var chosen = new int[instance.Villages.Count];
        double? least = null;
        do
        {
            if (Objective(instance, chosen) is { } objective && !(objective >= least))
            {
                least = objective;
            }
        }
        while (Advance(instance, chosen));

        return least;
    }

    private static PlanResource[] Resources(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(r => new PlanResource(
            $"R{r}", Kinds[random.Next(Kinds.Length)], "kW", random.Next(12) == 0 ? -3 : Math.Round(random.NextDouble() * 60, 1),
            random.Next(2) == 0 ? new PlanExpansion(5 + random.Next(40), random.Next(80)) : null)),
    ];

    private static PlanVillage Village(Random random, int number, int counties, int resources)
    {
        var options = Enumerable.Range(0, random.Next(4)).Select(o => new PlanOption($"route-{o}", 20 + random.Next(180), Uses(random, resources))).ToArray();
        return new PlanVillage($"V{number}", 1 + random.Next(counties), 1 + random.Next(20), options);
    }

    private static PlanUse[] Uses(Random random, int resources) =>
        [.. Enumerable.Range(0, resources).Where(_ => random.Next(5) < 2).Select(r => new PlanUse(r, Math.Round(random.NextDouble() * 30, 1)))];

    // Mostly what is within reach, now and then more.
    private static PlanCounty County(Random random, int county, PlanVillage[] villages)
    {
        var within = villages.Where(v => v.County == county + 1 && v.Options.Count > 0).Sum(v => v.Households);
        return new PlanCounty(county + 1, $"county {county + 1}", (long)(within * random.NextDouble() * 0.9) + (random.Next(12) == 0 ? 10 : 0));
    }

    private static double? Objective(PlanInstance instance, int[] chosen)
    {
        var (cost, use) = (0.0, new double[instance.Resources.Count]);
        var households = instance.Counties.ToDictionary(c => c.Code, _ => 0L);
        for (var v = 0; v < chosen.Length; v++)
        {
            if (chosen[v] == 0)
            {
                continue;
            }

            var village = instance.Villages[v];
            var option = village.Options[chosen[v] - 1];
            cost += option.Cost;
            households[village.County] += village.Households;
            foreach (var used in option.Uses)
            {
                use[used.Resource] += used.Amount;
            }
        }

        if (instance.Counties.Any(c => households[c.Code] < c.Target))
        {
            return null;
        }

        for (var r = 0; r < use.Length; r++)
        {
            var resource = instance.Resources[r];
            if (use[r] <= resource.Capacity + 1e-6 + (1e-9 * resource.Capacity))
            {
                continue;
            }

            if (resource.Expansion is not { } more || use[r] > resource.Capacity + more.Amount + 1e-6)
            {
                return null;
            }

            cost += more.Cost;
        }

        return cost - instance.Adjacency.Where(p => chosen[p.A] > 0 && chosen[p.B] > 0).Sum(p => p.Saving);
    }

    private static bool Advance(PlanInstance instance, int[] chosen)
    {
        for (var v = 0; v < chosen.Length; v++)
        {
            if (chosen[v] < instance.Villages[v].Options.Count)
            {
                chosen[v]++;
                return true;
            }

            chosen[v] = 0;
        }

        return false;
    }
}
