namespace CleanHeating.Planning.Solve;

/// <summary>
/// Chooses anew within a few blocks, all else staying: every choice of each block that could be part of a better plan is listed,
/// then combined depth first. What the prices of the relaxation don't account for (targets overshot, limits left over, savings split
/// between blocks and not earned) is never less than nothing, which bounds the combinations. One per thread.
/// </summary>
internal sealed class Neighbourhood
{
    public const int MostBlocks = 8;
    public const double Tiny = 1e-4;
    private const int FreeVillages = 14;
    private readonly Model _model;
    private readonly BlockSearch _search;
    private readonly Configurations[] _lists;
    private readonly double[] _profit, _left, _price, _pairGain;
    private readonly int[] _rows, _stamp, _depthOf, _choice, _chosen, _best, _guess;
    private readonly double[] _floor;
    private readonly int[] _blocks;
    private readonly long _listNodes;
    private readonly double[] _most;
    private int _count, _rowCount, _now;
    private readonly double _width;
    private double _target;
    private long _nodes, _nodeLimit;
    private PlanState _state;
    private bool _improved, _allOrNothing, _frozen;
    private readonly double[] _freeze;
    private readonly double _freezing;
    private int _changed, _skipped;

    /// <param name="model">The instance.</param>
    /// <param name="mostBlocks">Blocks that are ever chosen anew together.</param>
    /// <param name="mostConfigurations">Choices listed per block; more are left out.</param>
    /// <param name="listNodes">Search nodes that may be spent on one list.</param>
    public Neighbourhood(Model model, int mostBlocks = MostBlocks, int mostConfigurations = 4096, long listNodes = 20_000)
    {
        (_model, _listNodes, _blocks, _most) = (model, listNodes, new int[mostBlocks], new double[mostBlocks]);
        _search = new BlockSearch(model);
        _state = null!;
        var largest = BlockSearch.Largest(model).Villages;
        _lists = [.. Enumerable.Range(0, mostBlocks).Select(_ => new Configurations(mostConfigurations, largest))];
        (_profit, _left, _price) = (new double[model.Options], new double[model.Rows], new double[model.Rows]);
        (_rows, _stamp, _depthOf) = (new int[model.Rows], new int[model.Rows], new int[model.Blocks]);
        (_choice, _pairGain, _guess) = (new int[model.Villages], new double[model.Villages], new int[largest]);
        (_chosen, _best, _floor) = (new int[mostBlocks], new int[mostBlocks], new double[mostBlocks + 1]);
        (_freeze, _freezing) = (new double[model.Villages], model.MostCost());
        _width = 0.2 * model.UsualCost();
        Array.Fill(_depthOf, -1);
        Array.Fill(_choice, -1);
    }

    public long Work => _search.Nodes + TotalNodes;

    public long TotalNodes { get; private set; }

    public bool Complete { get; private set; }

    public double Gain { get; private set; }

    /// <summary>Looks for a better choice within the blocks. The state is only read; <see cref="Write"/> gives the change.</summary>
    public bool Improve(PlanState state, Prices prices, ReadOnlySpan<int> blocks, long nodeLimit, double slack = 0, bool allOrNothing = false, int changed = -1, Random? freeze = null)
    {
        Freeze(state, blocks, freeze);
        (_allOrNothing, _changed) = (allOrNothing, changed);
        (_state, _count, _nodes, _nodeLimit, _improved, Complete) = (state, blocks.Length, 0, nodeLimit, false, true);
        blocks.CopyTo(_blocks);
        for (var d = 0; d < _count; d++)
        {
            _depthOf[_blocks[d]] = d;
        }

        prices.County.CopyTo(_price, 0);
        prices.Resource.CopyTo(_price, _model.Counties);
        var current = Prepare(prices);
        var start = current + slack;
        if (List(prices, start))
        {
            _target = start - Tiny;
            Combine(0, 0);
        }

        for (var d = 0; d < _count; d++)
        {
            _depthOf[_blocks[d]] = -1;
        }

        Gain = current - _target;
        TotalNodes += _nodes;
        return _improved;
    }

    /// <summary>The last improvement found.</summary>
    public void Write(Move move)
    {
        move.Clear();
        for (var d = 0; d < _count; d++)
        {
            move.Add(_blocks[d], _lists[d].Options(_best[d]), _lists[d].Expanded(_best[d]));
        }
    }

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

    private double BiasedExpansionPrice(int resource, Prices prices) => ExpansionPrice(resource, prices) + prices.ExpansionBias[resource];

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
            most[d] = _search.Solve(block, _profit, own < 0 ? 0 : BiasedExpansionPrice(own, prices), _guess.AsSpan(0, to - from), ref expanded, out _, _listNodes);
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
            _search.Enumerate(_blocks[depth], _profit, own < 0 ? 0 : BiasedExpansionPrice(own, prices), most - width, _listNodes, _lists[depth]);
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

    private double Loss(int row, double left) => row < 0 ? 0 : left >= 0 ? _price[row] * left : _state.Charge + ((_price[row] - _state.Penalty[row]) * left);

    private int _firstRow, _secondRow;

    private Prices _prices = null!;

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
