using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>What rows refer to: a village names its substation by code alone, so a code means one thing in the whole city.</summary>
internal static class SupplyReferences
{
    /// <summary>Codes that can be referred to, each with its county.</summary>
    public static Dictionary<string, int> Known(RoomWork on)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in on.Programme.Plan.Divisions.Counties.SelectMany(c => SupplyModel.Items.Of(on, c.CountyCode)).Where(r => r.State != (int)SupplyKind.Village))
        {
            known.TryAdd(row.Code, row.County);
        }

        return known;
    }

    /// <summary>References of a row to what is not there.</summary>
    public static IEnumerable<Error> Lost(RoomWork on, Dictionary<string, int> known, SupplyRow row)
    {
        var refers = new (string? Code, SupplyKind Kind, string Path)[]
        {
            (row.Item.Substation, SupplyKind.Substation, "substation"), (row.Item.GasZone, SupplyKind.GasZone, "gas-zone"), (row.Item.HeatSource, SupplyKind.HeatSource, "heat-source"), (row.Item.Zone, SupplyKind.GasZone, "zone"),
        };
        return refers.Where(r => r.Code is not null && !known.ContainsKey(SupplyModel.CodeOf(r.Kind, r.Code)))
            .Select(r => new Error("supply-reference", new ErrorPlace(Sheet: row.Sheet, Row: row.Row, Path: r.Path), r.Code!, on.Workplace.Texts.Get("supply.kind." + Words.Of(r.Kind), Platform.Texts.TextCatalog.Chinese)));
    }

    /// <summary>A code that another county has given away, of a row that is good otherwise.</summary>
    public static IEnumerable<Error> Elsewhere(RoomWork on, Dictionary<string, int> known, SupplyRow row) =>
        row.Kind is SupplyKind.Substation or SupplyKind.GasZone or SupplyKind.HeatSource && row.Errors.Count == 0 && known.TryGetValue(SupplyModel.CodeOf(row.Kind, row.Code), out var county) && county != row.County
            ? [new Error("supply-elsewhere", new ErrorPlace(Sheet: row.Sheet, Row: row.Row, Path: "code"), row.Code, on.NameOf(RegionCode.OfCounty(county)))] : [];
}
