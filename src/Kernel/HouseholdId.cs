using System.Globalization;

namespace CleanHeating.Kernel;

/// <summary>
/// A household's number is its address: village code × 100,000 + sequence in the village (1–99,999).
/// All households of a region are a range of numbers.
/// </summary>
public readonly record struct HouseholdId : IComparable<HouseholdId>
{
    private const long Factor = 100_000;

    private HouseholdId(long value) => Value = value;

    public long Value { get; }

    public RegionCode Village => RegionCode.From(Value / Factor);

    public int Sequence => (int)(Value % Factor);

    public int CountyCode => (int)(Value / Factor / 1_000_000);

    public static HouseholdId Of(RegionCode village, int sequence)
    {
        if (village.Level != RegionLevel.Village)
        {
            throw new ArgumentOutOfRangeException(nameof(village), village, "A household lives in a village.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, (int)Factor);
        return new(village.Value * Factor + sequence);
    }

    public static bool TryFrom(long value, out HouseholdId id)
    {
        var valid = value % Factor != 0 && RegionCode.TryFrom(value / Factor, out var code) && code.Level == RegionLevel.Village;
        id = valid ? new HouseholdId(value) : default;
        return valid;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out HouseholdId id)
    {
        id = default;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && TryFrom(value, out id);
    }

    /// <summary>Smallest and largest household number that a region can hold.</summary>
    public static (long First, long Last) RangeOf(RegionCode region) => (region.First * Factor, region.Last * Factor + Factor - 1);

    public int CompareTo(HouseholdId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D17", CultureInfo.InvariantCulture);

    public static bool operator <(HouseholdId left, HouseholdId right) => left.Value < right.Value;

    public static bool operator >(HouseholdId left, HouseholdId right) => left.Value > right.Value;

    public static bool operator <=(HouseholdId left, HouseholdId right) => left.Value <= right.Value;

    public static bool operator >=(HouseholdId left, HouseholdId right) => left.Value >= right.Value;
}
