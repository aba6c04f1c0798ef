using System.Globalization;
using CleanHeating.Kernel;

namespace CleanHeating.Planning.Forecast;

/// <summary>What a forecast needs of a household. Days are day numbers; null before it happened.</summary>
/// <param name="Village">Twelve digits.</param>
/// <param name="Firm">The firm's credit code; null where the ledger has none.</param>
/// <param name="Started">Day on which work began.</param>
/// <param name="Completed">Day on which it was done.</param>
/// <param name="Inspected">Day of the last inspection.</param>
/// <param name="Passed">Whether it passed.</param>
public readonly record struct ForecastHousehold(long Village, string? Firm, int? Started, int? Completed, int? Inspected, bool Passed);

/// <summary>Whose progress is foreseen.</summary>
public enum UnitLevel
{
    City = 0,
    County = 1,
    Township = 2,
    Village = 3,
    Firm = 4,
}

/// <summary>A region or a firm.</summary>
/// <param name="Level">What it is.</param>
/// <param name="Code">Region's twelve digits, or the firm's credit code.</param>
public readonly record struct ForecastUnit(UnitLevel Level, string Code)
{
    public static ForecastUnit City { get; } = new(UnitLevel.City, "");

    public static ForecastUnit Of(RegionCode region) => new((UnitLevel)(int)region.Level, region.ToString());

    public static ForecastUnit OfFirm(string credit) => new(UnitLevel.Firm, credit);

    internal static ForecastUnit At(UnitLevel level, long region) => new(level, region.ToString("D12", CultureInfo.InvariantCulture));

    /// <summary>All units to which a household belongs.</summary>
    internal static IEnumerable<ForecastUnit> Around(long village, string? firm)
    {
        yield return City;
        yield return At(UnitLevel.County, village / 1_000_000 * 1_000_000);
        yield return At(UnitLevel.Township, village / 1000 * 1000);
        yield return At(UnitLevel.Village, village);
        if (firm is not null)
        {
            yield return OfFirm(firm);
        }
    }
}

/// <summary>What of a household is foreseen.</summary>
public enum Goal
{
    /// <summary>Built (C5).</summary>
    Completed = 0,
    /// <summary>Inspected and passed (C6).</summary>
    Passed = 1,
}
