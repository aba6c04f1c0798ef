namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// The best choice within one block at given prices, exactly: a knapsack of a few villages with an expansion that may be bought and
/// savings of neighbours in the block. Depth first; the bound prices the own resource with the multiplier of the block's linear
/// relaxation, and lends each undecided village its share of the savings with other undecided ones. One per thread; allocates nothing.
/// </summary>
internal sealed partial class BlockSearch
{
    private const double Tiny = 1e-7;
    private readonly Model _model;
    private readonly double[] _price; // per option of the block, as profit
    private readonly int[] _candidateOption, _candidateStart;
    private readonly double[] _candidateProfit, _candidateUse;
    private readonly int[] _village, _place, _next, _nextStart;
    private readonly double[] _nextSaving, _nextShare, _lent, _chosenSaving, _gain, _bestOptionGain;
    private readonly int[] _taken, _bestTaken;
    private readonly double[] _ratio, _weight;
    private readonly int[] _order;
    private readonly double[] _key;
    private int _count;
    private double _theta, _best, _open;
    private bool _found;
    private double[] _split = [];
    private readonly bool[] _relaxed;
    private bool _recording;
    private int _villages;
    private Configurations? _into;
    private long _nodes, _nodeLimit;

    public BlockSearch(Model model)
    {
        _model = model;
        var (villages, options, pairs) = Largest(model);
        _price = new double[options];
        (_candidateOption, _candidateStart, _candidateProfit, _candidateUse) = (new int[options], new int[villages + 1], new double[options], new double[options]);
        (_village, _place, _order, _key) = (new int[villages], new int[villages], new int[villages], new double[villages]);
        (_next, _nextStart, _nextSaving, _nextShare) = (new int[pairs], new int[villages + 1], new double[pairs], new double[pairs]);
        (_lent, _chosenSaving, _gain, _bestOptionGain) = (new double[villages], new double[villages], new double[villages], new double[villages]);
        _relaxed = new bool[villages];
        (_taken, _bestTaken) = (new int[villages], new int[villages]);
        (_ratio, _weight) = (new double[options], new double[options]);
    }

    /// <summary>Nodes looked at since the beginning: the measure of work.</summary>
    public long Nodes { get; private set; }

    /// <summary>The most villages, options and pairs that any block has.</summary>
    public static (int Villages, int Options, int Pairs) Largest(Model model)
    {
        var (villages, options, pairs) = (1, 1, 1);
        for (var b = 0; b < model.Blocks; b++)
        {
            var (from, to) = (model.BlockStart[b], model.BlockStart[b + 1]);
            villages = Math.Max(villages, to - from);
            options = Math.Max(options, model.OptionStart[to] - model.OptionStart[from]);
            pairs = Math.Max(pairs, model.PairStart[to] - model.PairStart[from]);
        }

        return (villages, options, pairs);
    }

    /// <summary>
    /// Largest profit of a block. <paramref name="choice"/> holds the option per village of the block (−1 for none) of the best plan
    /// found; on entry a plan that may be taken as a first guess.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="profit">Per option of the whole model.</param>
    /// <param name="expansionPrice">Cost of the block's expansion.</param>
    /// <param name="choice">Option per village of the block; on entry a guess.</param>
    /// <param name="expanded">Whether the expansion is bought; on entry a guess.</param>
    /// <param name="split">Per pair, what the bound lends its first village of the saving.</param>
    /// <param name="relaxed">Takes which villages the block's relaxation chooses; may be empty.</param>
    /// <param name="nodeLimit">Search nodes to spend.</param>
    /// <returns>A proven upper bound; equal to the profit of the choice where the node limit was not reached.</returns>
    public double Solve(int block, ReadOnlySpan<double> profit, double expansionPrice, Span<int> choice, ref bool expanded, double[] split, Span<bool> relaxed, long nodeLimit)
    {
        (_split, _recording) = (split, !relaxed.IsEmpty);
        var m = _model;
        var own = m.OwnResource[block];
        var capacity = own < 0 ? 0 : m.Capacity[own];
        var canExpand = own >= 0 && m.ExpansionAmount[own] > 0;
        (_best, _found, _open, _nodes, _nodeLimit) = (Value(block, profit, expansionPrice, choice, expanded), false, double.NegativeInfinity, 0, nodeLimit);
        var result = false;
        if (canExpand && expansionPrice <= 0)
        {
            Root(block, profit, capacity + m.ExpansionAmount[own], -expansionPrice);
            result = true;
        }
        else
        {
            // The likelier side first: its result cuts the other.
            for (var side = 0; side < (canExpand ? 2 : 1); side++)
            {
                var buys = canExpand && (side == 0) == expanded;
                var before = _found;
                _found = false;
                Root(block, profit, buys ? capacity + m.ExpansionAmount[own] : capacity, buys ? -expansionPrice : 0);
                result = _found ? buys : result;
                _found |= before;
            }
        }

        if (_found)
        {
            expanded = result;
            _bestTaken.AsSpan(0, choice.Length).CopyTo(choice);
        }

        _relaxed.AsSpan(0, relaxed.Length).CopyTo(relaxed);
        Nodes += _nodes;
        return Math.Max(_best, _open);
    }

