using System.Globalization;

namespace CleanHeating.Funds.Domain.Seasons;

/// <summary>A heating season, named by the two years that it lies in. Its bills are those of July to June; months count from 0 (July) to 11 (June).</summary>
/// <param name="Year">Year in which it begins.</param>
internal readonly record struct Season(int Year)
{
    public const int Months = 12;

    /// <summary>Month numbers of November to March, for which operating subsidy is reckoned (C31).</summary>
    public const int FirstCounted = 4, LastCounted = 8;

    /// <summary>Reads 2021-2022; null for anything else.</summary>
    public static Season? Parse(string? text) => (text ?? "").Split('-') is [{ Length: 4 } from, { Length: 4 } to]
        && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && first is >= 2000 and < 2200 && second == first + 1 ? new Season(first) : null;

    /// <summary>Number of a calendar month within the season; null where it lies outside.</summary>
    public int? MonthOf(int year, int month)
    {
        var number = (year - Year) * 12 + month - 7;
        return number is >= 0 and < Months ? number : null;
    }

    public (int Year, int Month) CalendarOf(int month) => (Year + (month + 6) / 12, (month + 6) % 12 + 1);

    /// <summary>Last day of a month, which a certificate must cover for the month to count.</summary>
    public DateOnly LastDayOf(int month)
    {
        var (year, calendar) = CalendarOf(month);
        return new DateOnly(year, calendar, DateTime.DaysInMonth(year, calendar));
    }

    /// <summary>The month as bills write it.</summary>
    public string PeriodOf(int month)
    {
        var (year, calendar) = CalendarOf(month);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{calendar:00}");
    }

    /// <summary>First day after the season's heating months: rates are those of the season's first counted month.</summary>
    public DateOnly Begins => new(Year, 11, 1);

    /// <summary>Months of November to March whose last day lies within a validity, as bits.</summary>
    public int CountedWithin(DateOnly from, DateOnly to)
    {
        var bits = 0;
        for (var month = FirstCounted; month <= LastCounted; month++)
        {
            var day = LastDayOf(month);
            bits |= from <= day && day <= to ? 1 << month : 0;
        }

        return bits;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Year + 1:0000}");
}

/// <summary>What a meter measures.</summary>
internal enum Metered
{
    /// <summary>0.01 kWh.</summary>
    Power = 0,

    /// <summary>0.01 m³.</summary>
    Gas = 1,
}
