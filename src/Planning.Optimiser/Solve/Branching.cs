namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Closes the gap of a small instance, and raises the bound of a large one. A node fixes some villages or expansions one way or the other;
/// its bound is raised for a while; where few blocks hang together, every combination that could be better is tried, else what the relaxation
/// can't decide is fixed. The node with the lowest bound comes first; nodes of one round are looked at side by side and taken in order.
/// </summary>
internal sealed class Branching
{
    public const int MostBlocks = 40;
    private const int Side = 4, MostConfigurations = 32_768, MostNumbers = 8_000_000, MostOpenNumbers = 40_000_000;
    private const double ExpansionsFirst = 2;
    private const long NodesPerList = 200_000, NodesPerExhaustion = 1_000_000;
    private readonly Model _model;
    private readonly int _threads;
    private readonly Worker[] _workers;
    private readonly PriorityQueue<Node, double> _open = new();
    private readonly double _weight;
    private readonly bool _households;
    private double _stuck = double.PositiveInfinity;
    private readonly int[] _all;
    private readonly int _mostOpen;

    /// <param name="model">The instance.</param>
    /// <param name="prices">Prices to begin from, and the bound they prove.</param>
    /// <param name="bound">That bound.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="households">Whether missed households count instead of yuan, as in <see cref="DualAscent"/>.</param>
    /// <param name="exhausts">Whether all combinations are tried where they are few; never in large instances, whose forest is kept whole instead.</param>
    public Branching(Model model, Prices prices, double bound, int threads, bool households = false, bool exhausts = true)
    {
        _households = households;
        (_model, _threads, _all) = (model, threads, [.. Enumerable.Range(0, model.Blocks).OrderByDescending(b => model.BlockStart[b + 1] - model.BlockStart[b])]);
        _weight = 1 + model.MostCost() + (households ? model.Target.Sum() : 0);
        exhausts &= model.Blocks <= MostBlocks;
        _workers = [.. Enumerable.Range(0, Side).Select(_ => new Worker(model, exhausts))];
        _mostOpen = Math.Max(64, MostOpenNumbers / Math.Max(1, model.Pairs + model.Villages + model.Rows));
        var root = new Prices(model);
        root.CopyFrom(prices);
        if (!exhausts)
        {
            foreach (var worker in _workers)
            {
                worker.Relaxation.Forest = Forest.Grow(model, worker.Relaxation, root, 1);
            }
        }

        _open.Enqueue(new Node(root, bound, 0), bound);
    }

    /// <summary>No plan costs less, unless it is the best known one.</summary>
    public double Bound { get; private set; } = double.NegativeInfinity;

    public bool Finished => _open.Count == 0 && double.IsPositiveInfinity(_stuck);

    /// <summary>Whether nothing more can be proven: no node is left to look at, or so many that memory would run short.</summary>
    public bool Ended => _open.Count == 0 || _open.Count >= _mostOpen;

    // Lists of all blocks together stay within some memory.
    private static int ListSize(Model model) => Math.Clamp(MostNumbers / Math.Max(1, model.Blocks * BlockSearch.Largest(model).Villages), 1024, MostConfigurations);

    private sealed record Node(Prices Prices, double Bound, int Depth);

    private sealed class Worker(Model model, bool exhausts)
    {
        public Relaxation Relaxation { get; } = new(model, 1);

        public Neighbourhood? All { get; } = exhausts ? new(model, model.Blocks, ListSize(model), NodesPerList) : null;

        public long Nodes => Relaxation.Nodes + (All?.Work ?? 0);

        public PlanState State { get; } = new(model);

        public Move Move { get; } = new();

        public DualAscent? Ascent { get; set; }

        public bool Improved { get; set; }

        public bool Closed { get; set; }

        public double Bound { get; set; }

        public int Branch { get; set; }

        public long Work { get; set; }
    }

