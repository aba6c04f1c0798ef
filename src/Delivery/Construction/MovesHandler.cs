using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Forecast;
using CleanHeating.Planning.Schedule;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>
/// The cheapest moves of crews that bring firms' works in townships back to the date. How many crews a work has is reckoned from what was
/// built in the last two weeks and the programme's crew rates; how many it needs, from the pace at which its chance is the programme's.
/// </summary>
public sealed class MovesHandler(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    private const int Window = 14, Week = 7;

    /// <param name="culture">Language of names.</param>
    public Result<MovesAnswer> Find(CultureInfo culture) => RoomWork.Read<MovesAnswer>(workplace, programmes, on => store.Use(on, city =>
    {
        var view = new CityView(on, city, TextCatalog.IsEnglish(culture));
        if (view.Deadline is not { } date || date <= city.AsOf)
        {
            return new MovesAnswer(city.AsOf, view.Deadline, 0, 0, 0, [], []);
        }

        var works = Works(view, date);
        var weeks = Math.Max(1, (date.DayNumber - city.AsOf.DayNumber + Week - 1) / Week);
        var plan = CrewMoves.Find(works.Values.Select(w => w.Balance), weeks, view.Build.MoveCost, view.Build.MoveCostFar);
        var changes = works.ToDictionary(w => w.Key, w => plan.Moves.Where(m => m.Firm == w.Key.Firm).Sum(m => (m.To == w.Key.Place ? m.Crews : 0) - (m.From == w.Key.Place ? m.Crews : 0)));
        double After((long Place, string Firm) key) => Chance(view, key, date, Math.Max(0, (double)(works[key].Crews + changes[key]) / works[key].Crews));
        return new MovesAnswer(
            city.AsOf, date, weeks, plan.CostYuan, works.Values.Count(w => w.Balance.Spare < 0),
            [.. plan.Moves.Select(m => new MoveLine(
                m.Firm, view.FirmName(m.Firm), Code(m.From), Name(view, m.From), Code(m.To), Name(view, m.To), m.Crews, m.IsFar, m.CostYuan,
                Chance(view, (m.To, m.Firm), date, 1), After((m.To, m.Firm)), Chance(view, (m.From, m.Firm), date, 1), After((m.From, m.Firm))))],
            [.. plan.Missing.Select(m => new MissingCrews(m.Firm, view.FirmName(m.Firm), Code(m.Place), Name(view, m.Place), -m.Spare, Chance(view, (m.Place, m.Firm), date, 1)))]);
    }));

    private static Dictionary<(long Place, string Firm), (CrewBalance Balance, int Crews)> Works(CityView view, DateOnly date)
    {
        var (works, on) = (new Dictionary<(long, string), (CrewBalance, int)>(), view.On);
        var codes = on.Programme.Routes.ToDictionary(r => r.Value, r => r.Key);
        var days = Enumerable.Range(view.City.AsOf.DayNumber - Window + 1, Window).Count(d => BackSchedule.IsWorkDay(d, view.Build.WorkDaysAWeek));
        var households = view.Households(on.Counties(parts: true).Select(c => c.CountyCode)).Where(h => h.Firm is not null);
        foreach (var work in households.GroupBy(h => (Place: h.Village / 1000 * 1000, Firm: h.Firm!)))
        {
            var place = RegionCode.From(work.Key.Place);
            if (!on.Scope.Covers(place))
            {
                continue;
            }

            // What was built of late, in days of one crew, over the days there were.
            var spent = work.Where(h => h.Completed > view.City.AsOf.DayNumber - Window && h.Completed <= view.City.AsOf.DayNumber).Sum(h => 1 / view.Build.RateOf(codes.GetValueOrDefault(h.Route, "")));
            var open = work.Any(h => h.Completed is null);
            var crews = Math.Max(open ? 1 : 0, (int)Math.Round(spent / Math.Max(1, days)));
            if (crews == 0)
            {
                continue;
            }

            works.Add(work.Key, (new CrewBalance(work.Key.Place, place.CountyCode, work.Key.Firm, open ? Spare(view, work.Key, date, crews) : crews), crews));
        }

        return works;
    }

    // A work that cannot be brought back by eight times its crews, or of which nothing is known, neither gives nor takes.
    private static int Spare(CityView view, (long Place, string Firm) key, DateOnly date, int crews)
    {
        var pace = view.City.Forecaster.PaceFor(ForecastUnit.OfFirm(key.Firm, RegionCode.From(key.Place)), Goal.Completed, date, view.Build.Done, view.Build.Chance / 100.0);
        return pace is not { } p ? 0 : p > 1 ? -(int)Math.Ceiling(crews * (p - 1) - 1e-9) : (int)Math.Floor(crews * (1 - p) + 1e-9);
    }

    private static double Chance(CityView view, (long Place, string Firm) key, DateOnly date, double faster) =>
        view.City.Forecaster.Of(ForecastUnit.OfFirm(key.Firm, RegionCode.From(key.Place)), Goal.Completed, date, view.Build.Done, faster)?.Chance ?? 0;

    private static string Code(long place) => RegionCode.From(place).ToString();

    private static string Name(CityView view, long place) => view.On.NameOf(RegionCode.From(place).County) + " " + view.On.NameOf(RegionCode.From(place));
}
