namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Raises the bound beyond what prices can: along a forest of neighbouring blocks savings are no longer split but kept whole. Each block
/// brings the list of what it could do; the best of all together is found from the leaves to the roots. Savings beside the forest stay split.
/// </summary>
internal sealed class Forest
{
    private const double ListShare = 0.03;
    private readonly Model _model;
    private readonly BlockLists _lists;
    private readonly BlockEdge[] _edges;
    private readonly ulong[] _interest;
    private readonly double _loss;
    private int[] _order = [];
    private BlockEdge?[] _toParent = [];

    /// <param name="model">The instance.</param>
    /// <param name="threads">Threads to use.</param>
    private Forest(Model model, int threads)
    {
        (_model, _lists, _interest, _loss) = (model, new BlockLists(model, threads), new ulong[model.Blocks], ListShare * model.UsualCost());
        _edges = BlockEdge.Between(model);
    }

    /// <summary>Search nodes spent on lists.</summary>
    public long Nodes => _lists.Nodes;

    /// <summary>A forest for a relaxation, chosen at these prices; null where no savings go from block to block.</summary>
    public static Forest? Grow(Model model, Relaxation relaxation, Prices prices, int threads)
    {
        var forest = new Forest(model, threads);
        if (forest._edges.Length == 0)
        {
            return null;
        }

        relaxation.Forest = null;
        relaxation.Evaluate(prices);
        forest.Plant(relaxation, prices);
        return forest;
    }

    /// <summary>Chooses the forest: the neighbours that gain most by being looked at together, at prices just evaluated.</summary>
    private void Plant(Relaxation relaxation, Prices prices)
    {
        Array.Clear(_interest);
        foreach (var edge in _edges)
        {
            edge.Mark(_interest);
        }

        _lists.Fill(relaxation, prices, _interest, _loss);
        foreach (var edge in _edges)
        {
            edge.Price(_model, prices);
            edge.Gain = edge.LeastTogether(_lists[edge.A], _lists[edge.B]);
        }

        var kept = Spanning();
        Array.Clear(_interest);
        foreach (var edge in kept)
        {
            edge.Mark(_interest);
        }

        Root(kept);
    }

    /// <summary>How much the bound rises at prices just evaluated; the evaluation's choice becomes the one that costs it.</summary>
    public double Raise(Relaxation relaxation, Prices prices)
    {
        _lists.Fill(relaxation, prices, _interest, _loss);
        var (values, picks) = (new double[_model.Blocks][], new int[_model.Blocks][]);
        for (var i = _order.Length - 1; i >= 0; i--)
        {
            var block = _order[i];
            values[block] ??= [.. _lists[block].Select(e => e.Loss)];
            if (_toParent[block] is { } edge)
            {
                edge.Price(_model, prices);
                var parent = edge.Other(block);
                values[parent] ??= [.. _lists[parent].Select(e => e.Loss)];
                picks[block] = edge.Pass(block, _lists[block], values[block], _lists[parent], values[parent]);
            }
        }

        return Choose(relaxation, values, picks);
    }

    private double Choose(Relaxation relaxation, double[][] values, int[][] picks)
    {
        var (sum, picked) = (0.0, new int[_model.Blocks]);
        foreach (var block in _order)
        {
            if (_toParent[block] is { } edge)
            {
                picked[block] = picks[block][picked[edge.Other(block)]];
            }
            else
            {
                picked[block] = Array.IndexOf(values[block], values[block].Min());
                sum += values[block][picked[block]];
            }

            Write(relaxation, block, _lists[block][picked[block]]);
        }

        relaxation.Sum();
        return sum;
    }

    // What the list leaves out is not known by name: the block's own best stands for it.
    private void Write(Relaxation relaxation, int block, in BlockLists.Entry entry)
    {
        if (entry.Options is null)
        {
            return;
        }

        relaxation.Choice.AsSpan(_model.BlockStart[block], _model.BlockStart[block + 1] - _model.BlockStart[block]).Fill(-1);
        foreach (var option in entry.Options)
        {
            relaxation.Choice[_model.OptionVillage[option]] = option;
        }

        if (_model.OwnResource[block] >= 0)
        {
            relaxation.Expanded[_model.OwnResource[block]] = entry.Expanded;
        }
    }

    // Greatest gain first, never closing a ring.
    private List<BlockEdge> Spanning()
    {
        var root = Enumerable.Range(0, _model.Blocks).ToArray();
        var kept = new List<BlockEdge>();
        foreach (var edge in _edges.OrderByDescending(e => e.Gain).ThenByDescending(e => e.Savings).ThenBy(e => (e.A, e.B)))
        {
            var (a, b) = (Top(root, edge.A), Top(root, edge.B));
            if (a != b)
            {
                root[a] = b;
                kept.Add(edge);
            }
        }

        return kept;
    }

    private static int Top(int[] root, int block)
    {
        while (root[block] != block)
        {
            block = root[block] = root[root[block]];
        }

        return block;
    }

    private void Root(List<BlockEdge> kept)
    {
        var of = kept.SelectMany(e => new[] { (Block: e.A, BlockEdge: e), (Block: e.B, BlockEdge: e) }).ToLookup(x => x.Block, x => x.BlockEdge);
        var (order, seen) = (new List<int>(), new bool[_model.Blocks]);
        _toParent = new BlockEdge?[_model.Blocks];
        foreach (var first in of.Select(g => g.Key).Order().Where(b => !seen[b]).ToList())
        {
            if (seen[first])
            {
                continue;
            }

            seen[first] = true;
            order.Add(first);
            for (var i = order.Count - 1; i < order.Count; i++)
            {
                foreach (var edge in of[order[i]].Where(e => !seen[e.Other(order[i])]))
                {
                    seen[edge.Other(order[i])] = true;
                    _toParent[edge.Other(order[i])] = edge;
                    order.Add(edge.Other(order[i]));
                }
            }
        }

        _order = [.. order];
    }
}
