using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Takes an instance apart where nothing that could run short, no county and no saving ties its parts together.</summary>
internal sealed class Components
{
    private readonly int[] _parent;

    private Components(int count) => _parent = [.. Enumerable.Range(0, count)];

    /// <summary>Parts that can be planned each by itself: together they are the instance. Resources that nobody uses are in the first.</summary>
    public static IReadOnlyList<PlanInstance> Split(PlanInstance instance)
    {
        // An option that nothing could make room for is none: dropped here, since its limit may go to no part at all.
        instance = instance with { Villages = [.. instance.Villages.Select(v => v with { Options = [.. v.Options.Where(o => o.Uses.All(u => ModelBuilder.Fits(instance.Resources[u.Resource], u.Amount)))] })] };
        var binding = ModelBuilder.Binding(instance);
        var (counties, villages) = (instance.Counties.Count, instance.Villages.Count);
        var sets = new Components(counties + villages + instance.Resources.Count);
        var countyOf = instance.Counties.Select((c, i) => (c.Code, i)).ToDictionary(c => c.Code, c => c.i);
        for (var v = 0; v < villages; v++)
        {
            sets.Join(countyOf[instance.Villages[v].County], counties + v);
            foreach (var use in instance.Villages[v].Options.SelectMany(o => o.Uses).Where(u => binding[u.Resource]))
            {
                sets.Join(counties + v, counties + villages + use.Resource);
            }
        }

        foreach (var pair in instance.Adjacency.Where(p => p.Saving > 0))
        {
            sets.Join(counties + pair.A, counties + pair.B);
        }

        return sets.Parts(instance, binding);
    }

    private List<PlanInstance> Parts(PlanInstance instance, bool[] binding)
    {
        var (counties, villages) = (instance.Counties.Count, instance.Villages.Count);
        var roots = Enumerable.Range(0, counties).Select(Find).Distinct().ToArray();
        var used = new HashSet<int>(instance.Villages.SelectMany(v => v.Options).SelectMany(o => o.Uses).Select(u => u.Resource));
        var parts = new List<PlanInstance>();
        foreach (var root in roots)
        {
            var first = root == roots[0];
            var resources = Enumerable.Range(0, instance.Resources.Count).Where(r => binding[r] && used.Contains(r) ? Find(counties + villages + r) == root : first).ToArray();
            parts.Add(Part(instance, root, resources));
        }

        return parts;
    }

    private PlanInstance Part(PlanInstance instance, int root, int[] resources)
    {
        var counties = instance.Counties.Count;
        var resourceAt = resources.Select((r, i) => (r, i)).ToDictionary(x => x.r, x => x.i);
        var villages = Enumerable.Range(0, instance.Villages.Count).Where(v => Find(counties + v) == root).ToArray();
        var villageAt = villages.Select((v, i) => (v, i)).ToDictionary(x => x.v, x => x.i);
        return new PlanInstance(
            [.. instance.Counties.Where((_, c) => Find(c) == root)],
            [.. resources.Select(r => instance.Resources[r])],
            [.. villages.Select(v => instance.Villages[v] with { Options = [.. instance.Villages[v].Options.Select(o => Kept(o, resourceAt))] })],
            [.. instance.Adjacency.Where(p => villageAt.ContainsKey(p.A) && villageAt.ContainsKey(p.B)).Select(p => new NeighbourPair(villageAt[p.A], villageAt[p.B], p.Saving))]);
    }

    // What can't run short may lie in another part: nothing is lost by leaving it out.
    private static PlanOption Kept(PlanOption option, Dictionary<int, int> resourceAt) =>
        option with { Uses = [.. option.Uses.Where(u => resourceAt.ContainsKey(u.Resource)).Select(u => new PlanUse(resourceAt[u.Resource], u.Amount))] };

    private int Find(int i)
    {
        while (_parent[i] != i)
        {
            i = _parent[i] = _parent[_parent[i]];
        }

        return i;
    }

    private void Join(int a, int b) => _parent[Find(a)] = Find(b);
}
