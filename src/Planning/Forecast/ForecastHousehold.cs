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
    FirmInCounty = 5,
    FirmInTownship = 6,
}

/// <summary>A region or a firm.</summary>
/// <param name="Level">What it is.</param>
/// <param name="Code">Region's twelve digits; the firm's credit code; both joined by a slash for a firm in a region.</param>
public readonly record struct ForecastUnit(UnitLevel Level, string Code)
{
    private const int RegionDigits = 12;

    public static ForecastUnit City { get; } = new(UnitLevel.City, "");

    /// <summary>A county, township or village.</summary>
    public static ForecastUnit Of(RegionCode region) => new(region.Level switch { RegionLevel.County => UnitLevel.County, RegionLevel.Township => UnitLevel.Township, _ => UnitLevel.Village }, region.ToString());

    public static ForecastUnit OfFirm(string credit) => new(UnitLevel.Firm, credit);

    /// <summary>A firm's work in a county or township.</summary>
    public static ForecastUnit OfFirm(string credit, RegionCode place) => new(place.Level == RegionLevel.County ? UnitLevel.FirmInCounty : UnitLevel.FirmInTownship, $"{place}/{credit}");

    /// <summary>The region; null for the city and for a firm everywhere.</summary>
    internal long? Region => Level is UnitLevel.City or UnitLevel.Firm ? null : long.Parse(Code.AsSpan(0, RegionDigits), CultureInfo.InvariantCulture);

    /// <summary>The firm's credit code; null for a region.</summary>
    internal string? Firm => Level switch { UnitLevel.Firm => Code, UnitLevel.FirmInCounty or UnitLevel.FirmInTownship => Code[(RegionDigits + 1)..], _ => null };

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
            yield return new(UnitLevel.FirmInCounty, At(UnitLevel.County, village / 1_000_000 * 1_000_000).Code + "/" + firm);
            yield return new(UnitLevel.FirmInTownship, At(UnitLevel.Township, village / 1000 * 1000).Code + "/" + firm);
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
