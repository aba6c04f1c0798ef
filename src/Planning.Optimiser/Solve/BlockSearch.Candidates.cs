namespace CleanHeating.Planning.Optimiser.Solve;

// Before the search: which villages and options could pay, at which price of the own resource.
internal sealed partial class BlockSearch
{
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
            _lent[i] = 0;
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                if (m.Inner[m.PairOf[k]] && _place[m.PairOther[k] - from] >= 0)
                {
                    _lent[i] += Share(m.PairOf[k], v);
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
            var (nextUse, nextProfit) = (_candidateUse[k], _candidateProfit[k] + _lent[candidate]);
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
            bound += Math.Max(0, best + _lent[i]);
        }

        var dropped = false;
        for (var i = 0; i < _count; i++)
        {
            var gain = _bestOptionGain[i] + _lent[i];
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
                        _lent[_place[other]] -= Share(m.PairOf[k], m.PairOther[k]);
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

            (_village[kept], _lent[kept], _place[_village[i]]) = (_village[i], _lent[i], kept);
            kept++;
        }

        _candidateStart[kept] = filled;
        _count = kept;
    }
}
