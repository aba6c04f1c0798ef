namespace CleanHeating.Planning.Forecast;

/// <summary>How many households of a unit will have reached a goal on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Now">Households that have reached it by now.</param>
/// <param name="Total">All households of the unit.</param>
/// <param name="Low">So many or more with nine chances in ten.</param>
/// <param name="Likely">So many or more with one chance in two.</param>
/// <param name="High">So many or more with one chance in ten: between low and high lie eight of ten.</param>
/// <param name="Chance">Chance that enough of them will have.</param>
public sealed record GoalForecast(DateOnly Day, int Now, int Total, int Low, int Likely, int High, double Chance);

/// <summary>
/// Foresees how far regions and firms will be on a day, from what their own households have shown so far: the share of those that wait
/// which begins on a day, how long building and inspection take, how many pass. How wide the intervals are it learns from the forecasts
/// that it would have made on earlier days. Pure: the same households give the same forecasts.
/// </summary>
public sealed class Forecaster
{
    private const int Week = 7, Past = 4, PaceSteps = 9;
    private const double MostPace = 2.08;
    private readonly IReadOnlyList<ForecastHousehold> _households;
    private readonly IReadOnlyDictionary<long, int>? _planned;
    private readonly Snapshot _now;
    private readonly int _first;
    private readonly Dictionary<int, Snapshot> _days = [];
    private readonly Dictionary<(ForecastUnit, Goal, int), List<(int Count, double Chance)>> _ahead = [];
    private readonly Dictionary<(UnitLevel, Goal, int), Spread?> _learnt = [];

    /// <param name="households">Households of the ledger.</param>
    /// <param name="asOf">Day of the ledger: what happened later is not looked at.</param>
    /// <param name="planned">Households that are planned by village, where the ledger has fewer by now.</param>
    public Forecaster(IReadOnlyList<ForecastHousehold> households, DateOnly asOf, IReadOnlyDictionary<long, int>? planned = null)
    {
        (_households, _planned, AsOf) = (households as List<ForecastHousehold> ?? [.. households], planned, asOf);
        _now = At(asOf.DayNumber);
        _first = households.Where(h => h.Started is not null).Select(h => h.Started!.Value).DefaultIfEmpty(asOf.DayNumber).Min();
    }

    public DateOnly AsOf { get; }

    /// <summary>The forecast for a unit; null where it has no household, or nothing has been observed from which to foresee.</summary>
    /// <param name="unit">Region or firm.</param>
    /// <param name="goal">Goal.</param>
    /// <param name="day">Day, as-of day or later.</param>
    /// <param name="share">Percent of the households that are enough.</param>
    /// <param name="faster">How many times faster the unit goes from now on.</param>
    public GoalForecast? Of(ForecastUnit unit, Goal goal, DateOnly day, double share = 100, double faster = 1)
    {
        if (Look(unit, goal, day, faster) is not { } outlook)
        {
            return null;
        }

        return new GoalForecast(day, outlook.Reached, outlook.Total, outlook.Sure(0.9), outlook.Sure(0.5), outlook.Sure(0.1), outlook.AtLeast(Enough(outlook.Total, share)));
    }

    /// <summary>The first day by which enough households have reached the goal with a chance; null where that is more than half a year away.</summary>
    public DateOnly? DayOf(ForecastUnit unit, Goal goal, double share, double chance)
    {
        var (low, high) = (0, LagCurve.Longest * 3 / 4);
        bool Done(int days) => Look(unit, goal, AsOf.AddDays(days), 1) is { } o && o.AtLeast(Enough(o.Total, share)) >= chance;
        if (!Done(high))
        {
            return null;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Done(middle) ? (low, middle) : (middle + 1, high);
        }

        return AsOf.AddDays(low);
    }

    /// <summary>
    /// How many times faster a unit must go to reach the goal in time with a chance: at least an eighth, at most eight; below 1 it has time
    /// to spare. Null where nothing can be foreseen, or not even eight times faster is enough.
    /// </summary>
    public double? PaceFor(ForecastUnit unit, Goal goal, DateOnly day, double share, double chance)
    {
        bool Reaches(double faster) => Look(unit, goal, day, faster) is { } o && o.AtLeast(Enough(o.Total, share)) >= chance;
        var (low, high) = (-MostPace, MostPace);
        if (!Reaches(Math.Exp(high)))
        {
            return null;
        }

        for (var i = 0; i < PaceSteps; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Reaches(Math.Exp(middle)) ? (low, middle) : (middle, high);
        }

        return Math.Exp(high);
    }

    /// <summary>Completions of the last fourteen days; 0 where the unit has none.</summary>
    public int CompletedRecently(ForecastUnit unit) => _now.Find(unit)?.CompletedRecently ?? 0;

    /// <summary>Households of a unit: all, begun, completed, passed, failed and not mended.</summary>
    public (int Total, int Started, int Completed, int Passed, int Failed) Standing(ForecastUnit unit) =>
        _now.Find(unit) is { } s ? (s.Total, s.Total - s.Waiting, s.Completed, s.Passed, s.Failed.Sum()) : default;

    /// <summary>Units of a level that have households.</summary>
    public IEnumerable<ForecastUnit> Units(UnitLevel level) => _now.Units(level);

    /// <summary>Households that are enough where a share of them is: rounded up.</summary>
    public static int Enough(int total, double share) => (int)Math.Ceiling(total * share / 100 - 1e-9);

    internal UnitState? StateOf(ForecastUnit unit) => _now.Find(unit);

    internal Outlook? Look(ForecastUnit unit, Goal goal, DateOnly day, double faster)
    {
        if (_now.Find(unit) is not { Total: > 0 } state)
        {
            return null;
        }

        var days = Math.Max(0, day.DayNumber - AsOf.DayNumber);
        if (!_ahead.TryGetValue((unit, goal, days), out var ahead))
        {
            _ahead.Add((unit, goal, days), ahead = _now.Ahead(unit, goal, days));
        }

        if (days > 0 && ahead.Count > 0 && ahead.All(a => a.Chance <= 0))
        {
            return null;
        }

        if (faster != 1)
        {
            ahead = ahead.ConvertAll(a => (a.Count, a.Chance >= 1 ? 1 : 1 - Math.Pow(1 - a.Chance, faster)));
        }

        return new Outlook(state.Of(goal), ahead, Weights(unit.Level, goal, days));
    }

    // What forecasts of this length, or of the longest that could be tried, have taught; wider for longer ones.
    private double[] Weights(UnitLevel level, Goal goal, int days)
    {
        var (weeks, longest) = (Math.Max(1, (days + Week / 2) / Week), Math.Max(1, (AsOf.DayNumber - _first) / Week / 2));
        for (var tried = Math.Min(weeks, longest); tried >= 1; tried--)
        {
            if (Learnt(level, goal, tried * Week) is { } learnt)
            {
                return learnt.Weights(weeks / (double)tried);
            }
        }

        return Spread.Unlearnt(days).Weights(1);
    }

    private Spread? Learnt(UnitLevel level, Goal goal, int days)
    {
        if (!_learnt.TryGetValue((level, goal, days), out var found))
        {
            var origins = Enumerable.Range(0, Past).Select(i => AsOf.DayNumber - days - i * Week).Where(d => d > _first + Week);
            _learnt.Add((level, goal, days), found = Spread.Learn(origins.Select(d => (At(d), At(d + days))), level, goal, days));
        }

        return found;
    }

    private Snapshot At(int day)
    {
        if (!_days.TryGetValue(day, out var snapshot))
        {
            _days.Add(day, snapshot = new Snapshot(_households, day, _planned));
        }

        return snapshot;
    }
}
