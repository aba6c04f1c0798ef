using System.Runtime.InteropServices;

namespace CleanHeating.Planning.Forecast;

/// <summary>A day as it was seen on that day: every unit's households, and what could be learnt from them until then.</summary>
internal sealed class Snapshot
{
    private const int FewestEvents = 200, Prior = 4;
    private const double Span = 14, Fading = 10, MostGrowth = 0.1;
    private readonly Dictionary<ForecastUnit, UnitState> _states = [];
    private readonly Dictionary<long, Pool> _pools = [];
    private readonly Pool _city;
    private readonly double _growth;

    public Snapshot(IReadOnlyList<ForecastHousehold> households, int day, IReadOnlyDictionary<long, int>? planned = null)
    {
        Day = day;
        var around = new Dictionary<(long, string?), UnitState[]>();
        foreach (ref readonly var household in CollectionsMarshal.AsSpan(households as List<ForecastHousehold> ?? [.. households]))
        {
            ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(around, (household.Village, household.Firm), out _);
            states ??= [.. ForecastUnit.Around(household.Village, household.Firm).Select(State)];
            foreach (var state in states)
            {
                state.Add(household, day);
            }
        }

        foreach (var (village, count) in planned ?? new Dictionary<long, int>())
        {
            var missing = count - (_states.TryGetValue(ForecastUnit.At(UnitLevel.Village, village), out var held) ? held.Total : 0);
            foreach (var unit in missing > 0 ? ForecastUnit.Around(village, null) : [])
            {
                State(unit).AddPlanned(missing);
            }
        }

        foreach (var county in households.GroupBy(h => h.Village / 1_000_000))
        {
            _pools.Add(county.Key, Pool.Learn(county, day));
        }

        _city = Pool.Learn(households, day);
        _growth = Growth(Find(ForecastUnit.City));
    }

    public int Day { get; }

    public IEnumerable<ForecastUnit> Units(UnitLevel level) => _states.Keys.Where(u => u.Level == level);

    public UnitState? Find(ForecastUnit unit) => _states.GetValueOrDefault(unit);

    /// <summary>Groups of households that have the goal before them, each with its chance to reach it within so many days.</summary>
    public List<(int Count, double Chance)> Ahead(ForecastUnit unit, Goal goal, int days)
    {
        var (state, chances, ahead) = (_states[unit], PoolOf(unit).Within(days), new List<(int, double)>());
        void Add(int[] counts, double[] chance)
        {
            for (var age = 0; age < counts.Length; age++)
            {
                if (counts[age] > 0)
                {
                    ahead.Add((counts[age], Math.Clamp(chance[age], 0, 1)));
                }
            }
        }

        if (state.Waiting > 0)
        {
            ahead.Add((state.Waiting, Math.Clamp(Fresh(unit, goal == Goal.Completed ? chances.Fresh : chances.FreshPassed, days), 0, 1)));
        }

        Add(state.Building, goal == Goal.Completed ? chances.Building : chances.BuildingPassed);
        if (goal == Goal.Passed)
        {
            Add(state.Built, chances.Built);
            Add(state.Failed, chances.Failed);
        }

        return ahead;
    }

    /// <summary>Share of the households that wait which begins on a day, as the unit's last fourteen days show it, drawn towards that of what it is part of where it has few.</summary>
    public double Rate(ForecastUnit unit)
    {
        var above = unit.Level switch { UnitLevel.City => (double?)null, UnitLevel.County or UnitLevel.Firm => Rate(ForecastUnit.City), _ => Rate(ForecastUnit.At(UnitLevel.County, unit.Region!.Value / 1_000_000 * 1_000_000)) };
        return _states.GetValueOrDefault(unit) is not { } state ? above ?? 0
            : above is not { } wider ? state.Begun / Math.Max(1, state.Exposure)
            : wider <= 0 ? 0 : (state.Begun + Prior) / (state.Exposure + Prior / wider);
    }

    // Begun on some day ahead, then through in what is left. The rate goes on growing or falling as it did, less and less.
    private double Fresh(ForecastUnit unit, double[] chances, int days)
    {
        var (rate, still, sum) = (Rate(unit) * Math.Exp(_growth * Span / 2), 1.0, 0.0);
        for (var day = 1; day <= days; day++)
        {
            var begins = Math.Min(1, rate * Math.Exp(_growth * Fading * (1 - Math.Exp(-day / Fading))));
            sum += still * begins * chances[days - day];
            still *= 1 - begins;
        }

        return sum;
    }

    private Pool PoolOf(ForecastUnit unit) =>
        unit.Region is { } region && _pools.TryGetValue(region / 1_000_000, out var pool) && pool.Events >= FewestEvents ? pool : _city;

    private static double Growth(UnitState? city) => city is not { Begun: > 0, BegunBefore: > 0, Exposure: > 0, ExposureBefore: > 0 } ? 0
        : Math.Clamp(Math.Log(city.Begun / city.Exposure / (city.BegunBefore / city.ExposureBefore)) / Span, -MostGrowth, MostGrowth);

    private UnitState State(ForecastUnit unit)
    {
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, unit, out _);
        return state ??= new UnitState();
    }
}
