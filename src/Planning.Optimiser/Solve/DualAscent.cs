namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Raises the bound: moves each price along its averaged subgradient, scaled by how much that varies (a step that falls from a hundredth
/// of the price's usual size to next to nothing), and keeps the best prices seen.
/// </summary>
internal sealed class DualAscent
{
    private const double Momentum = 0.9, Memory = 0.98, LastStep = 0.003, AverageMemory = 0.95;
    private const double CountyStep = 0.008, ResourceStep = 0.07, SplitStep = 0.05, FirstCountyPrice = 0.65;
    private readonly Model _model;
    private readonly Relaxation _relaxation;
    private readonly Prices _prices;
    private readonly double[] _mean, _square, _scale;
    private readonly bool _households;
    private int _steps;
    private double _momentumLeft = 1, _memoryLeft = 1;

    /// <param name="model">The instance.</param>
    /// <param name="relaxation">What evaluates prices.</param>
    /// <param name="households">
    /// Whether households count instead of yuan: then the instance costs nothing, a household that a target misses costs one, and a
    /// bound above nothing proves that no plan reaches all targets.
    /// </param>
    public DualAscent(Model model, Relaxation relaxation, bool households = false)
    {
        (_model, _relaxation, _households) = (model, relaxation, households);
        (_prices, Best) = (new Prices(model), new Prices(model));
        (Average, ExpansionAverage) = (new double[model.Villages], new double[model.Resources]);
        (Choice, Expanded) = (new int[model.Villages], new bool[model.Resources]);
        Array.Fill(Choice, -1);
        var count = model.Rows + model.Pairs;
        (_mean, _square, _scale) = (new double[count], new double[count], new double[count]);
        Scale();
        Best.CopyFrom(_prices);
    }

    /// <summary>A proven lower bound on every plan.</summary>
    public double Bound { get; private set; } = double.NegativeInfinity;

    public Prices Best { get; }

    /// <summary>What the blocks choose at the best prices.</summary>
    public int[] Choice { get; }

    public bool[] Expanded { get; }

    /// <summary>How often each village was chosen of late, from 0 to 1.</summary>
    public double[] Average { get; }

    /// <summary>How often each expansion was bought of late.</summary>
    public double[] ExpansionAverage { get; }

    /// <summary>Begins anew from other prices.</summary>
    public void Begin(Prices prices)
    {
        Best.CopyFrom(prices);
        Bound = double.NegativeInfinity;
        Array.Clear(Average);
        Array.Clear(ExpansionAverage);
    }

    /// <summary>Up to so many evaluations, fewer when the share of the budget is used up.</summary>
    public void Run(int evaluations, double firstStep, double untilShare, Budget budget, double enough = double.MaxValue)
    {
        var from = budget.Share;
        _prices.CopyFrom(Best);
        Array.Clear(_mean);
        Array.Clear(_square);
        (_steps, _momentumLeft, _memoryLeft) = (0, 1, 1);
        for (var i = 0; i < evaluations && !budget.Over && budget.Share < untilShare && Bound < enough; i++)
        {
            var before = _relaxation.Nodes;
            var bound = _relaxation.Evaluate(_prices);
            budget.Add(_relaxation.Nodes - before + _model.Villages);
            if (bound > Bound)
            {
                Bound = bound;
                Best.CopyFrom(_prices);
                _relaxation.Choice.CopyTo(Choice, 0);
                _relaxation.Expanded.CopyTo(Expanded, 0);
            }

            Remember();
            var progress = Math.Max((double)i / evaluations, (budget.Share - from) / Math.Max(1e-9, untilShare - from));
            Step(firstStep * Math.Pow(LastStep, Math.Min(1, progress)));
        }
    }

    private void Remember()
    {
        for (var v = 0; v < Average.Length; v++)
        {
            Average[v] = (AverageMemory * Average[v]) + (_relaxation.Choice[v] >= 0 ? 1 - AverageMemory : 0);
        }

        for (var r = 0; r < ExpansionAverage.Length; r++)
        {
            ExpansionAverage[r] = (AverageMemory * ExpansionAverage[r]) + (_relaxation.Expanded[r] ? 1 - AverageMemory : 0);
        }
    }

    private void Scale()
    {
        var m = _model;
        var (cost, households) = (m.Cost.Sum(), 0.0);
        var (usedCost, used) = (new double[m.Resources], new double[m.Resources]);
        for (var o = 0; o < m.Options; o++)
        {
            households += m.Households[m.OptionVillage[o]];
            for (var k = m.UseStart[o]; k < m.UseStart[o + 1]; k++)
            {
                usedCost[m.UseResource[k]] += _households ? m.Households[m.OptionVillage[o]] : m.Cost[o];
                used[m.UseResource[k]] += m.UseAmount[k];
            }
        }

        var usual = _households ? 1 : households > 0 ? cost / households : 0;
        for (var c = 0; c < m.Counties; c++)
        {
            _scale[c] = CountyStep * usual;
            _prices.County[c] = m.Target[c] > 0 ? FirstCountyPrice * usual : 0;
        }

        for (var r = 0; r < m.Resources; r++)
        {
            _scale[m.Counties + r] = m.Shared[r] && used[r] > 0 ? ResourceStep * usedCost[r] / used[r] : 0;
        }

        for (var p = 0; p < m.Pairs; p++)
        {
            _scale[m.Rows + p] = SplitStep * m.Saving[p];
        }
    }

    private void Step(double step)
    {
        var m = _model;
        _steps++;
        (_momentumLeft, _memoryLeft) = (_momentumLeft * Momentum, _memoryLeft * Memory);
        for (var c = 0; c < m.Counties; c++)
        {
            Move(c, step, m.Target[c] - _relaxation.Households[c], ref _prices.County[c], _households ? 1 : double.MaxValue);
        }

        for (var r = 0; r < m.Resources; r++)
        {
            if (m.Shared[r])
            {
                var left = m.Capacity[r] + (_relaxation.Expanded[r] ? m.ExpansionAmount[r] : 0) - _relaxation.Use[r];
                Move(m.Counties + r, step, -left, ref _prices.Resource[r], double.MaxValue);
            }
        }

        for (var p = 0; p < m.Pairs; p++)
        {
            // Between blocks the split is a price; within one it only makes the block's own search shorter.
            var slope = m.Inner[p] ? Number(_relaxation.Relaxed[m.PairB[p]]) - Number(_relaxation.Relaxed[m.PairA[p]])
                : Number(_relaxation.Choice[m.PairB[p]] >= 0) - Number(_relaxation.Choice[m.PairA[p]] >= 0);
            Move(m.Rows + p, step, slope, ref _prices.Split[p], m.Saving[p]);
        }
    }

    private static double Number(bool taken) => taken ? 1 : 0;

    private void Move(int i, double step, double slope, ref double price, double most)
    {
        _mean[i] = (Momentum * _mean[i]) + ((1 - Momentum) * slope);
        _square[i] = (Memory * _square[i]) + ((1 - Memory) * slope * slope);
        if (_square[i] > 0)
        {
            var moved = step * _scale[i] * (_mean[i] / (1 - _momentumLeft)) / Math.Sqrt(_square[i] / (1 - _memoryLeft));
            price = Math.Clamp(price + moved, 0, most);
        }
    }
}
