using System.Collections.Concurrent;

namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// Makes the plan better by choosing anew within a few blocks of a county at a time. Tries of one round see the same plan, on all
/// threads, and are then taken in order, so that the number of threads changes nothing.
/// </summary>
internal sealed class PlanImprover
{
    private const int TasksPerRound = 16, TriesPerTask = 8;
    private const int PressEvery = 3;
    private const double PressFactor = 3;
    private const long NodesPerTry = 20_000;
    private readonly Model _model;
    private readonly BlockGraph _graph;
    private readonly Prices _prices;
    private readonly Prices _local;
    private readonly ConcurrentBag<Neighbourhood> _neighbourhoods = [];
    private readonly Move[] _moves = [.. Enumerable.Range(0, TasksPerRound).Select(_ => new Move())];
    private readonly int _threads, _seed;
    private readonly PlanState _trial;
    private readonly double _usualCost;
    private int _round, _quiet;

    /// <param name="model">The instance.</param>
    /// <param name="prices">Prices to go by: those of the best bound. They may change between calls.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="seed">Draws are a function of it.</param>
    public PlanImprover(Model model, Prices prices, int threads, int seed)
    {
        (_model, _graph, _prices, _local) = (model, new BlockGraph(model), prices, new Prices(model));
        (_threads, _seed) = (threads, seed);
        // Until there is a plan, the best one is the empty one.
        (State, Best, _trial) = (new PlanState(model), new PlanState(model), new PlanState(model));
        Best.Reckon();
        _usualCost = model.UsualCost();
    }

    public PlanState State { get; }

    /// <summary>The best plan that keeps every limit, once <see cref="HasPlan"/>.</summary>
    public PlanState Best { get; }

    public bool HasPlan { get; private set; }

    /// <summary>Rounds so far.</summary>
    public int Rounds => _round;

    /// <summary>Rounds since the last improvement.</summary>
    public int Quiet => _quiet;

    /// <summary>Begins from a choice that may break limits.</summary>
    public void Start(ReadOnlySpan<int> choice, ReadOnlySpan<bool> expanded)
    {
        choice.CopyTo(State.Choice);
        expanded.CopyTo(State.Expanded);
        State.Charge = 0.4 * _usualCost;
        for (var row = 0; row < _model.Rows; row++)
        {
            State.Penalty[row] = Math.Max(4 * Price(row), 10 * _usualCost / Math.Max(1, Math.Abs(_model.RowLimit(row))));
        }

        _local.CopyFrom(_prices);
        State.Reckon();
        Remember();
    }

    /// <summary>A plan found elsewhere was written into <see cref="Best"/>: goes on from there.</summary>
    public void Adopt()
    {
        HasPlan = true;
        State.CopyFrom(Best);
        State.Charge = 0.4 * _usualCost;
        State.Reckon();
        _quiet = 0;
    }

    /// <summary>New prices: the plan stays.</summary>
    public void Reprice()
    {
        for (var row = 0; row < _model.Rows; row++)
        {
            State.Penalty[row] = Math.Max(State.Penalty[row], 4 * Price(row));
        }

        _local.CopyFrom(_prices);
        State.Reckon();
    }

    /// <summary>One round of tries on all threads. True when the plan became better.</summary>
    public bool Round(Budget budget, int mostBlocks)
    {
        var found = new bool[TasksPerRound];
        var work = new long[TasksPerRound];
        var missing = State.Feasible ? [] : MissingRows();
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads };
        Parallel.For(
            0, TasksPerRound, options,
            () => _neighbourhoods.TryTake(out var free) ? free : new Neighbourhood(_model),
            (t, _, neighbourhood) =>
            {
                found[t] = Try(neighbourhood, t, mostBlocks, missing, out work[t]);
                return neighbourhood;
            },
            _neighbourhoods.Add);
        _round++;
        budget.Add(work.Sum());
        var better = false;
        for (var t = 0; t < TasksPerRound; t++)
        {
            better |= found[t] && Take(_moves[t]);
        }

        _quiet = better ? 0 : _quiet + 1;
        Remember();
        if (!State.Feasible)
        {
            Press();
        }

