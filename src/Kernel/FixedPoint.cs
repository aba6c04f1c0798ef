using System.Globalization;

namespace CleanHeating.Kernel;

/// <summary>Decimal text to whole small units and back, without binary fractions.</summary>
public static class FixedPoint
{
    /// <summary>
    /// Reads a plain or exponent decimal ("12.5", "1.2E3") as whole units of 10^-<paramref name="digits"/>, rounding half away
    /// from zero. Values that a spreadsheet keeps as binary fractions (0.30000000000000004) land on the nearest unit.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, int digits, out long units)
    {
        units = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        return TryFrom(value, digits, out units);
    }

    public static bool TryFrom(decimal value, int digits, out long units)
    {
        units = 0;
        var factor = Factor(digits);
        if (Math.Abs(value) > long.MaxValue / 2 / factor)
        {
            return false;
        }

        units = (long)Math.Round(value * factor, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>Shortest decimal text of the units: 12.50 → "12.5", 12.00 → "12".</summary>
    public static string Format(long units, int digits)
    {
        var factor = Factor(digits);
        var whole = units / factor;
        var rest = Math.Abs(units % factor);
        if (rest == 0)
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        var sign = units < 0 && whole == 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').TrimEnd('0')}");
    }

    private static long Factor(int digits)
    {
        long factor = 1;
        for (var i = 0; i < digits; i++)
        {
            factor *= 10;
        }

        return factor;
    }
}

/// <summary>Yuan in whole fen. May be negative (a difference); storage keeps <see cref="Fen"/>.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero;

    public static Money Yuan(long yuan) => new(yuan * 100);

    public static bool TryParse(ReadOnlySpan<char> yuan, out Money money)
    {
        var ok = FixedPoint.TryParse(yuan, 2, out var fen);
        money = new Money(fen);
        return ok;
    }

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan, shortest form.</summary>
    public override string ToString() => FixedPoint.Format(Fen, 2);

    public static Money operator +(Money a, Money b) => new(a.Fen + b.Fen);

    public static Money operator -(Money a, Money b) => new(a.Fen - b.Fen);

    public static Money Max(Money a, Money b) => a.Fen >= b.Fen ? a : b;

    public static Money Min(Money a, Money b) => a.Fen <= b.Fen ? a : b;

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;
}

/// <summary>Square metres in whole 0.01 m².</summary>
public readonly record struct Area(long Hundredths) : IComparable<Area>
{
    public static readonly Area Zero;

    public static Area SquareMetres(long metres) => new(metres * 100);

    /// <summary>万m², the unit of urban targets: one is 10,000 m².</summary>
    public static bool TryParseTenThousand(ReadOnlySpan<char> text, out Area area)
    {
        var ok = FixedPoint.TryParse(text, 6, out var units);
        area = new Area(units);
        return ok;
    }

    public string ToTenThousandString() => FixedPoint.Format(Hundredths, 6);

    public int CompareTo(Area other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>Square metres, shortest form.</summary>
    public override string ToString() => FixedPoint.Format(Hundredths, 2);

    public static Area operator +(Area a, Area b) => new(a.Hundredths + b.Hundredths);

    public static Area operator -(Area a, Area b) => new(a.Hundredths - b.Hundredths);

    public static bool operator <(Area a, Area b) => a.Hundredths < b.Hundredths;

    public static bool operator >(Area a, Area b) => a.Hundredths > b.Hundredths;

    public static bool operator <=(Area a, Area b) => a.Hundredths <= b.Hundredths;

    public static bool operator >=(Area a, Area b) => a.Hundredths >= b.Hundredths;
}
