using System.Globalization;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads planning.yaml: the heat model and what routes need. Refuses what can't be, with its line.</summary>
internal static class PlanningFile
{
    public const string Name = "planning.yaml";
    private const double MostCapital = 1_000_000;
    private static readonly string[] Checks = ["off", "lead", "refuse"];
    private static readonly string[] Families = ["power", "ground", "gas", "heat"];
    private static readonly string[] Confidences = ["h", "m", "l"];

    public static PlanningPlan Read(YamlMap file, ProgrammePlan plan)
    {
        var check = file.Word("route_check", Checks);
        var values = file.Maps("values").Select(ReadValue).ToList();
        var routes = file.Maps("routes").Select(r => ReadRoute(r, plan)).ToList();
        foreach (var twice in values.Select(v => v.Code).Concat(routes.Select(r => r.Route)).GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            file.Wrong("values", "programme-duplicate", twice.Key);
        }

        foreach (var missing in PlanningPlan.Required.Where(r => values.TrueForAll(v => v.Code != r.Code)))
        {
            file.Wrong("values", "programme-missing-key", missing.Code);
        }

        file.Done();
        return new PlanningPlan(check, values, routes);
    }

    private static PlanningValue ReadValue(YamlMap map)
    {
        var code = map.Text("code");
        var unit = map.Text("unit");
        var (least, most) = (double.MinValue, double.MaxValue);
        if (PlanningPlan.Required.FirstOrDefault(r => r.Code == code) is { Code: not null } required)
        {
            (least, most) = (required.Least, required.Most);
            if (unit != required.Unit)
            {
                map.Wrong("unit", "programme-unit", code, required.Unit, unit);
            }
        }
        else if (code.Length > 0)
        {
            map.Wrong("code", "programme-value", "code", string.Join(" | ", PlanningPlan.Required.Select(r => r.Code)));
        }

        var value = new PlanningValue(code, map.Text("name"), map.Text("name_en"), Number(map, "value", least, most), unit, map.Text("source"), map.Word("confidence", Confidences));
        map.Done();
        return value;
    }

    private static PlanningRoute ReadRoute(YamlMap map, ProgrammePlan plan)
    {
        var code = map.Text("route");
        if (code.Length > 0 && plan.Technologies.All(t => t.Code != code))
        {
            map.Wrong("route", "programme-value", "route", string.Join(" | ", plan.Technologies.Select(t => t.Code)));
        }

        var route = new PlanningRoute(
            code, map.Word("family", Families), Number(map, "factor", 0.1, 10), Number(map, "factor_low", 0.1, 10), Number(map, "factor_high", 0.1, 10), Number(map, "peak_factor", 0.1, 10),
            Number(map, "coincidence", 0.05, 1), Number(map, "capital_low", 0, MostCapital), Number(map, "capital_high", 0, MostCapital), map.Text("source"), map.Word("confidence", Confidences));
        Order(map, "factor_low", route.FactorLow, route.Factor);
        Order(map, "factor_high", route.Factor, route.FactorHigh);
        Order(map, "capital_high", route.CapitalLow, route.CapitalHigh);
        map.Done();
        return route;
    }

    private static void Order(YamlMap map, string key, double low, double high)
    {
        if (low > high)
        {
            map.Wrong(key, "programme-value", key, "low ≤ high");
        }
    }

    private static double Number(YamlMap map, string key, double least, double most)
    {
        var text = map.Text(key);
        if (text.Length > 0 && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        if (text.Length > 0)
        {
            map.Wrong(key, "programme-value", key, string.Create(CultureInfo.InvariantCulture, $"{Shown(least)} … {Shown(most)}"));
        }

        return 1;
    }

    private static string Shown(double limit) => Math.Abs(limit) > 1e300 ? "?" : limit.ToString("R", CultureInfo.InvariantCulture);
}