        return better;
    }

    /// <summary>
    /// Leaves a plan that no longer gets better: some block does something else, the blocks around it make the best of it, at a loss up
    /// to the given one. Goes back to the best plan first where the present one has become much worse.
    /// </summary>
    public void Kick(Budget budget, int mostBlocks, double most)
    {
        if (State.Value > Best.Value + (2 * most) && HasPlan)
        {
            State.CopyFrom(Best);
        }

        var neighbourhood = _neighbourhoods.TryTake(out var free) ? free : new Neighbourhood(_model);
        var before = neighbourhood.Work;
        var random = new Random(HashCode(_seed, ++_round, TasksPerRound));
        Span<int> blocks = stackalloc int[Neighbourhood.MostBlocks];
        for (var i = 0; i < TriesPerTask; i++)
        {
            var count = _graph.Draw(random, random.Next(_model.Counties), blocks[..(2 + random.Next(mostBlocks - 1))]);
            if (count > 0 && neighbourhood.Improve(State, _local, blocks[..count], NodesPerTry, most * random.NextDouble(), changed: blocks[0]))
            {
                neighbourhood.Write(_moves[0]);
                _moves[0].Apply(_model, State);
                State.Reckon();
                Remember();
                _quiet = 0;
                break;
            }
        }

        budget.Add(neighbourhood.Work - before);
        _neighbourhoods.Add(neighbourhood);
    }

    private double Price(int row) => row < _model.Counties ? _prices.County[row] : _prices.Resource[row - _model.Counties];

    private bool Take(Move move)
    {
        _trial.CopyFrom(State);
        move.Apply(_model, _trial);
        _trial.Reckon();
        if (_trial.Value >= State.Value - 1e-4)
        {
            return false;
        }

        State.CopyFrom(_trial);
        return true;
    }

    private void Remember()
    {
        if (State.Feasible && (!HasPlan || State.Objective < Best.Objective))
        {
            Best.CopyFrom(State);
            HasPlan = true;
        }
    }

    private bool Try(Neighbourhood neighbourhood, int task, int mostBlocks, int[] missing, out long work)
    {
        var before = neighbourhood.Work;
        var random = new Random(HashCode(_seed, _round, task));
        Span<int> blocks = stackalloc int[Neighbourhood.MostBlocks];
        var found = false;
        for (var i = 0; i < TriesPerTask && !found; i++)
        {
            var mends = missing.Length > 0 && random.Next(4) > 0;
            var row = mends ? missing[random.Next(missing.Length)] : random.Next(_model.Counties);
            var count = _graph.Draw(random, row, blocks[..(2 + random.Next(mostBlocks - 1))]);
            var least = mends && random.Next(2) == 0 ? 0.8 * State.Charge : 0;
            found = count > 0 && neighbourhood.Improve(State, _local, blocks[..count], NodesPerTry, -least, freeze: random.Next(2) == 0 ? random : null);
        }

        if (found)
        {
            neighbourhood.Write(_moves[task]);
        }

        work = neighbourhood.Work - before;
        return found;
    }

    // A hash of the framework differs from run to run; this one doesn't.
    private static int HashCode(int seed, int round, int task)
    {
        var x = ((ulong)(uint)seed << 40) ^ ((ulong)(uint)round << 8) ^ (uint)task;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (int)((x ^ (x >> 31)) & 0x7FFFFFFF);
    }

    private int[] MissingRows() =>
        [.. Enumerable.Range(0, _model.Rows).Where(row => State.Left[row] < 0 && _model.RowCounts(row) && _graph.OfRow(row).Length > 0)];

    // What stays missing becomes dearer, in the prices that lists go by and in what it costs to miss it.
    private void Press()
    {
        if (_round % PressEvery != 0)
        {
            return;
        }

        for (var row = 0; row < _model.Rows; row++)
        {
            ref var price = ref row < _model.Counties ? ref _local.County[row] : ref _local.Resource[row - _model.Counties];
            if (State.Left[row] >= 0 || !_model.RowCounts(row))
            {
                price = Price(row);
                continue;
            }

            price = Math.Min(price + (State.Penalty[row] * Math.Min(0.3, -PressFactor * State.Left[row] / Math.Max(1, Math.Abs(_model.RowLimit(row))))), State.Penalty[row]);
            State.Penalty[row] *= 1.15;
        }

        State.Charge *= 1.1;
        State.Reckon();
    }
}
