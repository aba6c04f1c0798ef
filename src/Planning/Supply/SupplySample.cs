using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>
/// Invents supply and demand for every village of a programme: limits that bind, targets that can be reached. The same programme and seed
/// give the same workbook.
/// </summary>
public sealed class SupplySample(Workplace workplace, ProgrammeStore programmes)
{
    private const int VillagesPerSubstation = 17, ZonesPerCounty = 4;
    private const double FirstLongitude = 114.95, FirstLatitude = 34.55, Step = 0.32, Spread = 0.12, Near = 0.022;

    /// <summary>The workbook.</summary>
    public Result<byte[]> Make(int seed) => RoomWork.Read<byte[]>(workplace, programmes, on =>
    {
        if (on.Programme.Plan.Planning is not { } planning)
        {
            return new Error("planning-missing");
        }

        var rows = Enum.GetValues<SupplyKind>().ToDictionary(k => k, _ => new List<object?[]>());
        var (random, model) = (new Random(seed), new HeatModel(planning));
        var counties = on.Programme.Plan.Divisions.Counties;
        for (var c = 0; c < counties.Count; c++)
        {
            County(on.Programme.Plan, counties[c], c, random, model, rows);
        }

        return SupplyBooks.Write(on.Workplace.Texts, Platform.Texts.TextCatalog.Chinese, k => rows[k]);
    });

    private static void County(ProgrammePlan plan, RegionCode county, int place, Random random, HeatModel model, Dictionary<SupplyKind, List<object?[]>> rows)
    {
        var (name, code) = (plan.Divisions.NameOf(county), county.CountyCode.ToString(CultureInfo.InvariantCulture));
        var (left, bottom) = (FirstLongitude + (place % 4 * Step), FirstLatitude + (place / 4 * Step));
        var villages = new List<VillageFacts>();
        foreach (var township in plan.Divisions.ChildrenOf(county))
        {
            var (x, y) = (left + Spread + (random.NextDouble() * (Step - Spread)), bottom + Spread + (random.NextDouble() * (Step - Spread)));
            villages.AddRange(plan.Divisions.ChildrenOf(township).Where(v => v.Level == RegionLevel.Village).Select(v => Village(v, x, y, random)));
        }

        var substations = Math.Max(1, villages.Count / VillagesPerSubstation);
        var nearest = villages.OrderBy(v => v.Code).ToList();
        Zones(code, name, random, rows);
        for (var i = 0; i < nearest.Count; i++)
        {
            var reachedByGas = random.NextDouble() < 0.5;
            var reachedByHeat = random.NextDouble() < 0.11;
            nearest[i] = nearest[i] with
            {
                Substation = $"S{code}-{(i * substations / nearest.Count) + 1:00}", GasZone = reachedByGas ? $"G{code}-{1 + (i * ZonesPerCounty / nearest.Count)}" : null, HeatSource = reachedByHeat ? $"H{code}" : null,
                Geothermal = random.NextDouble() < 0.1,
            };
            rows[SupplyKind.Village].Add(Row(nearest[i]));
            if (random.Next(4) == 0)
            {
                rows[SupplyKind.Transformer].Add(TransformerOf(nearest[i], random, model));
            }
        }

        foreach (var group in nearest.GroupBy(v => v.Substation!))
        {
            rows[SupplyKind.Substation].Add(SubstationOf(group.Key, name, group, random, model));
        }

        Limit(code, name, nearest, random, model, rows);
    }

    private static VillageFacts Village(RegionCode code, double x, double y, Random random) => new(
        code.Value, code.CountyCode, "", Math.Round(x + ((random.NextDouble() - 0.5) * Near * 4), 5), Math.Round(y + ((random.NextDouble() - 0.5) * Near * 4), 5), 20 + (int)(170 * Math.Pow(random.NextDouble(), 1.6)), random.Next(5000, 12000),
        Math.Round(random.NextDouble() * 0.6, 2), random.Next(20, 101), Math.Round(0.4 + (random.NextDouble() * 0.6), 2), Math.Round(random.NextDouble(), 2), null, null, null, false);

