using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Supply;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>Says a plan in the reader's language.</summary>
internal sealed class PlanWords(RoomWork on, CultureInfo culture)
{
    private const string RouteMark = "route:";
    private readonly Dictionary<string, string> _routes = new(StringComparer.Ordinal);

    public string NameOf(long code) => on.Programme.Plan.Divisions.NameOf(code);

    public string Route(string code) => _routes.TryGetValue(code, out var name) ? name : _routes[code] = SupplyDesk.RouteName(on, code, culture);

    public string Sentence(string code, IReadOnlyList<string> parts) =>
        on.Workplace.Texts.Get("plan.why." + code, culture, [.. parts.Select(p => (object?)(p.StartsWith(RouteMark, StringComparison.Ordinal) ? Route(p[RouteMark.Length..]) : Unit(p)))]);

    public LimitLine Limit(PlannedLimit limit)
    {
        var kind = limit.Id[..limit.Id.IndexOf(':', StringComparison.Ordinal)];
        return new LimitLine(limit.Id, kind, limit.Name, Unit(limit.Unit), limit.Used, limit.Limit, limit.Expanded, limit.UnitSaving);
    }

    public PlannedVillageLine Village(PlannedVillage v)
    {
        var code = RegionCode.From(v.Code);
        return new PlannedVillageLine(
            code.ToString(), NameOf(v.Code), NameOf(code.Township.Value), NameOf(code.County.Value), v.Households, v.Route, v.Route is null ? null : Route(v.Route), v.Longitude, v.Latitude, v.Capital, [.. v.Why.Select(w => Sentence(w.Code, w.Parts))]);
    }

    public PlanFigures Figures(PlannedTotals t) => new(
        t.Villages, t.Households, t.CapitalLow, t.CapitalHigh, t.Expansions, t.Savings, t.RunningLow, t.RunningHigh, t.CarbonLow, t.CarbonHigh, t.Coal, t.CoalCarbonLow, t.CoalCarbonHigh, t.SulphurLow, t.SulphurHigh, t.ParticlesLow,
        t.ParticlesHigh, [.. t.ByRoute.OrderByDescending(r => r.Value).Select(r => new RouteShare(r.Key, Route(r.Key), r.Value))]);

    private string Unit(string part) => on.Workplace.Texts.Find("plan.unit." + part, culture) ?? part;
}
