namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Chooses anew within a few blocks, all else staying: every choice of each block that could be part of a better plan is listed,
/// then combined depth first. What the prices of the relaxation don't account for (targets overshot, limits left over, savings split
/// between blocks and not earned) is never less than nothing, which bounds the combinations. One per thread.
/// </summary>
internal sealed partial class Neighbourhood
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
    private Prices _prices = null!;
    private bool _improved, _allOrNothing, _frozen;
    private readonly double[] _freeze;
    private readonly double _freezing;
    private int _changed, _skipped;
    private int _firstRow, _secondRow;

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
}
