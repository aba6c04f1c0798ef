namespace CleanHeating.Planning.Optimiser.Solve;

// The search itself.
internal sealed partial class BlockSearch
{
    // Search order by falling gain; neighbours that come later stand in lists.
    private void Arrange(int from)
    {
        var m = _model;
        for (var i = 0; i < _count; i++)
        {
            _order[i] = i;
            _key[i] = -(_bestOptionGain[i] + _lent[i]);
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
                    _nextShare[filled] = Share(m.PairOf[k], m.PairOther[k]);
                    filled++;
                }
            }

            _gain[i] = _bestOptionGain[_order[i]] + _lent[_order[i]];
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

        var after = Move(at, rest, 1, 1);
        for (var k = first; k < last && _candidateUse[k] <= left; k++)
        {
            _taken[at] = _candidateOption[k];
            Search(at + 1, profit + _candidateProfit[k] + _chosenSaving[at], left - _candidateUse[k], after);
        }

        _taken[at] = -1;
        Move(at, rest, -1, 1);
    }

    private void Skip(int at, double profit, double left, double rest)
    {
        var after = Move(at, rest, -1, 0);
        Search(at + 1, profit, left, after);
        Move(at, rest, 1, 0);
    }

    // Neighbours that come later get the rest of a saving that is now certain, or give their loan back (and the other way round when a step is taken back).
    private double Move(int at, double optimistic, int sign, int certain)
    {
        for (var k = _nextStart[at]; k < _nextStart[at + 1]; k++)
        {
            var (other, saving) = (_next[k], _nextSaving[k]);
            var before = _gain[other];
            var after = before + (sign * ((certain * saving) - (certain == 1 ? _nextShare[k] : -_nextShare[k])));
            _gain[other] = after;
            _chosenSaving[other] += sign * certain * saving;
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
