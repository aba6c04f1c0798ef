using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Turns an instance into arrays: blocks first, then everything else in their order.</summary>
internal sealed class ModelBuilder
{
    private const int Handful = 10;
    private readonly PlanInstance _instance;
    private readonly double[] _capacity;
    private readonly double[] _amount;
    private readonly bool[] _binding;
    private readonly int[] _own;
    private readonly int[] _newIndex;
    private readonly List<int> _order = [];
    private readonly List<int> _forced = [];

    private ModelBuilder(PlanInstance instance)
    {
        _instance = instance;
        _capacity = [.. instance.Resources.Select(r => Limit(r.Capacity))];
        _amount = [.. instance.Resources.Select(r => r.Expansion is { } e ? Limit(r.Capacity + e.Amount) - Limit(r.Capacity) : 0)];
        for (var r = 0; r < _capacity.Length; r++)
        {
            if (_capacity[r] < 0 && _amount[r] > 0)
            {
                _forced.Add(r);
                (_capacity[r], _amount[r]) = (_capacity[r] + _amount[r], 0);
            }
        }

        _binding = new bool[instance.Resources.Count];
        _own = new int[instance.Villages.Count];
        _newIndex = new int[instance.Villages.Count];
    }

    public static Model Build(PlanInstance instance) => new ModelBuilder(instance).Build();

    /// <summary>Capacity with the tolerance that the format grants to sums.</summary>
    public static double Limit(double capacity) => capacity + 1e-6 + (1e-9 * capacity);

    /// <summary>Whether an amount is within what a resource could ever give.</summary>
    public static bool Fits(PlanResource resource, double amount) => amount <= Limit(resource.Capacity + (resource.Expansion?.Amount ?? 0));

    private Model Build()
    {
        FindBinding();
        for (var v = 0; v < _instance.Villages.Count; v++)
        {
            _own[v] = OwnOf(_instance.Villages[v]);
            _newIndex[v] = -1;
            if (_instance.Villages[v].Options.Any(Fits))
            {
                _order.Add(v);
            }
        }

        // Stable: villages of a block stay in the instance's order, blocks come by their resource.
        _order.Sort((x, y) => (_own[x] < 0 ? int.MaxValue : _own[x], x).CompareTo((_own[y] < 0 ? int.MaxValue : _own[y], y)));
        for (var i = 0; i < _order.Count; i++)
        {
            _newIndex[_order[i]] = i;
        }

        return Fill();
    }

    private bool Fits(PlanOption option) => option.Uses.All(u => Fits(_instance.Resources[u.Resource], u.Amount));

    /// <summary>Per resource, whether it can run short at all: what all villages together can't use up limits nothing.</summary>
    public static bool[] Binding(PlanInstance instance)
    {
        var builder = new ModelBuilder(instance);
        builder.FindBinding();
        return builder._binding;
    }

    private void FindBinding()
    {
        var (most, ofVillage) = (new double[_capacity.Length], new Dictionary<int, double>());
        foreach (var village in _instance.Villages)
        {
            ofVillage.Clear();
            foreach (var use in village.Options.Where(Fits).SelectMany(o => o.Uses))
            {
                ofVillage[use.Resource] = Math.Max(ofVillage.GetValueOrDefault(use.Resource), use.Amount);
            }

            foreach (var (resource, amount) in ofVillage)
            {
                most[resource] += amount;
            }
        }

        for (var r = 0; r < most.Length; r++)
        {
            _binding[r] = most[r] > _capacity[r];
        }
    }

    // The scarcest substation (or anything else that can be expanded) that the village would use.
    private int OwnOf(PlanVillage village)
    {
        var (best, scarcity) = (-1, 0.0);
        foreach (var use in village.Options.SelectMany(o => o.Uses))
        {
            var resource = _instance.Resources[use.Resource];
            if (_binding[use.Resource] && (resource.Kind == "substation" || resource.Expansion is not null))
            {
                var share = use.Amount / Math.Max(_capacity[use.Resource], 1e-9);
                if (best < 0 || share > scarcity)
                {
                    (best, scarcity) = (use.Resource, share);
                }
            }
        }

        return best;
    }

