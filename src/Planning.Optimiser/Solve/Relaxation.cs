namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Evaluates prices: the least that all plans cost at them, block by block on all threads, and the choices that cost it.</summary>
internal sealed class Relaxation
{
    private const double SomeMore = 0.1;
    private readonly Model _model;
    private readonly BlockSearch[] _searches;
    private readonly double[] _blockBound;
    private readonly int _threads;

    public Relaxation(Model model, int threads)
    {
        _model = model;
        _threads = threads;
        _searches = [.. Enumerable.Range(0, threads).Select(_ => new BlockSearch(model))];
        _blockBound = new double[model.Blocks];
        (Profit, Choice, Expanded) = (new double[model.Options], new int[model.Villages], new bool[model.Resources]);
        (Households, Use) = (new double[model.Counties], new double[model.Resources]);
        Relaxed = new bool[model.Villages];
        Array.Fill(Choice, -1);
    }

    public double[] Profit { get; }

    /// <summary>Option per village (−1 for none) and bought expansions, of the last evaluation.</summary>
    public int[] Choice { get; }

    public bool[] Expanded { get; }

    /// <summary>Per village, whether its block's own relaxation takes it.</summary>
    public bool[] Relaxed { get; }

    public double[] Households { get; }

    public double[] Use { get; }

    public double[] BlockBound => _blockBound;

    public long Nodes => _searches.Sum(s => s.Nodes) + (Forest?.Nodes ?? 0);

    /// <summary>Keeps savings between blocks whole where it stands; null: all of them are split.</summary>
    public Forest? Forest { get; set; }

    public long NodeLimit { get; set; } = 20_000;

    /// <summary>A lower bound on every plan's objective.</summary>
    public double Evaluate(Prices prices)
    {
        var next = -1;
        if (_threads == 1)
        {
            Work(_searches[0], prices, ref next);
        }
        else
        {
            Parallel.For(0, _threads, t => Work(_searches[t], prices, ref next));
        }

        var bound = Constant(prices);
        for (var b = 0; b < _model.Blocks; b++)
        {
            bound -= _blockBound[b];
        }

        Sum();
        return bound + (Forest?.Raise(this, prices) ?? 0);
    }

    private void Work(BlockSearch search, Prices prices, ref int next)
    {
        const int Chunk = 4;
        for (var first = Interlocked.Add(ref next, Chunk) - Chunk + 1; first < _model.Blocks; first = Interlocked.Add(ref next, Chunk) - Chunk + 1)
        {
            for (var b = first; b < Math.Min(first + Chunk, _model.Blocks); b++)
            {
                Price(b, prices);
                var own = _model.OwnResource[b];
                var (from, to) = (_model.BlockStart[b], _model.BlockStart[b + 1]);
                var none = false;
                _blockBound[b] = search.Solve(b, Profit, own < 0 ? 0 : ExpansionPrice(own, prices), Choice.AsSpan(from, to - from), ref own < 0 ? ref none : ref Expanded[own], prices.Split, Relaxed.AsSpan(from, to - from), NodeLimit);
            }
        }
    }

    public double ExpansionPrice(int resource, Prices prices) => _model.ExpansionCost[resource] - (prices.Resource[resource] * _model.ExpansionAmount[resource]) + prices.ExpansionBias[resource];

    /// <summary>What a block would gain from one more unit of its own resource at the prices, over a tenth more.</summary>
    public double UnitSaving(int block, Prices prices)
    {
        var (own, from, to) = (_model.OwnResource[block], _model.BlockStart[block], _model.BlockStart[block + 1]);
        var (before, some) = (_model.Capacity[own], Math.Max(1, _model.Capacity[own] * SomeMore));
        Price(block, prices);
        var least = Best();
        _model.Capacity[own] = before + some;
        var most = Best();
        _model.Capacity[own] = before;
        return Math.Max(0, (most - least) / some);

        double Best()
        {
            Span<int> choice = new int[to - from];
            choice.Fill(-1);
            var expanded = false;
            return _searches[0].Solve(block, Profit, ExpansionPrice(own, prices), choice, ref expanded, prices.Split, [], NodeLimit);
        }
    }

    /// <summary>Profit of each option of a block at the prices.</summary>
    public void Price(int block, Prices prices)
    {
        var m = _model;
        for (var v = m.BlockStart[block]; v < m.BlockStart[block + 1]; v++)
        {
            var gain = (m.Households[v] * prices.County[m.County[v]]) + prices.Bias[v];
            for (var k = m.PairStart[v]; k < m.PairStart[v + 1]; k++)
            {
                var pair = m.PairOf[k];
                if (!m.Inner[pair])
                {
                    gain += m.PairA[pair] == v ? prices.Split[pair] : m.Saving[pair] - prices.Split[pair];
                }
            }

            for (var o = m.OptionStart[v]; o < m.OptionStart[v + 1]; o++)
            {
                var profit = gain - m.Cost[o];
                for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
                {
                    profit -= prices.Resource[m.UseResource[k]] * m.UseAmount[k];
                }

                Profit[o] = profit;
            }
        }
    }

    // What the prices promise whatever is chosen; an expansion without a block is bought where it pays.
    private double Constant(Prices prices)
    {
        var sum = _model.ForcedCost;
        for (var c = 0; c < _model.Counties; c++)
        {
            sum += prices.County[c] * _model.Target[c];
        }

        for (var r = 0; r < _model.Resources; r++)
        {
            if (!_model.Shared[r])
            {
                continue;
            }

            sum -= prices.Resource[r] * _model.Capacity[r];
            if (_model.OwnerBlock[r] < 0 && _model.ExpansionAmount[r] > 0)
            {
                var price = ExpansionPrice(r, prices);
                Expanded[r] = price < 0;
                sum += Math.Min(0, price);
            }
        }

        if (prices.Biased)
        {
            foreach (var bias in prices.Bias)
            {
                sum += Math.Max(0, bias);
            }

            foreach (var bias in prices.ExpansionBias)
            {
                sum -= Math.Min(0, bias);
            }
        }

        return sum;
    }

    /// <summary>Adds up what the choice uses.</summary>
    public void Sum()
    {
        var m = _model;
        Array.Clear(Households);
        Array.Clear(Use);
        for (var v = 0; v < m.Villages; v++)
        {
            var o = Choice[v];
            if (o < 0)
            {
                continue;
            }

            Households[m.County[v]] += m.Households[v];
            for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
            {
                Use[m.UseResource[k]] += m.UseAmount[k];
            }
        }
    }
}
