using System.Globalization;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Loading;

/// <summary>Reads construction.yaml: working days, crews, chances. Refuses what can't be, with its line.</summary>
internal static class ConstructionFile
{
    public const string Name = "construction.yaml";
    private const double LeastRate = 0.01, MostRate = 1000, LeastShare = 50;

    public static ConstructionPlan Read(YamlMap file, ProgrammePlan plan)
    {
        var rates = file.Maps("crews").Select(c => ReadRate(c, plan)).ToList();
        foreach (var twice in rates.GroupBy(r => r.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            file.Wrong("crews", "programme-duplicate", twice.Key);
        }

        var construction = new ConstructionPlan(
            Whole(file, "work_days_a_week", 1, 7), Whole(file, "chance", 50, 99), Whole(file, "acceptance_days", 0, 365), Share(file), Whole(file, "move_cost", 0, 1_000_000), Whole(file, "move_cost_far", 0, 1_000_000),
            rates.DistinctBy(r => r.Code).ToDictionary(r => r.Code, r => r.Rate, StringComparer.Ordinal));
        file.Done();
        return construction;
    }

    private static (string Code, double Rate) ReadRate(YamlMap map, ProgrammePlan plan)
    {
        var (code, text) = (map.Text("route"), map.Text("households_a_day"));
        if (code.Length > 0 && plan.Technologies.All(t => t.Code != code))
        {
            map.Wrong("route", "programme-value", "route", string.Join(" | ", plan.Technologies.Select(t => t.Code)));
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is < LeastRate or > MostRate)
        {
            map.Wrong("households_a_day", "programme-value", "households_a_day", "0.01 … 1000");
        }

        map.Done();
        return (code, rate);
    }

    private static double Share(YamlMap map)
    {
        var text = map.Text("done");
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || share is < LeastShare or > 100)
        {
            map.Wrong("done", "programme-value", "done", "50 … 100");
        }

        return share;
    }

    private static int Whole(YamlMap map, string key, int least, int most)
    {
        var value = map.Number(key, 0);
        if (value < least || value > most)
        {
            map.Wrong(key, "programme-value", key, string.Create(CultureInfo.InvariantCulture, $"{least} … {most}"));
        }

        return (int)Math.Clamp(value, least, most);
    }
}
