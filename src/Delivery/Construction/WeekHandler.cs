using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>What must be done in a week, by village and firm (C9).</summary>
public sealed class WeekHandler(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    private const int Week = 7;

    /// <param name="county">County; a firm may leave it out where it works in one.</param>
    /// <param name="day">A day of the week; null for the week after the ledger's date.</param>
    /// <param name="culture">Language of names.</param>
    public Result<WeekAnswer> Read(string? county, string? day, CultureInfo culture) => RoomWork.Read<WeekAnswer>(workplace, programmes, on =>
    {
        if (!RegionCode.TryParse(county, out var region) || region.Level != RegionLevel.County || !on.Programme.Plan.Divisions.Has(region) || !(on.Scope.CreditCode is not null || on.Scope.Touches(region)))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "county"), county ?? "");
        }

        DateOnly? asked = null;
        if (day is not null)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            {
                return new Error("date-format", new ErrorPlace(Path: "week"), day);
            }

            asked = parsed;
        }

        return store.Use(on, city => Tasks(new CityView(on, city, TextCatalog.IsEnglish(culture)), region, asked ?? city.AsOf.AddDays(1)));
    });

    private static Result<WeekAnswer> Tasks(CityView view, RegionCode county, DateOnly day)
    {
        if (view.Schedule(county.CountyCode) is not { } schedule)
        {
            return new Error("schedule-none", new ErrorPlace(Path: "county"), view.On.NameOf(county));
        }

        var monday = MondayOf(day);
        var built = view.City.Counties[county.CountyCode].Where(h => h.Completed is not null).GroupBy(h => (h.Village, h.Firm ?? "")).ToDictionary(g => g.Key, g => g.Count());
        var tasks = schedule.Lines.Where(l => view.On.Scope.CreditCode is { } own ? l.Firm == own : view.On.Scope.Covers(RegionCode.From(l.Village))).GroupBy(l => (l.Village, Firm: l.Firm ?? "")).Select(g =>
        {
            var (before, due, done) = (g.Sum(l => CityView.DueOf(l, monday.DayNumber - 1, schedule.WorkDays)), g.Sum(l => CityView.DueOf(l, monday.DayNumber + Week - 1, schedule.WorkDays)), built.GetValueOrDefault(g.Key));
            var village = RegionCode.From(g.Key.Village);
            return new WeekTask(
                village.ToString(), view.On.NameOf(village), view.On.NameOf(village.Township), g.Key.Firm.Length == 0 ? null : g.Key.Firm, schedule.Firms.GetValueOrDefault(g.Key.Firm), g.Sum(l => l.Done + l.Households), before, due, done,
                Math.Max(0, due - done), g.Where(l => l.Households > 0).Select(l => l.Crew).Distinct().Count());
        }).OrderBy(t => t.Village, StringComparer.Ordinal).ToList();
        var mondays = new List<DateOnly>();
        for (var m = MondayOf(schedule.From); m <= schedule.Until; m = m.AddDays(Week))
        {
            mondays.Add(m);
        }

        return new WeekAnswer(
            county.ToString(), view.On.NameOf(county), monday, monday.AddDays(Week - 1), view.City.AsOf, mondays, tasks.Sum(t => t.Due), tasks.Sum(t => Math.Min(t.Completed, t.Total)), [.. tasks.Where(t => t.ToDo > 0 || t.Due > t.DueBefore)]);
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % Week));
}
