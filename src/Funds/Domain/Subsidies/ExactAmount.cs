namespace CleanHeating.Funds.Domain.Subsidies;

/// <summary>
/// An amount before rounding, in units of 10⁻⁸ fen: what a rate with four decimals gives for use in hundredths, and a percentage with two
/// decimals of a cost in fen, without a remainder. It is rounded once, at the end, half up.
/// </summary>
internal readonly record struct ExactAmount(long Units) : IComparable<ExactAmount>
{
    public const long PerFen = 100_000_000;

    public static ExactAmount OfFen(long fen) => new(fen * PerFen);

    /// <summary>Use in hundredths of a unit times a rate in 10⁻⁴ yuan for a unit.</summary>
    public static ExactAmount OfUse(long hundredths, long rate) => new(hundredths * rate * 10_000);

    /// <summary>A percentage in hundredths of a percent of fen.</summary>
    public static ExactAmount OfShare(long fen, long hundredthsOfPercent) => new(fen * hundredthsOfPercent * 10_000);

    /// <summary>Whole fen, half up.</summary>
    public long RoundedFen => (Units + PerFen / 2) / PerFen;

    /// <summary>Whether there is anything to round.</summary>
    public bool IsWhole => Units % PerFen == 0;

    /// <summary>Yuan with all decimals that there are.</summary>
    public override string ToString() => Kernel.FixedPoint.Format(Units, 10);

    public int CompareTo(ExactAmount other) => Units.CompareTo(other.Units);

    public static ExactAmount operator +(ExactAmount a, ExactAmount b) => new(a.Units + b.Units);

    public static bool operator <(ExactAmount a, ExactAmount b) => a.Units < b.Units;

    public static bool operator >(ExactAmount a, ExactAmount b) => a.Units > b.Units;

    public static bool operator <=(ExactAmount a, ExactAmount b) => a.Units <= b.Units;

    public static bool operator >=(ExactAmount a, ExactAmount b) => a.Units >= b.Units;
}