    // What the block's relaxation takes, on the likelier side: from it savings learn how to be split.
    private void Relax(int villages)
    {
        if (!_recording)
        {
            return;
        }

        _recording = false;
        _relaxed.AsSpan(0, villages).Clear();
        for (var i = 0; i < _count; i++)
        {
            _relaxed[_village[i]] = _bestOptionGain[i] + _lent[i] > 0;
        }
    }

    private double Share(int pair, int village) => _model.PairA[pair] == village ? _split[pair] : _model.Saving[pair] - _split[pair];

    /// <summary>After listing: nothing that the node limit left out has more profit.</summary>
    public double Open => _open;

    /// <summary>Every choice of the block with a profit above a threshold, or the best of them where there are too many.</summary>
    public void Enumerate(int block, ReadOnlySpan<double> profit, double expansionPrice, double threshold, double[] split, long nodeLimit, Configurations into)
    {
        _split = split;
        var m = _model;
        var own = m.OwnResource[block];
        var capacity = own < 0 ? 0 : m.Capacity[own];
        (_best, _open, _nodes, _nodeLimit, _into) = (threshold, double.NegativeInfinity, 0, nodeLimit, into);
        Root(block, profit, capacity, 0);
        if (own >= 0 && m.ExpansionAmount[own] > 0)
        {
            into.Expanding = true;
            Root(block, profit, capacity + m.ExpansionAmount[own], -expansionPrice);
            into.Expanding = false;
        }

        into.Complete &= double.IsNegativeInfinity(_open);
        _into = null;
        Nodes += _nodes;
    }

    /// <summary>Profit of a choice at the given prices.</summary>
    public double Value(int block, ReadOnlySpan<double> profit, double expansionPrice, ReadOnlySpan<int> choice, bool expanded)
    {
        var m = _model;
        var from = m.BlockStart[block];
        var sum = expanded ? -expansionPrice : 0.0;
        for (var i = 0; i < choice.Length; i++)
        {
            if (choice[i] < 0)
            {
                continue;
            }

            sum += profit[choice[i]];
            var v = from + i;
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                var other = m.PairOther[k] - from;
                if (other > i && other < choice.Length && choice[other] >= 0)
                {
                    sum += m.Saving[m.PairOf[k]];
                }
            }
        }

        return sum;
    }

    private void Root(int block, ReadOnlySpan<double> profit, double capacity, double start)
    {
        var m = _model;
        var (from, to) = (m.BlockStart[block], m.BlockStart[block + 1]);
        Candidates(from, to, profit, capacity);
        while (true)
        {
            _theta = m.OwnResource[block] < 0 ? 0 : Multiplier(capacity);
            if (!Fix(from, start, capacity))
            {
                break;
            }
        }

        Relax(to - from);
        Arrange(from);
        var optimistic = 0.0;
        for (var i = 0; i < _count; i++)
        {
            optimistic += Math.Max(0, _gain[i]);
        }

        _villages = to - from;
        Search(0, start, capacity, optimistic);
    }
}
