using CleanHeating.Kernel;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;
using CleanHeating.Programme.Targets;
using CleanHeating.Supervision.Domain;

namespace CleanHeating.Supervision.Data;

/// <summary>Takes figures from the progress counters, in one transaction for a region and its parts, so that they are of one moment.</summary>
internal static class CountFigures
{
    public static (ReportFigures Whole, List<CountedPart> Parts) Of(ReportWork work, RegionCode region)
    {
        var programme = work.Programme!;
        var parts = PartsOf(programme, region);
        var counted = Count(work, programme, parts);

        // Counters stand for counties and what is below; the city's are the sum of its counties'.
        var whole = region.Level >= RegionLevel.County ? Count(work, programme, [region])[0].Figures : Sum(counted);
        var target = TargetAmounts.Households(work.Connection, work.Transaction, programme.Number, [region]);
        return (whole with { Total = whole.Total with { Target = target.TryGetValue(region.Value, out var amount) ? amount : null } }, counted);
    }

    public static IReadOnlyList<RegionCode> PartsOf(LoadedProgramme programme, RegionCode region) => programme.Plan.Divisions.ChildrenOf(region);

    /// <summary>Sum of several regions' figures.</summary>
    public static ReportFigures Sum(IEnumerable<CountedPart> parts)
    {
        var routes = new SortedDictionary<string, FigureSet>(StringComparer.Ordinal);
        var total = FigureSet.Zero;
        foreach (var part in parts)
        {
            total += part.Figures.Total;
            foreach (var (route, figures) in part.Figures.Routes)
            {
                routes[route] = routes.GetValueOrDefault(route, FigureSet.Zero) + figures;
            }
        }

        return new ReportFigures(total, routes);
    }

    private static List<CountedPart> Count(ReportWork work, LoadedProgramme programme, IReadOnlyList<RegionCode> regions)
    {
        if (regions.Count == 0)
        {
            return [];
        }

        var reader = new ProgressReader(work.Connection, work.Transaction, work.Scope);
        var routes = reader.ReadByRoute(programme.Number, regions).Where(r => r.Value.Ledger != 0).ToLookup(r => r.Key.Region);
        var totals = reader.Read(programme.Number, regions);
        var targets = TargetAmounts.Households(work.Connection, work.Transaction, programme.Number, regions);
        return [.. regions.Select(region =>
        {
            long? target = targets.TryGetValue(region.Value, out var amount) ? amount : null;
            var total = totals.TryGetValue(region.Value, out var progress) ? FigureSet.Of(progress, target) : FigureSet.Zero with { Target = target };
            var byRoute = routes[region.Value].ToDictionary(r => programme.TechnologyOf(r.Key.Route)?.Code ?? "?", r => FigureSet.Of(r.Value), StringComparer.Ordinal);
            return new CountedPart(region.Value, new ReportFigures(total, new SortedDictionary<string, FigureSet>(byRoute, StringComparer.Ordinal)));
        })];
    }
}
