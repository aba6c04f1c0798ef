namespace CleanHeating.Planning.Solve;

/// <summary>
/// The best choice within one block at given prices, exactly: a knapsack of a few villages with an expansion that may be bought and
/// savings of neighbours in the block. Depth first; the bound prices the own resource with the multiplier of the block's linear
/// relaxation, and lends each undecided village half of its savings with other undecided ones. One per thread; allocates nothing.
/// </summary>
internal sealed class BlockSearch
{
    private const double Tiny = 1e-7;
    private readonly Model _model;
    private readonly double[] _price; // per option of the block, as profit
    private readonly int[] _candidateOption, _candidateStart;
    private readonly double[] _candidateProfit, _candidateUse;
    private readonly int[] _village, _place, _next, _nextStart;
    private readonly double[] _nextSaving, _half, _chosenSaving, _gain, _bestOptionGain;
    private readonly int[] _taken, _bestTaken;
    private readonly double[] _ratio, _weight;
    private readonly int[] _order;
    private readonly double[] _key;
    private int _count;
    private double _theta, _best, _open;
    private bool _found;
    private Configurations? _into;
    private long _nodes, _nodeLimit;

    public BlockSearch(Model model)
    {
        _model = model;
        var (villages, options, pairs) = Largest(model);
        _price = new double[options];
        (_candidateOption, _candidateStart, _candidateProfit, _candidateUse) = (new int[options], new int[villages + 1], new double[options], new double[options]);
        (_village, _place, _order, _key) = (new int[villages], new int[villages], new int[villages], new double[villages]);
        (_next, _nextStart, _nextSaving) = (new int[pairs], new int[villages + 1], new double[pairs]);
        (_half, _chosenSaving, _gain, _bestOptionGain) = (new double[villages], new double[villages], new double[villages], new double[villages]);
        (_taken, _bestTaken) = (new int[villages], new int[villages]);
        (_ratio, _weight) = (new double[options], new double[options]);
    }

    /// <summary>Nodes looked at since the beginning: the measure of work.</summary>
    public long Nodes { get; private set; }

    /// <summary>Profit per option of the whole model; set by the caller before <see cref="Solve"/> for the options of the block.</summary>
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
    /// <returns>A proven upper bound; equal to the profit of the choice where the node limit was not reached.</returns>
    public double Solve(int block, ReadOnlySpan<double> profit, double expansionPrice, Span<int> choice, ref bool expanded, out double reached, long nodeLimit)
    {
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

        reached = _best;
        Nodes += _nodes;
        return Math.Max(_best, _open);
    }

    /// <summary>Every choice of the block with a profit above a threshold, or the best of them where there are too many.</summary>
    public void Enumerate(int block, ReadOnlySpan<double> profit, double expansionPrice, double threshold, long nodeLimit, Configurations into)
    {
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

        Arrange(from);
        var optimistic = 0.0;
        for (var i = 0; i < _count; i++)
        {
            optimistic += Math.Max(0, _gain[i]);
        }

        _villages = to - from;
        Search(0, start, capacity, optimistic);
    }

    private int _villages;

    // Villages of the block that could pay, with their undominated options by rising use.
    private void Candidates(int from, int to, ReadOnlySpan<double> profit, double capacity)
    {
        var m = _model;
        _count = 0;
        var filled = 0;
        for (var v = from; v < to; v++)
        {
            var all = 0.0;
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                if (m.Inner[m.PairOf[k]])
                {
                    all += m.Saving[m.PairOf[k]];
                }
            }

            var first = filled;
            for (var o = m.OptionStart[v]; o < m.OptionStart[v + 1]; o++)
            {
                if ((profit[o] + all <= 0 && _into is null) || m.OwnUse[o] > capacity)
                {
                    continue;
                }

                filled = Insert(first, filled, o, profit[o], m.OwnUse[o]);
            }

            _place[v - from] = -1;
            if (filled > first)
            {
                _candidateStart[_count] = first;
                _village[_count] = v - from;
                _place[v - from] = _count;
                _count++;
                _candidateStart[_count] = filled;
            }
        }

