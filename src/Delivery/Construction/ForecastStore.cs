using CleanHeating.Ledger;
using CleanHeating.Planning;
using CleanHeating.Planning.Forecast;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>The city's households by county, and the forecaster over them, as they stand at a stamp.</summary>
/// <param name="Stamp">Numbers of the counties' journals when it was read.</param>
/// <param name="Programme">Programme's number.</param>
/// <param name="AsOf">Day of the ledger.</param>
/// <param name="Counties">Households by county.</param>
/// <param name="Planned">Households of approved plans by village.</param>
/// <param name="Forecaster">The forecaster.</param>
internal sealed record CityDays(string Stamp, int Programme, DateOnly AsOf, IReadOnlyDictionary<int, List<HouseholdDay>> Counties, IReadOnlyDictionary<long, int> Planned, Forecaster Forecaster)
{
    /// <summary>Outlooks that were asked for already.</summary>
    public Dictionary<ForecastUnit, IReadOnlyList<GoalOutlook>> Outlooks { get; } = [];
}

/// <summary>
/// Keeps what was read and learnt of the ledger until a county's journal moves; then that county alone is read anew. Forecasts learn from
/// the whole city, whoever asks; what is shown is narrowed by who asks.
/// </summary>
public sealed class ForecastStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (long Number, List<HouseholdDay> Days)> _counties = [];
    private CityDays? _city;

    /// <summary>Looks at the city as the transaction sees it; one after the other, since a forecaster learns while it is asked.</summary>
    internal T Use<T>(RoomWork on, Func<CityDays, T> look)
    {
        lock (_gate)
        {
            return look(Read(on));
        }
    }

    private CityDays Read(RoomWork on)
    {
        var heads = on.Connection.Query(on.Transaction, "SELECT county_code, number FROM journal_head ORDER BY county_code").Select(r => (County: r.GetInt32(0), Number: r.GetInt64(1))).ToList();
        var asOf = HouseholdDays.AsOf(on.Connection, on.Transaction, on.Programme.Number) ?? on.Today;
        var stamp = $"{on.Programme.Number}/{asOf.DayNumber}/{string.Join(',', heads)}";
        if (_city?.Stamp == stamp)
        {
            return _city;
        }

        var (counties, planned) = (new Dictionary<int, List<HouseholdDay>>(), new SortedDictionary<long, int>());
        foreach (var county in on.Programme.Plan.Divisions.Counties.Select(c => c.CountyCode))
        {
            counties.Add(county, OfCounty(on, county, heads.FirstOrDefault(h => h.County == county).Number));
            foreach (var village in ApprovedPlans.Of(on, county))
            {
                planned[village.Code] = village.Households;
            }
        }

        // A journal moves by much that is no building.
        if (_city is { } same && same.AsOf == asOf && same.Programme == on.Programme.Number && same.Planned.SequenceEqual(planned) && counties.All(c => ReferenceEquals(same.Counties.GetValueOrDefault(c.Key), c.Value)))
        {
            return _city = same with { Stamp = stamp };
        }

        var all = counties.Values.SelectMany(c => c).Select(Forecast).ToList();
        return _city = new CityDays(stamp, on.Programme.Number, asOf, counties, planned, new Forecaster(all, asOf, planned));
    }

    internal static ForecastHousehold Forecast(HouseholdDay day) => new(day.Village, day.Firm, day.Started, day.Completed, day.Inspected, day.Passed);

    private List<HouseholdDay> OfCounty(RoomWork on, int county, long number)
    {
        if (_counties.TryGetValue(county, out var held) && held.Number == number)
        {
            return held.Days;
        }

        var days = HouseholdDays.Of(on.Connection, on.Transaction, on.Programme.Number, county);
        _counties[county] = held = (number, held.Days is not null && held.Days.SequenceEqual(days) ? held.Days : days);
        return held.Days;
    }
}
