namespace CleanHeating.Planning.Optimiser.Solve;

// What each block could do.
internal sealed partial class Neighbourhood
{
    // Large blocks have too many choices to list: some of their villages stay as they are, chosen or not.
    private void Freeze(PlanState state, ReadOnlySpan<int> blocks, Random? random)
    {
        if (!_frozen && random is null)
        {
            return;
        }

        var m = _model;
        Array.Clear(_freeze);
        _frozen = false;
        foreach (var block in blocks)
        {
            var (from, to) = (m.BlockStart[block], m.BlockStart[block + 1]);
            for (var v = from; v < to && random is not null && to - from > FreeVillages; v++)
            {
                if (random.Next(to - from) >= FreeVillages)
                {
                    _freeze[v] = state.Choice[v] >= 0 ? _freezing : -_freezing;
                    _frozen = true;
                }
            }
        }
    }

    private double BiasedExpansionPrice(int resource, Prices prices) => ExpansionPrice(resource, prices) + prices.ExpansionBias[resource];

    private void Price(int block, Prices prices, bool biased)
    {
        var m = _model;
        for (var v = m.BlockStart[block]; v < m.BlockStart[block + 1]; v++)
        {
            var gain = (m.Households[v] * _price[m.County[v]]) + (biased ? prices.Bias[v] + _freeze[v] : 0);
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                var (pair, other) = (m.PairOf[k], m.PairOther[k]);
                if (!m.Inner[pair])
                {
                    gain += _depthOf[m.Block[other]] >= 0 ? Share(pair, v, prices) : _state.Choice[other] >= 0 ? m.Saving[pair] : 0;
                }
            }

            for (var o = m.OptionStart[v]; o < m.OptionStart[v + 1]; o++)
            {
                var profit = gain - m.Cost[o];
                for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
                {
                    profit -= _price[m.Counties + m.UseResource[k]] * m.UseAmount[k];
                }

                _profit[o] = profit;
            }
        }
    }

    // Lists what each block could do in a plan that is better than the present one. False when nothing could.
    private bool List(Prices prices, double current)
    {
        var m = _model;
        var room = current - LeastRowLoss();
        var most = _most;
        for (var d = 0; d < _count; d++)
        {
            var block = _blocks[d];
            var (from, to, own) = (m.BlockStart[block], m.BlockStart[block + 1], m.OwnResource[block]);
            _state.Choice.AsSpan(from, to - from).CopyTo(_guess);
            var expanded = own >= 0 && _state.Expanded[own];
            most[d] = _search.Solve(block, _profit, own < 0 ? 0 : BiasedExpansionPrice(own, prices), _guess.AsSpan(0, to - from), ref expanded, prices.Split, [], _listNodes);
            room += most[d];
        }

        if (room <= Tiny)
        {
            return false;
        }

        for (var d = 0; d < _count; d++)
        {
            ListOf(d, prices, most[d], room);
            if (_lists[d].Count == 0 || (_allOrNothing && !Complete))
            {
                return false;
            }

            _lists[d].Sort();
        }

        Arrange(prices);
        return true;
    }

    // Where much could be better, nearly everything could be part of it: then the likeliest are listed, a wider circle where they are few.
    private void ListOf(int depth, Prices prices, double most, double room)
    {
        var own = _model.OwnResource[_blocks[depth]];
        for (var width = _allOrNothing ? room : Math.Min(room, _width); ; width = Math.Min(room, width * 3))
        {
            _lists[depth].Clear();
            _search.Enumerate(_blocks[depth], _profit, own < 0 ? 0 : BiasedExpansionPrice(own, prices), most - width, prices.Split, _listNodes, _lists[depth]);
            if (width >= room || _lists[depth].Count >= 64 || !_lists[depth].Complete)
            {
                Complete &= _lists[depth].Complete && width >= room;
                return;
            }
        }
    }

    // Short lists first: the longest is only scanned.
    private void Arrange(Prices prices)
    {
        var m = _model;
        for (var i = 1; i < _count; i++)
        {
            for (var j = i; j > 0 && _lists[j].Count < _lists[j - 1].Count; j--)
            {
                (_lists[j], _lists[j - 1]) = (_lists[j - 1], _lists[j]);
                (_blocks[j], _blocks[j - 1]) = (_blocks[j - 1], _blocks[j]);
            }
        }

        _floor[_count] = LeastRowLoss();
        for (var d = _count - 1; d >= 0; d--)
        {
            _depthOf[_blocks[d]] = d;
            _floor[d] = _floor[d + 1] - _lists[d].Profit(0);
        }

        _prices = prices;
        _skipped = _changed < 0 ? -1 : PresentOf(_changed);
        ChooseKeyRows();
        var last = _lists[_count - 1];
        for (var i = 0; i < last.Count; i++)
        {
            (last.First(i), last.Second(i)) = (0, 0);
            foreach (var option in last.Options(i))
            {
                last.First(i) += Adds(option, _firstRow);
                last.Second(i) += Adds(option, _secondRow);
            }

            if (last.Expanded(i) && _secondRow == m.Counties + m.OwnResource[_blocks[_count - 1]])
            {
                last.Second(i) += m.ExpansionAmount[m.OwnResource[_blocks[_count - 1]]];
            }
        }
    }

    // Place in its list of what a block does now; −1 where the list lacks it.
    private int PresentOf(int block)
    {
        var (list, own) = (_lists[_depthOf[block]], _model.OwnResource[block]);
        var chosen = 0;
        for (var v = _model.BlockStart[block]; v < _model.BlockStart[block + 1]; v++)
        {
            chosen += _state.Choice[v] >= 0 ? 1 : 0;
        }

        for (var i = 0; i < list.Count; i++)
        {
            var options = list.Options(i);
            var same = options.Length == chosen && (own < 0 || list.Expanded(i) == _state.Expanded[own]);
            for (var k = 0; same && k < options.Length; k++)
            {
                same = _state.Choice[_model.OptionVillage[options[k]]] == options[k];
            }

            if (same)
            {
                return i;
            }
        }

        return -1;
    }

    // The county and the resource on which most depends: their losses alone rule out most combinations.
    private void ChooseKeyRows()
    {
        var (first, second) = (0.0, 0.0);
        (_firstRow, _secondRow) = (-1, -1);
        for (var i = 0; i < _rowCount; i++)
        {
            var row = _rows[i];
            if (row < _model.Counties)
            {
                var weight = _model.VillagesIn(row, _blocks[_count - 1]);
                (_firstRow, first) = _firstRow < 0 || weight > first ? (row, weight) : (_firstRow, first);
            }
            else if (_model.FreeExpansion(row) <= 0)
            {
                var weight = _price[row] * Math.Abs(_model.RowLimit(row));
                (_secondRow, second) = _secondRow < 0 || weight > second ? (row, weight) : (_secondRow, second);
            }
        }
    }

    private double Adds(int option, int row)
    {
        var (m, v) = (_model, _model.OptionVillage[option]);
        if (row < m.Counties)
        {
            return row >= 0 && m.County[v] == row ? m.Households[v] : 0;
        }

        for (var k = m.UseStart[option]; k < m.UseStart[option + 1]; k++)
        {
            if (m.UseResource[k] == row - m.Counties)
            {
                return -m.UseAmount[k];
            }
        }

        return 0;
    }
}
