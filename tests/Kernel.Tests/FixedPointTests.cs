using System.Globalization;
using CleanHeating.TestKit;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class FixedPointTests
{
    private const long Most = long.MaxValue / 4;

    [Theory]
    [InlineData("12.5", 2, 1250)]
    [InlineData("12", 2, 1200)]
    [InlineData("-12.5", 2, -1250)]
    [InlineData("+0.01", 2, 1)]
    [InlineData(".5", 1, 5)]
    [InlineData("1.2E3", 2, 120000)]
    [InlineData("1.2e-1", 2, 12)]
    [InlineData("0.30000000000000004", 2, 30)]
    [InlineData("4350.0000000000009", 2, 435000)]
    [InlineData("0.29999999999999999", 2, 30)]
    [InlineData("1.005", 2, 101)]
    [InlineData("1.0049999", 2, 100)]
    [InlineData("-1.005", 2, -101)]
    [InlineData("0.004", 2, 0)]
    [InlineData("7", 0, 7)]
    [InlineData("0.5", 0, 1)]
    public void TryParse_Decimal_RoundsHalfAwayFromZero(string text, int digits, long expected)
    {
        Assert.True(FixedPoint.TryParse(text, digits, out var units));

        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("(5)")]
    [InlineData("5元")]
    [InlineData("¥5")]
    [InlineData("１２")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("1E400")]
    [InlineData("99999999999999999999")]
    [InlineData("-99999999999999999999")]
    public void TryParse_OtherText_RefusedWithZero(string text)
    {
        var ok = FixedPoint.TryParse(text, 2, out var units);

        Assert.False(ok);
        Assert.Equal(0, units);
    }

    [Theory]
    [InlineData(0, 2, "0")]
    [InlineData(1250, 2, "12.5")]
    [InlineData(1200, 2, "12")]
    [InlineData(1, 2, "0.01")]
    [InlineData(-1, 2, "-0.01")]
    [InlineData(-1250, 2, "-12.5")]
    [InlineData(1000001, 6, "1.000001")]
    [InlineData(7, 0, "7")]
    [InlineData(long.MaxValue, 2, "92233720368547758.07")]
    [InlineData(long.MinValue, 2, "-92233720368547758.08")]
    public void Format_Units_IsShortest(long units, int digits, string expected) => Assert.Equal(expected, FixedPoint.Format(units, digits));

    [Fact]
    public void TryParse_FormattedUnits_ComeBack() =>
        Always.Holds(
            from units in Always.Longs(-Most, Most)
            from digits in Gen.Choose(0, 6)
            select (units, digits),
            pair => FixedPoint.TryParse(FixedPoint.Format(pair.units, pair.digits), pair.digits, out var again) && again == pair.units);

    [Fact]
    public void Format_AnyUnits_IsTheSameNumberWithoutIdleZeros() =>
        Always.Holds(Always.Longs(long.MinValue, long.MaxValue), units =>
            FixedPoint.Format(units, 2) is var text
            && decimal.Parse(text, CultureInfo.InvariantCulture) == units / 100m
            && !(text.Contains('.') && text.EndsWith('0')));

    [Fact]
    public void TryFrom_Decimal_IsNeverMoreThanHalfAUnitOff() =>
        Always.Holds(Always.Longs(-Most / 1000, Most / 1000), thousandths =>
            FixedPoint.TryFrom(thousandths / 1000m, 2, out var units) && Math.Abs(units / 100m - thousandths / 1000m) <= 0.005m);
}