    private static object?[] Row(VillageFacts v) =>
    [
        v.Code.ToString(CultureInfo.InvariantCulture), v.Longitude, v.Latitude, v.Households, v.Area / 100.0, Percent(v.Insulated), v.Need, Percent(v.Willingness), Percent(v.WiringReady), v.Substation, v.GasZone, v.HeatSource,
        v.Geothermal ? "1" : "0",
    ];

    private static double Percent(double share) => Math.Round(share * 100, 1);

    private static PlanningRoute? Route(HeatModel model, string family) => model.Plan.Routes.FirstOrDefault(r => r.Family == family);

    private static object?[] TransformerOf(VillageFacts village, Random random, HeatModel model)
    {
        var (baseLoad, need) = (village.Households * (0.6 + random.NextDouble()), Route(model, "power") is { } route ? model.Need(village, route).PeakPower : 0);
        var capacity = Math.Max(50, Math.Ceiling((baseLoad + (need * (0.5 + random.NextDouble()))) / (model.Plan["grid-share"] * model.Plan["cos-phi"]) / 10) * 10);
        return [$"T{village.Code}", village.Code.ToString(CultureInfo.InvariantCulture), capacity, Math.Round(baseLoad, 1), Math.Ceiling(need / 50) * 50, (double)random.Next(60, 140) * 1000];
    }

    // About a third of what heat pumps everywhere would need is free; an upgrade, where there is one, adds as much again.
    private static object?[] SubstationOf(string code, string county, IEnumerable<VillageFacts> villages, Random random, HeatModel model)
    {
        var need = Route(model, "power") is { } route ? villages.Sum(v => model.Need(v, route).PeakPower) : 0;
        var baseLoad = villages.Sum(v => v.Households) * (0.5 + (0.4 * random.NextDouble()));
        var room = need * (0.30 + (0.25 * random.NextDouble()));
        var share = model.Plan["grid-share"] * model.Plan["cos-phi"];
        var upgrade = random.Next(2) == 0;
        return [code, null, county, Math.Round((baseLoad + room) / share, 1), Math.Round(baseLoad, 1), upgrade ? Math.Round(room / share / 10) * 10 : null, upgrade ? (double)random.Next(150, 400) * 1000 : null];
    }

    private static void Zones(string code, string county, Random random, Dictionary<SupplyKind, List<object?[]>> rows)
    {
        for (var z = 1; z <= ZonesPerCounty; z++)
        {
            rows[SupplyKind.GasZone].Add([$"G{code}-{z}", null, county, 0.0]);
            rows[SupplyKind.GasAgreement].Add([$"A{code}-{z}", county, $"{county}R{random.Next(1, 3)}", $"G{code}-{z}", null, 0.0, 0.0, new DateOnly(2021, 6, 1), new DateOnly(2024, 5, 31)]);
        }
    }

    private static void Limit(string code, string county, List<VillageFacts> villages, Random random, HeatModel model, Dictionary<SupplyKind, List<object?[]>> rows)
    {
        if (Route(model, "gas") is { } gas)
        {
            foreach (var zone in villages.Where(v => v.GasZone is not null).GroupBy(v => v.GasZone!))
            {
                var (peak, season) = (zone.Sum(v => model.Need(v, gas).PeakGas), zone.Sum(v => model.Need(v, gas).SeasonGas));
                var share = 0.2 + (0.25 * random.NextDouble());
                rows[SupplyKind.GasZone].Single(r => (string)r[0]! == zone.Key)[3] = Math.Round(peak * share * 1.1, 1);
                var agreement = rows[SupplyKind.GasAgreement].Single(r => (string)r[3]! == zone.Key);
                (agreement[5], agreement[6]) = (Math.Round(season * share), Math.Round(peak * share, 1));
            }
        }

        var heat = Route(model, "heat") is { } route ? villages.Where(v => v.HeatSource is not null).Sum(v => model.Need(v, route).PeakHeat) : 0;
        rows[SupplyKind.HeatSource].Add([$"H{code}", null, county, Math.Round(heat * (0.3 + (0.3 * random.NextDouble())), 1)]);
    }
}