    /// <summary>Looks at a few nodes. The best plan is read, and replaced where a better one is found.</summary>
    public bool Round(PlanState best, double known, Budget budget)
    {
        var nodes = new List<Node>();
        while (nodes.Count < Side && _open.TryDequeue(out var node, out _))
        {
            if (node.Bound < known - _model.Precision(known))
            {
                nodes.Add(node);
            }
        }

        Parallel.For(0, nodes.Count, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i => Look(_workers[i], nodes[i], best, known, budget.Aside()));
        var improved = false;
        for (var i = 0; i < nodes.Count; i++)
        {
            var worker = _workers[i];
            budget.Add(worker.Work);
            if (worker.Improved)
            {
                worker.State.CopyFrom(best);
                worker.Move.Apply(_model, worker.State);
                worker.State.Reckon();
                if (worker.State.Feasible && worker.State.Objective < known)
                {
                    best.CopyFrom(worker.State);
                    known = best.Objective;
                    improved = true;
                }
            }

            if (!worker.Closed && worker.Branch >= 0)
            {
                Branch(nodes[i], worker);
            }
            else if (!worker.Closed)
            {
                _stuck = Math.Min(_stuck, worker.Bound);
            }
        }

        Bound = Math.Min(_stuck, _open.TryPeek(out var first, out _) ? Math.Min(first.Bound, known) : known);
        return improved;
    }

    private void Look(Worker worker, Node node, PlanState best, double known, Budget works)
    {
        var before = worker.Nodes;
        worker.Ascent ??= new DualAscent(_model, worker.Relaxation, _households);
        var ascent = worker.Ascent;
        (worker.Improved, worker.Closed) = (false, false);
        ascent.Begin(node.Prices);
        ascent.Run(node.Depth == 0 ? 200 : 50, node.Depth == 0 ? 0.2 : 0.15, double.MaxValue, works, known);
        worker.Bound = Math.Max(node.Bound, ascent.Bound);
        worker.Closed = worker.Bound >= known - _model.Precision(known);
        if (!worker.Closed && worker.All is not null)
        {
            Exhaust(worker, ascent, best, known);
        }

        worker.Branch = worker.Closed ? -1 : MostUndecided(ascent);
        worker.Work = worker.Nodes - before + 1;
    }

    // Tries all combinations that are better than the best plan, where they are few enough.
    private void Exhaust(Worker worker, DualAscent ascent, PlanState best, double known)
    {
        // A combination that misses anything must never pass for a plan here, however little it costs.
        worker.State.CopyFrom(best);
        worker.State.Charge = _weight;
        worker.State.Reckon();
        worker.Improved = worker.All!.Improve(worker.State, ascent.Best, _all, NodesPerExhaustion, known - worker.State.Value, allOrNothing: true);
        if (worker.Improved)
        {
            worker.All!.Write(worker.Move);
        }

        worker.Closed = worker.All!.Complete;
    }

    // A village (its number) or an expansion (villages and its number) that the relaxation takes now and then; −1 where nothing is left.
    private int MostUndecided(DualAscent ascent)
    {
        var (best, score) = (-1, 0.0);
        for (var v = 0; v < _model.Villages; v++)
        {
            var weight = (Undecided(ascent.Average[v]) + 1e-6) * (_households ? _model.Households[v] : _model.Cost[_model.OptionStart[v]]);
            if (ascent.Best.Bias[v] == 0 && weight > score)
            {
                (best, score) = (v, weight);
            }
        }

        for (var r = 0; r < _model.Resources; r++)
        {
            var weight = Undecided(ascent.ExpansionAverage[r]) * _model.ExpansionCost[r] * ExpansionsFirst;
            if (_model.OwnerBlock[r] >= 0 && ascent.Best.ExpansionBias[r] == 0 && weight > score)
            {
                (best, score) = (_model.Villages + r, weight);
            }
        }

        return best;
    }

    private static double Undecided(double average) => Math.Min(average, 1 - average);

    private void Branch(Node node, Worker worker)
    {
        foreach (var sign in (ReadOnlySpan<int>)[1, -1])
        {
            var prices = new Prices(_model);
            prices.CopyFrom(worker.Ascent!.Best);
            if (worker.Branch < _model.Villages)
            {
                prices.SetBias(worker.Branch, sign * _weight);
            }
            else
            {
                prices.SetExpansionBias(worker.Branch - _model.Villages, -sign * _weight);
            }

            _open.Enqueue(new Node(prices, worker.Bound, node.Depth + 1), worker.Bound);
        }
    }
}
