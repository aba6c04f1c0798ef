using CleanHeating.Planning.Forecast;

namespace CleanHeating.Planning.Tests.Forecast;

/// <summary>
/// A season that is unlike the reference city's: crews come to a village on its day and begin its households one after the other; some
/// weeks are lost to rain everywhere; a part fails inspection and is mended.
/// </summary>
internal static class SeasonOfWork
{
    public static readonly DateOnly First = new(2030, 5, 1), Last = new(2030, 9, 30);

    public static List<ForecastHousehold> Make(int seed, int villages = 240)
    {
        var (random, households) = (new Random(seed), new List<ForecastHousehold>());
        var rain = Enumerable.Range(0, 400).Select(_ => random.Next(6) == 0).ToArray();
        for (var village = 0; village < villages; village++)
        {
            var code = 980_101_000_000 + village % 3 * 1_000_000 + (village / 12 + 1) * 1000L + village % 12 + 1;
            var (comes, each, firm, size) = (random.Next(70), 0.2 + random.NextDouble() / 2, "firm-" + random.Next(6), 15 + random.Next(60));
            for (var i = 0; i < size; i++)
            {
                var started = First.DayNumber + Dry(rain, comes + (int)(i * each));
                var completed = started + 4 + random.Next(12) + (random.Next(10) == 0 ? random.Next(30) : 0);
                var inspected = completed + 2 + random.Next(15);
                var mended = random.Next(12) == 0 ? inspected + 5 + random.Next(20) : inspected;
                households.Add(new ForecastHousehold(code, firm, started, completed, mended, true));
            }
        }

        return households;
    }

    /// <summary>What was known on a day: nothing that came later.</summary>
    public static List<ForecastHousehold> Known(List<ForecastHousehold> households, DateOnly day) => households.ConvertAll(h => new ForecastHousehold(
        h.Village, h.Firm, Until(h.Started, day), Until(h.Completed, day), Until(h.Inspected, day), h.Passed && h.Inspected <= day.DayNumber));

    private static int? Until(int? at, DateOnly day) => at <= day.DayNumber ? at : null;

    private static int Dry(bool[] rain, int workingDays)
    {
        var day = 0;
        for (var left = workingDays; left > 0 || rain[day]; day++)
        {
            left -= rain[day] ? 0 : 1;
        }

        return day;
    }
}
