using CleanHeating.Planning.Data;

namespace CleanHeating.Planning.Supply;

/// <summary>How a cell is read.</summary>
internal enum FieldType
{
    Text,
    Number,

    /// <summary>Percent, kept as a share.</summary>
    Share,

    /// <summary>Yuan, kept in fen.</summary>
    Money,

    /// <summary>Whole number.</summary>
    Whole,

    /// <summary>m², kept in 0.01 m².</summary>
    Area,
    Date,
    Flag,
    County,
    Village,
}

/// <summary>A column of a sheet: its key, by which its texts are found, how it is read, and within which limits.</summary>
internal sealed record SupplyField(string Key, FieldType Type, bool IsRequired = false, double Least = 0, double Most = 1e12)
{
    private static readonly SupplyField Code = new("code", FieldType.Text, true), Name = new("name", FieldType.Text), County = new("county", FieldType.County, true);
    private static readonly SupplyField Capacity = new("capacity", FieldType.Number, true, 0, 1e7), BaseLoad = new("base-load", FieldType.Number, true, 0, 1e7);
    private static readonly SupplyField UpgradeAmount = new("upgrade-amount", FieldType.Number, false, 0, 1e7), UpgradeCost = new("upgrade-cost", FieldType.Money, false, 0, 1e10);

    /// <summary>Columns of each kind's sheet.</summary>
    public static IReadOnlyList<SupplyField> Of(SupplyKind kind) => kind switch
    {
        SupplyKind.Substation => [Code, Name, County, Capacity, BaseLoad, UpgradeAmount, UpgradeCost],
        SupplyKind.Transformer => [Code, new("village", FieldType.Village, true), Capacity, BaseLoad, UpgradeAmount, UpgradeCost],
        SupplyKind.GasZone => [Code, Name, County, new("peak-flow", FieldType.Number, true, 0, 1e7)],
        SupplyKind.GasAgreement =>
        [
            Code, County, new("enterprise", FieldType.Text, true), new("zone", FieldType.Text, true), new("yearly", FieldType.Number, false, 0, 1e10), new("seasonal", FieldType.Number, false, 0, 1e10),
            new("peak", FieldType.Number, false, 0, 1e7), new("from", FieldType.Date, true), new("until", FieldType.Date, true),
        ],
        SupplyKind.HeatSource => [Code, Name, County, new("heat-capacity", FieldType.Number, true, 0, 1e7)],
        _ =>
        [
            new("village", FieldType.Village, true), new("longitude", FieldType.Number, false, 70, 140), new("latitude", FieldType.Number, false, 3, 55), new("households", FieldType.Whole, true, 0, 5000),
            new("area", FieldType.Area, true, 5, 1000), new("insulated", FieldType.Share, false, 0, 100), new("need", FieldType.Whole, false, 0, 100), new("willingness", FieldType.Share, false, 0, 100),
            new("wiring", FieldType.Share, false, 0, 100), new("substation", FieldType.Text), new("gas-zone", FieldType.Text), new("heat-source", FieldType.Text), new("geothermal", FieldType.Flag),
        ],
    };
}
