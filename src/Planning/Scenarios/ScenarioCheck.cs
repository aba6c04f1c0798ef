using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Scenarios;

/// <summary>What speaks against a scenario as it was entered: every objection, each with its field.</summary>
internal static class ScenarioCheck
{
    private const int LongestName = 80, MostVillages = 2000, MostWeight = 100_000, MostPercent = 1000, MostSeasons = 30;

    public static List<Error> Objections(RoomWork on, ScenarioRequest request)
    {
        var errors = new List<Error>();
        void Require(bool good, string path, string value)
        {
            if (!good)
            {
                errors.Add(new Error("scenario-value", new ErrorPlace(Path: path), path, value));
            }
        }

        Require(!string.IsNullOrWhiteSpace(request.Name) && request.Name.Length <= LongestName, "name", request.Name ?? "");
        var regions = (request.Counties ?? []).Select(c => on.Region(c, "counties", RegionLevel.County)).ToList();
        errors.AddRange(regions.SelectMany(r => r.Errors));
        Require(regions.Count > 0, "counties", "");
        if (request.Settings is not { } s)
        {
            Require(false, "settings", "");
            return errors;
        }

        foreach (var (path, value, most) in new[]
        {
            ("need_weight", s.NeedWeight, MostWeight), ("willingness_weight", s.WillingnessWeight, MostWeight), ("contiguity", s.Contiguity, MostPercent), ("carbon_price", s.CarbonPrice, MostWeight),
            ("running_seasons", s.RunningSeasons, MostSeasons), ("least_willingness", s.LeastWillingness, 100),
        })
        {
            Require(value >= 0 && value <= most, "settings." + path, value.ToString(CultureInfo.InvariantCulture));
        }

        var counties = regions.Where(r => r.IsOk).Select(r => r.Value).ToList();
        foreach (var (path, map) in new[] { ("targets", s.Targets), ("budgets", s.Budgets) })
        {
            foreach (var (county, value) in map)
            {
                Require(counties.Any(c => c.CountyCode.ToString(CultureInfo.InvariantCulture) == county) && value >= 0, "settings." + path, county);
            }
        }

        foreach (var route in s.Prices.Keys.Concat(s.Barred).Where(r => on.Programme.Plan.Planning?.Route(r) is null))
        {
            errors.Add(new Error("route-unknown", new ErrorPlace(Path: "settings.barred"), route));
        }

        foreach (var (route, percent) in s.Prices)
        {
            Require(percent is >= 0 and <= MostPercent, "settings.prices", route);
        }

        Require(s.In.Count + s.Out.Count <= MostVillages, "settings.in", "");
        foreach (var village in s.In.Concat(s.Out))
        {
            Require(RegionCode.TryParse(village, out var code) && code.Level == RegionLevel.Village && on.Programme.Plan.Divisions.Has(code) && counties.Contains(code.County), "settings.in", village);
        }

        foreach (var both in s.In.Intersect(s.Out))
        {
            Require(false, "settings.out", both);
        }

        return errors;
    }
}
