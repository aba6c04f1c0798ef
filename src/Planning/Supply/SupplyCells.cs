using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>Takes a row's values: every cell that is wrong is named.</summary>
internal sealed class SupplyCells(RoomWork on)
{
    private const int LongestText = 100;
    private const double Percent = 100, Hundredths = 100;
    private static readonly string[] Yes = ["1", "YES", "Y", "TRUE"], No = ["0", "NO", "N", "FALSE", ""];
    private readonly Dictionary<string, RegionCode> _counties = Counties(on);

    public SupplyRow Read(SupplyKind kind, ErrorPlace place, SupplyField?[] columns, ReadOnlySpan<Cell> cells, string[] texts)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var errors = new List<Error>();
        for (var c = 0; c < columns.Length; c++)
        {
            if (columns[c] is not { } field)
            {
                continue;
            }

            var (cell, text) = c < cells.Length ? (cells[c], texts[c]) : (default, "");
            var at = place with { Column = XlsxSheetWriter.Letters(c), Path = field.Key };
            if (text.Length == 0 && cell.Kind is not CellKind.Error)
            {
                if (field.IsRequired)
                {
                    errors.Add(new Error("supply-required", at, Name(field)));
                }
            }
            else if (Value(field, cell, text) is { } value)
            {
                values[field.Key] = value;
            }
            else
            {
                errors.Add(field.Type switch
                {
                    FieldType.Number or FieldType.Share or FieldType.Money or FieldType.Whole or FieldType.Area => new Error("supply-number", at, Name(field), text, Shown(field.Least), Shown(field.Most)),
                    FieldType.Date => new Error("supply-date", at, Name(field), text),
                    FieldType.County or FieldType.Village => new Error("supply-place", at, Name(field), text),
                    _ => new Error("supply-text", at, Name(field), text),
                });
            }
        }

        return Finish(kind, place, values, errors, texts);
    }

    private SupplyRow Finish(SupplyKind kind, ErrorPlace place, Dictionary<string, object> values, List<Error> errors, string[] texts)
    {
        var village = values.GetValueOrDefault("village") as RegionCode?;
        var county = village?.County ?? values.GetValueOrDefault("county") as RegionCode?;
        var code = kind == SupplyKind.Village ? village?.ToString() ?? "" : values.GetValueOrDefault("code") as string ?? "";
        var item = Item(values, kind == SupplyKind.Village ? null : village?.Value);
        if (item.From > item.Until)
        {
            errors.Add(new Error("supply-dates", place with { Path = "until" }, code));
        }

        if (county is { } its && !on.Scope.Covers(village ?? its))
        {
            errors.Add(new Error("outside-scope", place, on.NameOf(its)));
        }

        if (item.UpgradeAmount is > 0 != (item.UpgradeCost is not null))
        {
            errors.Add(new Error("supply-upgrade", place with { Path = "upgrade-cost" }, code));
        }

        return new SupplyRow(kind, place.Sheet!, place.Row!.Value, county?.CountyCode ?? 0, code, item, errors, texts);
    }

    private static SupplyItem Item(Dictionary<string, object> v, long? village) => new()
    {
        Name = v.GetValueOrDefault("name") as string, Capacity = (v.GetValueOrDefault("capacity") ?? v.GetValueOrDefault("heat-capacity")) as double?, BaseLoad = v.GetValueOrDefault("base-load") as double?,
        UpgradeAmount = v.GetValueOrDefault("upgrade-amount") as double?, UpgradeCost = v.GetValueOrDefault("upgrade-cost") as long?, PeakFlow = v.GetValueOrDefault("peak-flow") as double?,
        Enterprise = v.GetValueOrDefault("enterprise") as string, Zone = v.GetValueOrDefault("zone") as string, Yearly = v.GetValueOrDefault("yearly") as double?, Seasonal = v.GetValueOrDefault("seasonal") as double?,
        Peak = v.GetValueOrDefault("peak") as double?, From = v.GetValueOrDefault("from") as DateOnly?, Until = v.GetValueOrDefault("until") as DateOnly?, Village = village,
        Longitude = v.GetValueOrDefault("longitude") as double?, Latitude = v.GetValueOrDefault("latitude") as double?, Households = v.GetValueOrDefault("households") as int?, Area = v.GetValueOrDefault("area") as long?,
        Insulated = v.GetValueOrDefault("insulated") as double?, Need = v.GetValueOrDefault("need") as int?, Willingness = v.GetValueOrDefault("willingness") as double?, WiringReady = v.GetValueOrDefault("wiring") as double?,
        Substation = v.GetValueOrDefault("substation") as string, GasZone = v.GetValueOrDefault("gas-zone") as string, HeatSource = v.GetValueOrDefault("heat-source") as string, Geothermal = v.GetValueOrDefault("geothermal") as bool?,
    };

    private object? Value(SupplyField field, in Cell cell, string text) => field.Type switch
    {
        FieldType.Text => text.Length <= LongestText && !text.Any(char.IsControl) ? text : null,
        FieldType.Number => Number(field, text) is { } n ? Math.Round(n, 6) : null,
        FieldType.Share => Number(field, text.TrimEnd('%')) is { } n ? Math.Round(n / Percent, 6) : null,
        FieldType.Money => Number(field, text) is { } n ? (long)Math.Floor((n * Hundredths) + 0.5) : null,
        FieldType.Whole => Number(field, text) is { } n && Math.Floor(n) == n ? (int)n : null,
        FieldType.Area => Number(field, text) is { } n ? (long)Math.Floor((n * Hundredths) + 0.5) : null,
        FieldType.Date => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        FieldType.Flag => Flag(text, cell),
        FieldType.County => _counties.TryGetValue(text, out var county) ? county : null,
        _ => RegionCode.TryParse(text, out var village) && village.Level == RegionLevel.Village && on.Programme.Plan.Divisions.Has(village) ? village : null,
    };

    private bool? Flag(string text, in Cell cell) =>
        cell.Kind == CellKind.Boolean ? cell.Number != 0
        : Yes.Contains(text.ToUpperInvariant()) || text == on.Workplace.Texts.Get("supply.yes", Platform.Texts.TextCatalog.Chinese) ? true
        : No.Contains(text.ToUpperInvariant()) || text == on.Workplace.Texts.Get("supply.no", Platform.Texts.TextCatalog.Chinese) ? false : null;

    private static double? Number(SupplyField field, string text) =>
        double.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && value >= field.Least && value <= field.Most
            ? value : null;

    private string Name(SupplyField field) => on.Workplace.Texts.Get("supply.field." + field.Key, Platform.Texts.TextCatalog.Chinese);

    private static string Shown(double limit) => limit.ToString("0.##", CultureInfo.InvariantCulture);

    private static Dictionary<string, RegionCode> Counties(RoomWork on)
    {
        var plan = on.Programme.Plan;
        var names = new Dictionary<string, RegionCode>(StringComparer.Ordinal);
        foreach (var county in plan.Divisions.Counties)
        {
            names.TryAdd(plan.Divisions.NameOf(county), county);
            names.TryAdd(county.ToString(), county);
            names.TryAdd(county.CountyCode.ToString(CultureInfo.InvariantCulture), county);
        }

        foreach (var alias in plan.Aliases.Where(a => a.Division.Level == RegionLevel.County))
        {
            names.TryAdd(alias.Name, alias.Division);
        }

        return names;
    }
}
