using System.Globalization;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Planning.Forecast;
using CleanHeating.Platform;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Construction;

/// <summary>How far counties, townships, villages or firms are, against schedule and dates, with the chance that they meet them.</summary>
public sealed class StandingHandler(Workplace workplace, ProgrammeStore programmes, ForecastStore store)
{
    /// <param name="level">county, township, village or firm.</param>
    /// <param name="within">County or township whose parts are asked for; null for all that the level allows.</param>
    /// <param name="culture">Language of names.</param>
    public Result<ConstructionAnswer> Read(string? level, string? within, CultureInfo culture) => RoomWork.Read<ConstructionAnswer>(workplace, programmes, on => store.Use(on, city =>
    {
        var view = new CityView(on, city, TextCatalog.IsEnglish(culture));
        var lines = Lines(view, level ?? "county", within);
        return lines.IsOk
            ? new ConstructionAnswer(city.AsOf, level ?? "county", view.Build.Chance, view.Build.Done, [.. view.Dates.Select(d => d.Date)], lines.Value)
            : Result<ConstructionAnswer>.Fail(lines.Errors);
    }));

    private static Result<List<ConstructionLine>> Lines(CityView view, string level, string? within)
    {
        var on = view.On;
        if (level == "firm")
        {
            return Firms(view, within);
        }

        if (level == "county")
        {
            return on.Counties().Select(c => OfRegion(view, c)).ToList();
        }

        if (level is not ("township" or "village"))
        {
            return new Error("construction-level", new ErrorPlace(Path: "level"), level);
        }

        if (!RegionCode.TryParse(within, out var region) || !on.Programme.Plan.Divisions.Has(region) || !on.Scope.Touches(region) || region.Level != (level == "township" ? RegionLevel.County : RegionLevel.Township))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "within"), within ?? "");
        }

        return on.Programme.Plan.Divisions.ChildrenOf(region).Where(on.Scope.Covers).Select(r => OfRegion(view, r)).Where(l => l.Total > 0).ToList();
    }

    // The city sees a firm everywhere, a county what it does there, a firm itself.
    private static Result<List<ConstructionLine>> Firms(CityView view, string? within)
    {
        var (on, forecaster) = (view.On, view.City.Forecaster);
        if (on.Scope.CreditCode is { } own)
        {
            return new List<ConstructionLine> { OfFirm(view, own, null) };
        }

        if (within is null && on.Scope.IsAll)
        {
            return forecaster.Units(UnitLevel.Firm).Select(u => OfFirm(view, u.Code, null)).OrderByDescending(l => l.Total).ToList();
        }

        var county = on.Region(within ?? (on.Counties() is [var sole] ? sole.ToString() : null), "within", RegionLevel.County);
        if (!county.IsOk)
        {
            return Result<List<ConstructionLine>>.Fail(county.Errors);
        }

        var prefix = county.Value + "/";
        return forecaster.Units(UnitLevel.FirmInCounty).Where(u => u.Code.StartsWith(prefix, StringComparison.Ordinal)).Select(u => OfFirm(view, u.Code[prefix.Length..], county.Value)).OrderByDescending(l => l.Total).ToList();
    }

    private static ConstructionLine OfRegion(CityView view, RegionCode region)
    {
        var (asOf, open) = (view.City.AsOf, Hindrances(view, region));
        return Line(
            view, ForecastUnit.Of(region), region.ToString(), view.On.NameOf(region), view.Reported(region.CountyCode, asOf, v => region.Contains(RegionCode.From(v)), view.City.Forecaster.Standing(ForecastUnit.Of(region)).Total),
            view.Due(region.CountyCode, asOf, l => region.Contains(RegionCode.From(l.Village))), open.Count, open.Count(h => h.Due < asOf));
    }

    private static ConstructionLine OfFirm(CityView view, string firm, RegionCode? county)
    {
        var counties = county is { } one ? [one.CountyCode] : view.City.Counties.Keys.ToArray();
        var due = counties.Select(c => view.Due(c, view.City.AsOf, l => l.Firm == firm)).ToList();
        return Line(
            view, county is { } c2 ? ForecastUnit.OfFirm(firm, c2) : ForecastUnit.OfFirm(firm), firm, view.FirmName(firm), null, due.TrueForAll(d => d is null) ? null : due.Sum(d => d ?? 0), 0, 0);
    }

    private static ConstructionLine Line(CityView view, ForecastUnit unit, string code, string name, int? reported, int? due, int hindrances, int overdue)
    {
        var (forecaster, s) = (view.City.Forecaster, view.City.Forecaster.Standing(unit));
        var enough = Forecaster.Enough(s.Total, view.Build.Done);
        double? needed = view.Deadline is { } date && date > view.City.AsOf ? Math.Max(0, enough - s.Completed) * 7.0 / (date.DayNumber - view.City.AsOf.DayNumber) : null;
        return new ConstructionLine(code, name, s.Total, s.Started, s.Completed, s.Passed, s.Failed, reported, due, forecaster.CompletedRecently(unit) / 2.0, needed, Outlooks(view, unit, enough), hindrances, overdue);
    }

    private static IReadOnlyList<GoalOutlook> Outlooks(CityView view, ForecastUnit unit, int enough)
    {
        if (!view.City.Outlooks.TryGetValue(unit, out var found))
        {
            view.City.Outlooks.Add(unit, found = [.. view.Dates.Select(d =>
            {
                var (forecaster, done) = (view.City.Forecaster, view.Build.Done);
                var f = forecaster.Of(unit, d.Goal, d.Date.Date, done);
                return f is null ? new GoalOutlook(d.Date.Goal, enough, null, null, null, null, null, null) : new GoalOutlook(
                    d.Date.Goal, enough, f.Chance, f.Low, f.Likely, f.High, forecaster.DayOf(unit, d.Goal, done, view.Build.Chance / 100.0), forecaster.DayOf(unit, d.Goal, done, 0.5));
            })]);
        }

        return found;
    }

    private static List<HindranceDocument> Hindrances(CityView view, RegionCode region) =>
        [.. ConstructionModel.Hindrances.Of(view.On, region.CountyCode, (int)HindranceState.Open).Select(h => h.Document).Where(h => region.Contains(RegionCode.From(h.Region)))];
}
