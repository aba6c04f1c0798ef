using CleanHeating.TestKit;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class MoneyTests
{
    private const long Most = long.MaxValue / 4;

    [Fact]
    public void Yuan_Whole_IsHundredFen()
    {
        Assert.Equal(new Money(560_000), Money.Yuan(5600));
        Assert.Equal("5600", Money.Yuan(5600).ToString());
        Assert.Equal("0", Money.Zero.ToString());
    }

    [Fact]
    public void Arithmetic_BeyondTheLargest_Throws()
    {
        Assert.Throws<OverflowException>(() => Money.Yuan(long.MaxValue / 50));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
    }

    [Fact]
    public void TryParse_Nonsense_RefusedWithNothing()
    {
        Assert.False(Money.TryParse("5600元", out var money));

        Assert.Equal(Money.Zero, money);
    }

    [Fact]
    public void TryParse_OwnText_ComesBack() =>
        Always.Holds(Always.Longs(-Most, Most), fen => Money.TryParse(new Money(fen).ToString(), out var again) && again.Fen == fen);

    [Fact]
    public void Arithmetic_AnySums_AreExactAndOrdered() =>
        Always.Holds(Always.Longs(-Most, Most).Two(), pair =>
        {
            var (a, b) = (new Money(pair.Item1), new Money(pair.Item2));
            return a + b == b + a && a + b - b == a && Money.Max(a, b) >= Money.Min(a, b) && Money.Max(a, b) + Money.Min(a, b) == a + b
                && (a < b) == (b > a) && (a <= b) == !(a > b) && Math.Sign(a.CompareTo(b)) == Math.Sign(pair.Item1.CompareTo(pair.Item2));
        });
}

public sealed class AreaTests
{
    [Theory]
    [InlineData("1", 1_000_000)]
    [InlineData("327.63", 327_630_000)]
    [InlineData("0.000001", 1)]
    public void TryParseTenThousand_Text_IsTenThousandSquareMetres(string text, long hundredths)
    {
        Assert.True(Area.TryParseTenThousand(text, out var area));

        Assert.Equal(hundredths, area.Hundredths);
        Assert.Equal(text, area.ToTenThousandString());
    }

    [Fact]
    public void SquareMetres_Whole_IsHundredHundredths()
    {
        Assert.Equal(12_000, Area.SquareMetres(120).Hundredths);
        Assert.Equal("120", Area.SquareMetres(120).ToString());
        Assert.Equal("89.05", new Area(8905).ToString());
    }

    [Fact]
    public void Arithmetic_BeyondTheLargest_Throws()
    {
        Assert.Throws<OverflowException>(() => Area.SquareMetres(long.MaxValue));
        Assert.Throws<OverflowException>(() => new Area(long.MaxValue) + new Area(1));
    }

    [Fact]
    public void TryParseTenThousand_OwnText_ComesBack() =>
        Always.Holds(Always.Longs(0, 1_000_000_000_000_000), hundredths =>
            Area.TryParseTenThousand(new Area(hundredths).ToTenThousandString(), out var again) && again.Hundredths == hundredths);

    [Fact]
    public void Arithmetic_AnySums_AreExactAndOrdered() =>
        Always.Holds(Always.Longs(0, long.MaxValue / 4).Two(), pair =>
        {
            var (a, b) = (new Area(pair.Item1), new Area(pair.Item2));
            return a + b - b == a && (a < b) == (b > a) && (a >= b) == !(a < b);
        });
}
