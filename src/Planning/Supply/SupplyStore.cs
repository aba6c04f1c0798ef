using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Planning.Domain;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>Reads supply and demand as facts.</summary>
internal static class SupplyStore
{
    /// <summary>Facts of the counties (six digits): their villages and everything of the city that could reach them.</summary>
    public static SupplyFacts Read(RoomWork on, IReadOnlyCollection<int> counties)
    {
        var all = on.Programme.Plan.Divisions.Counties.SelectMany(c => SupplyModel.Items.Of(on, c.CountyCode)).ToList();
        var villages = Of(all, SupplyKind.Village).Where(r => counties.Contains(r.County)).Select(r => Village(on, r)).OrderBy(v => v.Code).ToList();
        var known = villages.Select(v => v.Code).ToHashSet();
        return new SupplyFacts(
            Version(on, counties), villages,
            [.. Of(all, SupplyKind.Substation).Select(r => new Substation(Own(r), r.Document.Name ?? Own(r), r.County, r.Document.Capacity ?? 0, r.Document.BaseLoad ?? 0, UpgradeOf(r.Document)))],
            [.. Of(all, SupplyKind.Transformer).Where(r => known.Contains(r.Document.Village ?? 0)).Select(r => new Transformer(Own(r), r.Document.Village!.Value, r.Document.Capacity ?? 0, r.Document.BaseLoad ?? 0, UpgradeOf(r.Document)))],
            [.. Of(all, SupplyKind.GasZone).Select(r => new GasZone(Own(r), r.Document.Name ?? Own(r), r.Document.PeakFlow ?? 0))],
            [.. Of(all, SupplyKind.GasAgreement).Select(r => new GasAgreement(
                Own(r), r.Document.Enterprise ?? "", r.Document.Zone ?? "", r.Document.Yearly, r.Document.Seasonal, r.Document.Peak, r.Document.From ?? DateOnly.MinValue, r.Document.Until ?? DateOnly.MaxValue))],
            [.. Of(all, SupplyKind.HeatSource).Select(r => new HeatSource(Own(r), r.Document.Name ?? Own(r), r.Document.Capacity ?? 0))]);
    }

    /// <summary>Rises with every change of the counties' facts; 0 where there are none.</summary>
    public static long Version(RoomWork on, IReadOnlyCollection<int> counties) => counties.Count == 0 ? 0 : counties.Max(c => SupplyModel.Items.ChangedAt(on, c));

    public static VillageFacts Village(RoomWork on, RegisterRow<SupplyItem> row)
    {
        var (code, v) = (long.Parse(Own(row), System.Globalization.CultureInfo.InvariantCulture), row.Document);
        return new VillageFacts(
            code, row.County, on.NameOf(RegionCode.From(code)), v.Longitude, v.Latitude, v.Households ?? 0, v.Area ?? 0, v.Insulated ?? 0, v.Need ?? 0, v.Willingness ?? 1, v.WiringReady ?? 1, v.Substation, v.GasZone, v.HeatSource,
            v.Geothermal ?? false);
    }

    private static IEnumerable<RegisterRow<SupplyItem>> Of(List<RegisterRow<SupplyItem>> all, SupplyKind kind) => all.Where(r => r.State == (int)kind);

    private static string Own(RegisterRow<SupplyItem> row) => SupplyModel.OwnCode(row.Code);

    private static Upgrade? UpgradeOf(SupplyItem item) => item is { UpgradeAmount: > 0, UpgradeCost: { } cost } ? new Upgrade(item.UpgradeAmount.Value, cost) : null;
}
