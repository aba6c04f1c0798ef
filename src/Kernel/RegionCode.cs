using System.Globalization;

namespace CleanHeating.Kernel;

/// <summary>Level of a division in the statistical code, from province down.</summary>
public enum RegionLevel
{
    Province = 1,
    City = 2,
    County = 3,
    Township = 4,
    Village = 5,
}

/// <summary>
/// Statistical division code (NBS, 12 digits): 2 province + 2 city + 2 county + 3 township + 3 village.
/// Codes of higher levels end in zeros, so a region is the range of codes [<see cref="First"/>, <see cref="Last"/>].
/// </summary>
public readonly record struct RegionCode : IComparable<RegionCode>
{
    private const long Min = 110000000000, Max = 999999999999;

    private RegionCode(long value) => Value = value;

    /// <summary>The twelve digits as a number.</summary>
    public long Value { get; }

    public RegionLevel Level =>
        Value % 1000 != 0 ? RegionLevel.Village
        : Value % 1_000_000 != 0 ? RegionLevel.Township
        : Value % 100_000_000 != 0 ? RegionLevel.County
        : Value % 10_000_000_000 != 0 ? RegionLevel.City
        : RegionLevel.Province;

    /// <summary>Six-digit code of the county, first in every key of a county's tables.</summary>
    public int CountyCode => (int)(Value / 1_000_000);

    public RegionCode County => new(Value / 1_000_000 * 1_000_000);

    public RegionCode Township => new(Value / 1000 * 1000);

    public RegionCode City => new(Value / 100_000_000 * 100_000_000);

    public RegionCode Parent => Level switch
    {
        RegionLevel.Village => Township,
        RegionLevel.Township => County,
        RegionLevel.County => City,
        _ => new(Value / 10_000_000_000 * 10_000_000_000),
    };

    /// <summary>Smallest code inside this region: the region itself.</summary>
    public long First => Value;

    /// <summary>Largest code inside this region.</summary>
    public long Last => Value + Level switch
    {
        RegionLevel.Village => 0,
        RegionLevel.Township => 999,
        RegionLevel.County => 999_999,
        RegionLevel.City => 99_999_999,
        _ => 9_999_999_999,
    };

    public bool Contains(RegionCode other) => other.Value >= First && other.Value <= Last;

    public static RegionCode OfCounty(int countyCode) => From(countyCode * 1_000_000L);

    public static RegionCode From(long value) =>
        TryFrom(value, out var code) ? code : throw new ArgumentOutOfRangeException(nameof(value), value, "A division code has twelve digits.");

    public static bool TryFrom(long value, out RegionCode code)
    {
        var valid = value is >= Min and <= Max;
        code = valid ? new RegionCode(value) : default;
        return valid;
    }

    /// <summary>Reads exactly 6 (county), 9 (township) or 12 digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RegionCode code)
    {
        code = default;
        if (text.Length is not (6 or 9 or 12) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        return TryFrom(text.Length == 6 ? value * 1_000_000 : text.Length == 9 ? value * 1000 : value, out code);
    }

    public int CompareTo(RegionCode other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D12", CultureInfo.InvariantCulture);

    public static bool operator <(RegionCode left, RegionCode right) => left.Value < right.Value;

    public static bool operator >(RegionCode left, RegionCode right) => left.Value > right.Value;

    public static bool operator <=(RegionCode left, RegionCode right) => left.Value <= right.Value;

    public static bool operator >=(RegionCode left, RegionCode right) => left.Value >= right.Value;
}
