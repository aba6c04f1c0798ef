namespace CleanHeating.Planning.Optimiser.Solve;

// The lists combined.
internal sealed partial class Neighbourhood
{
    private double Loss(int row, double left) => row < 0 ? 0 : left >= 0 ? _price[row] * left : _state.Charge + ((_price[row] - _state.Penalty[row]) * left);

    private void Combine(int depth, double value)
    {
        var (m, block, list) = (_model, _blocks[depth], _lists[depth]);
        var constant = PairGains(depth, block);
        var rest = _floor[depth + 1];
        var own = m.OwnResource[block];
        for (var i = 0; i < list.Count; i++)
        {
            var next = value - list.Profit(i);
            if (next + rest >= _target || _nodes >= _nodeLimit)
            {
                Complete &= _nodes < _nodeLimit;
                return;
            }

            _nodes++;
            if (i == _skipped && block == _changed)
            {
                continue;
            }

            next += constant;
            foreach (var option in list.Options(i))
            {
                next += _pairGain[m.OptionVillage[option]];
            }

            if (next + rest >= _target || (depth + 1 == _count && next + _floor[_count] + KeyLoss(list, i) >= _target))
            {
                continue;
            }

            _chosen[depth] = i;
            Put(list, i, own, depth + 1 < _count);
            if (depth + 1 < _count)
            {
                Combine(depth + 1, next);
            }
            else if (next + RowLoss() is var total && total < _target)
            {
                (_target, _improved) = (total - Tiny, true);
                _chosen.AsSpan(0, _count).CopyTo(_best);
            }

            Remove(list, i, own, depth + 1 < _count);
        }
    }

    private double KeyLoss(Configurations list, int i) =>
        (_firstRow < 0 ? 0 : Loss(_firstRow, _left[_firstRow] + list.First(i))) + (_secondRow < 0 ? 0 : Loss(_secondRow, _left[_secondRow] + list.Second(i)));

    private void Put(Configurations list, int i, int own, bool mark)
    {
        foreach (var option in list.Options(i))
        {
            Shift(option, -1);
            if (mark)
            {
                _choice[_model.OptionVillage[option]] = option;
            }
        }

        if (own >= 0 && list.Expanded(i))
        {
            _left[_model.Counties + own] += _model.ExpansionAmount[own];
        }
    }

    private void Remove(Configurations list, int i, int own, bool mark)
    {
        foreach (var option in list.Options(i))
        {
            Shift(option, 1);
            if (mark)
            {
                _choice[_model.OptionVillage[option]] = -1;
            }
        }

        if (own >= 0 && list.Expanded(i))
        {
            _left[_model.Counties + own] -= _model.ExpansionAmount[own];
        }
    }

    // Loss of pairs with blocks decided before: what their chosen villages were promised, and per village of this block what its choice changes.
    private double PairGains(int depth, int block)
    {
        var (m, constant) = (_model, 0.0);
        for (var v = m.BlockStart[block]; v < m.BlockStart[block + 1]; v++)
        {
            var gain = 0.0;
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                var (pair, other) = (m.PairOf[k], m.PairOther[k]);
                var at = _depthOf[m.Block[other]];
                if (m.Inner[pair] || at < 0 || at >= depth)
                {
                    continue;
                }

                gain += Share(pair, v, _prices);
                if (_choice[other] >= 0)
                {
                    gain -= m.Saving[pair];
                    constant += Share(pair, other, _prices);
                }
            }

            _pairGain[v] = gain;
        }

        return constant;
    }
}