        Lend(from);
    }

    private void Lend(int from)
    {
        var m = _model;
        for (var i = 0; i < _count; i++)
        {
            var v = from + _village[i];
            _half[i] = 0;
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                if (m.Inner[m.PairOf[k]] && _place[m.PairOther[k] - from] >= 0)
                {
                    _half[i] += m.Saving[m.PairOf[k]] / 2;
                }
            }
        }
    }

    private int Insert(int first, int filled, int option, double profit, double use)
    {
        var at = filled;
        while (at > first && (_candidateUse[at - 1] > use || (_candidateUse[at - 1] == use && _candidateProfit[at - 1] < profit)))
        {
            at--;
        }

        // Who looks for the best needs no option that uses more for less; who looks for all does.
        if (_into is null && at > first && _candidateProfit[at - 1] >= profit)
        {
            return filled;
        }

        var kept = at;
        for (var i = at; i < filled; i++)
        {
            if (_into is not null || _candidateProfit[i] > profit)
            {
                break;
            }

            kept++;
        }

        // Options from at to kept cost more use for no more profit: they go.
        var shift = 1 - (kept - at);
        if (shift == 1)
        {
            for (var i = filled; i > at; i--)
            {
                Copy(i - 1, i);
            }
        }
        else if (shift < 0)
        {
            for (var i = kept; i < filled; i++)
            {
                Copy(i, i + shift);
            }
        }

        (_candidateOption[at], _candidateProfit[at], _candidateUse[at]) = (option, profit, use);
        return filled + shift;
    }

    private void Copy(int source, int target) =>
        (_candidateOption[target], _candidateProfit[target], _candidateUse[target]) = (_candidateOption[source], _candidateProfit[source], _candidateUse[source]);

    // Price of the own resource in the relaxation: the efficiency at which the capacity is used up, over concave hulls of the options.
    private double Multiplier(double capacity)
    {
        var items = 0;
        for (var i = 0; i < _count; i++)
        {
            items = Hull(i, items);
        }

        Array.Sort(_ratio, _weight, 0, items);
        for (var i = items - 1; i >= 0; i--)
        {
            capacity -= _weight[i];
            if (capacity < 0)
            {
                return Math.Max(0, _ratio[i]);
            }
        }

        return 0;
    }

    private int Hull(int candidate, int items)
    {
        var (use, profit, first) = (0.0, 0.0, items);
        for (var k = _candidateStart[candidate]; k < _candidateStart[candidate + 1]; k++)
        {
            var (nextUse, nextProfit) = (_candidateUse[k], _candidateProfit[k] + _half[candidate]);
            if (nextProfit <= profit)
            {
                continue;
            }

            var (addedUse, addedProfit) = (nextUse - use, nextProfit - profit);
            while (items > first && addedProfit * _weight[items - 1] >= _ratio[items - 1] * _weight[items - 1] * addedUse)
            {
                items--;
                addedProfit += _ratio[items] * _weight[items];
                addedUse += _weight[items];
            }

            _weight[items] = Math.Max(addedUse, 1e-12);
            _ratio[items++] = addedProfit / Math.Max(addedUse, 1e-12);
            (use, profit) = (nextUse, nextProfit);
        }

        return items;
    }

    // Drops villages that no plan better than the known one can hold. True when the loans of the others shrank by that.
    private bool Fix(int from, double start, double capacity)
    {
        var bound = start + (_theta * capacity);
        for (var i = 0; i < _count; i++)
        {
            var best = double.NegativeInfinity;
            for (var k = _candidateStart[i]; k < _candidateStart[i + 1]; k++)
            {
                best = Math.Max(best, _candidateProfit[k] - (_theta * _candidateUse[k]));
            }

            _bestOptionGain[i] = best;
            bound += Math.Max(0, best + _half[i]);
        }

        var dropped = false;
        for (var i = 0; i < _count; i++)
        {
            var gain = _bestOptionGain[i] + _half[i];
            if (_place[_village[i]] >= 0 && gain < 0 && bound + gain <= _best + Tiny)
            {
                _place[_village[i]] = -1;
                dropped = true;
            }
        }

        if (dropped)
        {
            Compact(from);
        }

        return dropped;
    }

    private void Compact(int from)
    {
        var m = _model;
        var (kept, filled) = (0, 0);
        for (var i = 0; i < _count; i++)
        {
            if (_place[_village[i]] < 0)
            {
                var v = from + _village[i];
                for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
                {
                    var other = m.PairOther[k] - from;
                    if (m.Inner[m.PairOf[k]] && _place[other] >= 0)
                    {
                        _half[_place[other]] -= m.Saving[m.PairOf[k]] / 2;
                    }
                }
            }
        }

        for (var i = 0; i < _count; i++)
        {
            if (_place[_village[i]] < 0)
            {
                continue;
            }

            var (first, last) = (_candidateStart[i], _candidateStart[i + 1]);
            _candidateStart[kept] = filled;
            for (var k = first; k < last; k++)
            {
                Copy(k, filled++);
            }

            (_village[kept], _half[kept], _place[_village[i]]) = (_village[i], _half[i], kept);
            kept++;
        }

        _candidateStart[kept] = filled;
        _count = kept;
    }

    // Search order by falling gain; neighbours that come later stand in lists.
    private void Arrange(int from)
    {
        var m = _model;
        for (var i = 0; i < _count; i++)
        {
            _order[i] = i;
            _key[i] = -(_bestOptionGain[i] + _half[i]);
        }

        Array.Sort(_key, _order, 0, _count);
        for (var i = 0; i < _count; i++)
        {
            _place[_village[_order[i]]] = i;
        }

        var filled = 0;
        for (var i = 0; i < _count; i++)
        {
            _nextStart[i] = filled;
            var v = from + _village[_order[i]];
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                if (m.Inner[m.PairOf[k]] && _place[m.PairOther[k] - from] > i)
                {
                    (_next[filled], _nextSaving[filled]) = (_place[m.PairOther[k] - from], m.Saving[m.PairOf[k]]);
                    filled++;
                }
            }

            _gain[i] = _bestOptionGain[_order[i]] + _half[_order[i]];
            _chosenSaving[i] = 0;
            _taken[i] = -1;
        }

        _nextStart[_count] = filled;
    }

    private void Search(int at, double profit, double left, double optimistic)
    {
        _nodes++;
        if (profit + (_theta * left) + optimistic <= _best + Tiny)
        {
            return;
        }

        if (at == _count)
        {
            if (profit > _best + Tiny)
            {
                Keep(profit);
            }

            return;
        }

        if (_nodes > _nodeLimit)
        {
            _open = Math.Max(_open, profit + (_theta * left) + optimistic);
            return;
        }

        var gain = _gain[at];
        var rest = optimistic - Math.Max(0, gain);
        if (gain > 0)
        {
            Take(at, profit, left, rest);
            Skip(at, profit, left, rest);
        }
        else
        {
            Skip(at, profit, left, rest);
            Take(at, profit, left, rest);
        }
    }

    private void Take(int at, double profit, double left, double rest)
    {
        var candidate = _order[at];
        var (first, last) = (_candidateStart[candidate], _candidateStart[candidate + 1]);
        if (_candidateUse[first] > left)
        {
            return;
        }

        var after = Move(at, rest, 0.5, 1);
        for (var k = first; k < last && _candidateUse[k] <= left; k++)
        {
            _taken[at] = _candidateOption[k];
            Search(at + 1, profit + _candidateProfit[k] + _chosenSaving[at], left - _candidateUse[k], after);
        }

        _taken[at] = -1;
        Move(at, rest, -0.5, -1);
    }

    private void Skip(int at, double profit, double left, double rest)
    {
        var after = Move(at, rest, -0.5, 0);
        Search(at + 1, profit, left, after);
        Move(at, rest, 0.5, 0);
    }

    private double Move(int at, double optimistic, double half, double whole)
    {
        for (var k = _nextStart[at]; k < _nextStart[at + 1]; k++)
        {
            var (other, saving) = (_next[k], _nextSaving[k]);
            var before = _gain[other];
            var after = before + (half * saving);
            _gain[other] = after;
            _chosenSaving[other] += whole * saving;
            optimistic += Math.Max(0, after) - Math.Max(0, before);
        }

        return optimistic;
    }

    private void Keep(double profit)
    {
        if (_into is not null)
        {
            _best = _into.Add(profit, _taken.AsSpan(0, _count), _best);
            return;
        }

        (_best, _found) = (profit, true);
        _bestTaken.AsSpan(0, _villages).Fill(-1);
        for (var i = 0; i < _count; i++)
        {
            _bestTaken[_village[_order[i]]] = _taken[i];
        }
    }
}