    private Model Fill()
    {
        var villages = _order.Count;
        var (county, block, households) = (new int[villages], new int[villages], new double[villages]);
        var (blockStart, ownResource) = (new List<int>(), new List<int>());
        var ownerBlock = new int[_capacity.Length];
        Array.Fill(ownerBlock, -1);
        var countyIndex = _instance.Counties.Select((c, i) => (c.Code, i)).ToDictionary(c => c.Code, c => c.i);
        for (var i = 0; i < villages; i++)
        {
            var own = _own[_order[i]];
            // Villages without a resource of their own still stand together by the handful, so that they are chosen together.
            var joins = own < 0 && i > 0 && ownResource[^1] < 0 && i - blockStart[^1] < Handful && _instance.Villages[_order[i - 1]].County == _instance.Villages[_order[i]].County;
            if (own < 0 ? !joins : ownerBlock[own] < 0)
            {
                blockStart.Add(i);
                ownResource.Add(own);
                if (own >= 0)
                {
                    ownerBlock[own] = blockStart.Count - 1;
                }
            }

            block[i] = blockStart.Count - 1;
            county[i] = countyIndex[_instance.Villages[_order[i]].County];
            households[i] = _instance.Villages[_order[i]].Households;
        }

        blockStart.Add(villages);
        var options = Options(block, ownerBlock);
        var pairs = Pairs(block);
        return new Model
        {
            Instance = _instance, Whole = IsWhole(), Counties = _instance.Counties.Count, Villages = villages, Blocks = ownResource.Count,
            VillageOf = [.. _order], County = county, Block = block, Households = households,
            OptionStart = options.Start, OptionOf = [.. options.Of], OptionVillage = [.. options.Village], Cost = [.. options.Cost], OwnUse = [.. options.Own],
            UseStart = [.. options.UseStart], UseResource = [.. options.UseResource], UseAmount = [.. options.UseAmount],
            BlockStart = [.. blockStart], OwnResource = [.. ownResource], OwnerBlock = ownerBlock, Shared = options.Shared,
            Capacity = _capacity, ExpansionAmount = _amount, ExpansionCost = [.. _instance.Resources.Select(r => r.Expansion?.Cost ?? 0)],
            Forced = [.. _forced], ForcedCost = _forced.Sum(r => _instance.Resources[r].Expansion!.Cost),
            Target = [.. _instance.Counties.Select(c => (double)c.Target)],
            PairA = pairs.A, PairB = pairs.B, Saving = pairs.Saving, Inner = pairs.Inner,
            PairStart = pairs.Start, PairOf = pairs.Of, PairOther = pairs.Other,
        };
    }

    private bool IsWhole() =>
        _instance.Villages.SelectMany(v => v.Options).All(o => IsWhole(o.Cost)) && _instance.Adjacency.All(p => IsWhole(p.Saving))
        && _instance.Resources.All(r => r.Expansion is null || IsWhole(r.Expansion.Cost));

    private static bool IsWhole(double value) => Math.Floor(value) == value && value < 1e12;

    private sealed class OptionLists
    {
        public required int[] Start { get; init; }

        public List<int> Of { get; } = [];

        public List<int> Village { get; } = [];

        public List<double> Cost { get; } = [];

        public List<double> Own { get; } = [];

        public List<int> UseStart { get; } = [0];

        public List<int> UseResource { get; } = [];

        public List<double> UseAmount { get; } = [];

        public required bool[] Shared { get; init; }
    }

    private OptionLists Options(int[] block, int[] ownerBlock)
    {
        var lists = new OptionLists { Start = new int[_order.Count + 1], Shared = SharedResources(block, ownerBlock) };
        for (var i = 0; i < _order.Count; i++)
        {
            var options = _instance.Villages[_order[i]].Options;
            for (var o = 0; o < options.Count; o++)
            {
                if (!Fits(options[o]))
                {
                    continue;
                }

                lists.Of.Add(o);
                lists.Village.Add(i);
                lists.Cost.Add(options[o].Cost);
                lists.Own.Add(options[o].Uses.Where(u => ownerBlock[u.Resource] == block[i]).Sum(u => u.Amount));
                foreach (var use in options[o].Uses.Where(u => lists.Shared[u.Resource]))
                {
                    lists.UseResource.Add(use.Resource);
                    lists.UseAmount.Add(use.Amount);
                }

                lists.UseStart.Add(lists.UseResource.Count);
            }

            lists.Start[i + 1] = lists.Cost.Count;
        }

        return lists;
    }

    private bool[] SharedResources(int[] block, int[] ownerBlock)
    {
        var shared = new bool[_capacity.Length];
        for (var i = 0; i < _order.Count; i++)
        {
            foreach (var use in _instance.Villages[_order[i]].Options.Where(Fits).SelectMany(o => o.Uses))
            {
                shared[use.Resource] |= _binding[use.Resource] && ownerBlock[use.Resource] != block[i] && use.Amount > 0;
            }
        }

        return shared;
    }

    private (int[] A, int[] B, double[] Saving, bool[] Inner, int[] Start, int[] Of, int[] Other) Pairs(int[] block)
    {
        var kept = _instance.Adjacency.Where(p => p.Saving > 0 && _newIndex[p.A] >= 0 && _newIndex[p.B] >= 0)
            .Select(p => (A: Math.Min(_newIndex[p.A], _newIndex[p.B]), B: Math.Max(_newIndex[p.A], _newIndex[p.B]), p.Saving))
            .GroupBy(p => (p.A, p.B)).Select(g => (g.Key.A, g.Key.B, Saving: g.Sum(p => p.Saving))).OrderBy(p => (p.A, p.B)).ToArray();
        var start = new int[_order.Count + 1];
        foreach (var (a, b, _) in kept)
        {
            start[a + 1]++;
            start[b + 1]++;
        }

        for (var i = 0; i < _order.Count; i++)
        {
            start[i + 1] += start[i];
        }

        var next = start.AsSpan(0, _order.Count).ToArray();
        var (of, other) = (new int[2 * kept.Length], new int[2 * kept.Length]);
        for (var p = 0; p < kept.Length; p++)
        {
            var (a, b, _) = kept[p];
            (of[next[a]], other[next[a]++]) = (p, b);
            (of[next[b]], other[next[b]++]) = (p, a);
        }

        return ([.. kept.Select(p => p.A)], [.. kept.Select(p => p.B)], [.. kept.Select(p => p.Saving)],
            [.. kept.Select(p => block[p.A] == block[p.B])], start, of, other);
    }
}
