namespace CleanHeating.Planning.Optimiser.Solve;

// The blocks taken out of the plan, and what is left of the rows then.
internal sealed partial class Neighbourhood
{
    // Takes the blocks out of the plan: what is left of the rows without them, and the present value as combinations are valued.
    private double Prepare(Prices prices)
    {
        var m = _model;
        (_now, _rowCount) = (_now + 1, 0);
        var value = 0.0;
        for (var d = 0; d < _count; d++)
        {
            var block = _blocks[d];
            var (from, to) = (m.BlockStart[block], m.BlockStart[block + 1]);
            Price(block, prices, biased: false);
            for (var o = m.OptionStart[from]; o < m.OptionStart[to]; o++)
            {
                Touch(m.County[m.OptionVillage[o]]);
                for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
                {
                    Touch(m.Counties + m.UseResource[k]);
                }
            }

            var own = m.OwnResource[block];
            if (own >= 0 && m.Shared[own])
            {
                Touch(m.Counties + own);
            }

            value -= _search.Value(block, _profit, own < 0 ? 0 : ExpansionPrice(own, prices), _state.Choice.AsSpan(from, to - from), own >= 0 && _state.Expanded[own]);
            if (prices.Biased || _frozen)
            {
                Price(block, prices, biased: true);
                for (var v = from; v < to; v++)
                {
                    value -= Math.Max(0, prices.Bias[v]) + Math.Max(0, _freeze[v]);
                }

                value += own >= 0 ? Math.Min(0, prices.ExpansionBias[own]) : 0;
            }
        }

        value += RowLoss();
        for (var d = 0; d < _count; d++)
        {
            var block = _blocks[d];
            for (var v = m.BlockStart[block]; v < m.BlockStart[block + 1]; v++)
            {
                if (_state.Choice[v] >= 0)
                {
                    value += PairLossOf(v, prices);
                    Shift(_state.Choice[v], 1);
                }
            }

            var own = m.OwnResource[block];
            if (own >= 0 && _state.Expanded[own])
            {
                _left[m.Counties + own] -= m.ExpansionAmount[own];
            }
        }

        return value;
    }

    // Loss of pairs between the blocks, each counted at the village whose choice makes it: its own share where the other is not chosen, 0 where both are.
    private double PairLossOf(int v, Prices prices)
    {
        var (m, loss) = (_model, 0.0);
        for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
        {
            var (pair, other) = (m.PairOf[k], m.PairOther[k]);
            if (!m.Inner[pair] && _depthOf[m.Block[other]] >= 0 && _state.Choice[other] < 0)
            {
                loss += Share(pair, v, prices);
            }
        }

        return loss;
    }

    private double Share(int pair, int v, Prices prices) => _model.PairA[pair] == v ? prices.Split[pair] : _model.Saving[pair] - prices.Split[pair];

    private double ExpansionPrice(int resource, Prices prices) => _model.ExpansionCost[resource] - (prices.Resource[resource] * _model.ExpansionAmount[resource]);

    private void Touch(int row)
    {
        if (_stamp[row] != _now)
        {
            _stamp[row] = _now;
            _rows[_rowCount++] = row;
            _left[row] = _state.Left[row];
        }
    }

    private void Shift(int option, int sign)
    {
        var m = _model;
        var v = m.OptionVillage[option];
        _left[m.County[v]] -= sign * m.Households[v];
        for (var k = m.UseStart[option]; k < m.UseStart[option + 1]; k++)
        {
            _left[m.Counties + m.UseResource[k]] += sign * m.UseAmount[k];
        }
    }

    private double RowLoss()
    {
        var sum = 0.0;
        for (var i = 0; i < _rowCount; i++)
        {
            var row = _rows[i];
            var left = _left[row];
            sum += _price[row] * left;
            if (left < 0)
            {
                var bought = _model.FreeExpansion(row);
                sum += bought > 0 ? _model.ExpansionCost[row - _model.Counties] : 0;
                sum += left + bought < 0 ? _state.Charge - ((left + bought) * _state.Penalty[row]) : 0;
            }
        }

        return sum;
    }

    private double LeastRowLoss()
    {
        var sum = 0.0;
        for (var i = 0; i < _rowCount; i++)
        {
            var bought = _model.FreeExpansion(_rows[i]);
            sum += bought > 0 ? Math.Min(0, _model.ExpansionCost[_rows[i] - _model.Counties] - (_price[_rows[i]] * bought)) : 0;
        }

        return sum;
    }
}
