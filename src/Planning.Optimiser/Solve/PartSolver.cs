namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>Plans one part of an instance, a slice of work at a time: first prices, then plans, then proof.</summary>
internal sealed class PartSolver
{
    private const int FirstEvaluations = 250, Evaluations = 1000, RoundsPerSlice = 4, BranchingsPerSlice = 6, QuietEnough = 12, RoundsBeforeDoubt = 30;
    private const int SmallMost = 5;
    private const double KickShare = 0.3, ProvingShare = 0.45;
    private readonly Relaxation _relaxation;
    private readonly DualAscent _ascent;
    private readonly PlanImprover _improver;
    private readonly int _threads;
    private Branching? _branching;
    private double _proven = double.NegativeInfinity;
    private bool _exhausted;
    private bool _refined;
    private long _searchWork, _provingWork;
    private int _doubtAt = RoundsBeforeDoubt;

    public PartSolver(Model model, int threads, int seed)
    {
        (Model, _threads) = (model, threads);
        _relaxation = new Relaxation(model, threads);
        _ascent = new DualAscent(model, _relaxation);
        _improver = new PlanImprover(model, _ascent.Best, threads, seed);
    }

    public Model Model { get; }

    public PlanState Best => _improver.Best;

    public bool HasPlan => _improver.HasPlan;

    // More than all errors of rounding, and than what the blocks' searches leave out as too little to matter.
    private double Margin => 1e-3 + (1e-6 * Model.Blocks) + (1e-12 * Model.MostCost());

    /// <summary>Proven: no plan of this part costs less. Infinite when there is none.</summary>
    public double Bound
    {
        get
        {
            var bound = Math.Max(_ascent.Bound - Margin, _proven);
            bound = Model.Whole && double.IsFinite(bound) ? Math.Ceiling(bound) : bound;
            return HasPlan ? Math.Min(bound, Best.Objective) : bound;
        }
    }

    /// <summary>Whether nothing is left to find or to prove.</summary>
    public bool Done => _exhausted || (HasPlan && Best.Objective - Bound < Model.Precision(Best.Objective));

    /// <summary>Whether it is proven that no plan keeps all limits.</summary>
    public bool Impossible => !HasPlan && _exhausted;

    public double Missing => HasPlan ? Math.Max(0, Best.Objective - Bound) : double.MaxValue;

    /// <summary>What one more unit of each resource, and one household less of each target, would save at the best prices.</summary>
    public void AddUnitSavings(Dictionary<string, double> into)
    {
        for (var c = 0; c < Model.Counties; c++)
        {
            into["county:" + Model.Instance.Counties[c].Code.ToString(System.Globalization.CultureInfo.InvariantCulture)] = _ascent.Best.County[c];
        }

        for (var r = 0; r < Model.Resources; r++)
        {
            into[Model.Instance.Resources[r].Id] = Model.Shared[r] ? _ascent.Best.Resource[r] : Model.OwnerBlock[r] >= 0 ? _relaxation.UnitSaving(Model.OwnerBlock[r], _ascent.Best) : 0;
        }
    }

    /// <summary>Slices of work so far.</summary>
    public int Slices { get; private set; }

    /// <summary>Whether so long a search without any plan makes it worth asking why. Answers yes once for each doubling.</summary>
    public bool Doubts()
    {
        if (HasPlan || (_improver.Rounds < _doubtAt && !Impossible))
        {
            return false;
        }

        _doubtAt = 2 * _improver.Rounds;
        return true;
    }

    /// <summary>The next slice: first prices soon, then a plan, better prices once there is one, then better plans and proof.</summary>
    /// <param name="budget">What may be used.</param>
    /// <param name="share">How much of the whole this part is, from 0 to 1.</param>
    public void Slice(Budget budget, double share)
    {
        if (Slices++ == 0)
        {
            _ascent.Run(CanBranch ? Evaluations : FirstEvaluations, 1, budget.Share + (0.1 * share), budget);
            _improver.Start(_ascent.Choice, _ascent.Expanded);
        }
        else if (HasPlan && !_refined)
        {
            _ascent.Run(Evaluations, 0.5, budget.Share + (0.2 * share), budget);
            Plant(budget, share);
            _improver.Reprice();
            _refined = true;
        }
        else
        {
            Search(budget);
        }
    }

    // The prices have done what they can while every saving between blocks is split: a forest of them is kept whole.
    private void Plant(Budget budget, double share)
    {
        if (CanBranch || Forest.Grow(Model, _relaxation, _ascent.Best, _threads) is not { } forest)
        {
            return;
        }

        _relaxation.Forest = forest;
        _ascent.Run(Evaluations, 0.5, budget.Share + (0.1 * share), budget);
        _relaxation.Forest = null;
    }

    private void Search(Budget budget)
    {
        if (CanBranch)
        {
            SearchSmall(budget);
            return;
        }

        var before = budget.Work;
        if (_refined && _provingWork < ProvingShare * (_searchWork + _provingWork) && _branching is not { Ended: true })
        {
            Prove(budget, 1);
            _provingWork += budget.Work - before;
            return;
        }

        // Small neighbourhoods are cheap; wider ones come as they find less.
        var most = _improver.Quiet < QuietEnough ? 3 : 4 + Math.Min(4, _improver.Quiet / (4 * QuietEnough));
        for (var i = 0; i < RoundsPerSlice && !budget.Over; i++)
        {
            _improver.Round(budget, Math.Min(most, Neighbourhood.MostBlocks));
        }

        _searchWork += budget.Work - before;
    }

    // Plans and proof in turn: each cuts the other's search.
    private void SearchSmall(Budget budget)
    {
        for (var i = 0; i < RoundsPerSlice && !budget.Over && (_improver.Quiet < 2 || !HasPlan); i++)
        {
            _improver.Round(budget, SmallMost);
        }

        if (_improver.Quiet >= 2 && (HasPlan || Slices % 4 == 0))
        {
            Prove(budget, BranchingsPerSlice);
        }

        if (_improver.Quiet >= 2 && HasPlan)
        {
            _improver.Kick(budget, SmallMost, KickShare * Model.UsualCost());
        }
    }

    private bool CanBranch => Model.Blocks <= Branching.MostBlocks;

    private void Prove(Budget budget, int rounds)
    {
        _branching ??= new Branching(Model, _ascent.Best, _ascent.Bound, _threads);
        for (var i = 0; i < rounds && !budget.Over && !_branching.Ended; i++)
        {
            var known = HasPlan ? Best.Objective : Model.MostCost();
            if (_branching.Round(_improver.Best, known, budget))
            {
                _improver.Adopt();
            }
        }

        _exhausted = _branching.Finished;
        _proven = !_exhausted ? _branching.Bound - Margin : HasPlan ? Best.Objective : double.PositiveInfinity;
    }
}
