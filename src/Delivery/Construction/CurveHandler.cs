using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Planning.Forecast;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>The S-curve of a region or firm: week by week what the schedule asks, what ledger and reports have, what is foreseen.</summary>
public sealed class CurveHandler(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    private const int Week = 7, Beyond = 14;

    /// <param name="region">County, township or village; null for the city, or for a firm everywhere.</param>
    /// <param name="firm">Credit code; null for a region.</param>
    /// <param name="culture">Language of names.</param>
    public Result<CurveAnswer> Read(string? region, string? firm, CultureInfo culture) => RoomWork.Read<CurveAnswer>(workplace, programmes, on =>
    {
        var own = on.Scope.CreditCode;
        if (own is not null && (region is not null || (firm is not null && firm != own)))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "region"), region ?? firm!);
        }

        RegionCode? place = null;
        if (region is not null)
        {
            var found = on.Region(region, "region");
            if (!found.IsOk || (firm is not null && found.Value.Level != RegionLevel.County))
            {
                return new Error("region-unknown", new ErrorPlace(Path: "region"), region);
            }

            place = found.Value;
        }
        else if (own is null && !on.Scope.IsAll)
        {
            return new Error("region-unknown", new ErrorPlace(Path: "region"), "");
        }

        return store.Use(on, city => Draw(new CityView(on, city, TextCatalog.IsEnglish(culture)), place, own ?? firm));
    });

    private static CurveAnswer Draw(CityView view, RegionCode? place, string? firm)
    {
        var unit = (place, firm) switch { (null, null) => ForecastUnit.City, ({ } p, null) => ForecastUnit.Of(p), (null, { } f) => ForecastUnit.OfFirm(f), ({ } p, { } f) => ForecastUnit.OfFirm(f, p) };
        var counties = place is { } at ? [at.CountyCode] : view.City.Counties.Keys.ToArray();
        bool In(long village) => place is not { } p || p.Contains(RegionCode.From(village));
        var households = view.Households(counties).Where(h => In(h.Village) && (firm is null || h.Firm == firm)).ToList();
        var (asOf, forecaster) = (view.City.AsOf, view.City.Forecaster);
        var total = forecaster.Standing(unit).Total;
        int? Sum(Func<int, int?> of) => counties.Select(of).ToList() is var all && all.TrueForAll(a => a is null) ? null : all.Sum(a => a ?? 0);
        bool Which(ScheduleLine l) => In(l.Village) && (firm is null || l.Firm == firm);

        var points = Days(view, households).Select(day =>
        {
            var (past, n) = (day <= asOf, day.DayNumber);
            var foreseen = day > asOf ? forecaster.Of(unit, Goal.Completed, day) : null;
            int? Count(Func<HouseholdDay, bool> what) => past ? households.Count(what) : null;
            return new CurvePoint(
                day, Sum(c => view.Due(c, day, Which)), Sum(c => view.DuePassed(c, day, Which)), Count(h => h.Started <= n), Count(h => h.Completed <= n), Count(h => h.Passed && h.Inspected <= n),
                firm is null && place is { } one ? view.Reported(one.CountyCode, day, In, total) : null, foreseen?.Low, foreseen?.Likely, foreseen?.High);
        });
        var name = firm is not null ? view.FirmName(firm) : place is { } r ? view.On.NameOf(r) : view.On.Programme.Plan.City.Name;
        return new CurveAnswer(firm ?? place?.ToString() ?? "", name, total, asOf, [.. view.Dates.Select(d => d.Date)], [.. points]);
    }

    // Weeks back and ahead of the ledger's date, with the dates themselves, so that the curve turns where it does.
    private static IEnumerable<DateOnly> Days(CityView view, List<HouseholdDay> households)
    {
        var asOf = view.City.AsOf;
        var first = Math.Min(view.On.Programme.Plan.EffectiveFrom.DayNumber, households.Select(h => h.Started ?? int.MaxValue).DefaultIfEmpty(int.MaxValue).Min());
        var last = Math.Max(asOf.DayNumber, view.Dates.Select(d => d.Date.Date.DayNumber).DefaultIfEmpty(asOf.DayNumber).Max()) + Beyond;
        return Enumerable.Range(0, (asOf.DayNumber - first) / Week + 1).Select(i => asOf.AddDays(-i * Week)).Concat(Enumerable.Range(1, Math.Max(0, (last - asOf.DayNumber) / Week)).Select(i => asOf.AddDays(i * Week)))
            .Concat(view.Dates.Select(d => d.Date.Date)).Distinct().Order();
    }
}
