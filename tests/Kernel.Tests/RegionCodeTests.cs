using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class RegionCodeTests
{
    internal static readonly Gen<RegionCode> Codes =
        from county in Gen.Choose(110000, 999999)
        from township in Gen.Choose(0, 999)
        from village in Gen.Choose(0, 999)
        from zeros in Gen.Elements(1L, 1000, 1_000_000, 100_000_000, 10_000_000_000)
        select RegionCode.From((county * 1_000_000L + township * 1000 + village) / zeros * zeros);

    [Theory]
    [InlineData("370000000000", RegionLevel.Province)]
    [InlineData("371700000000", RegionLevel.City)]
    [InlineData("371702000000", RegionLevel.County)]
    [InlineData("371771000000", RegionLevel.County)]
    [InlineData("371702001000", RegionLevel.Township)]
    [InlineData("371702001001", RegionLevel.Village)]
    [InlineData("371728599999", RegionLevel.Village)]
    public void Level_Code_FollowsItsZeros(string text, RegionLevel expected)
    {
        Assert.True(RegionCode.TryParse(text, out var code));

        Assert.Equal(expected, code.Level);
    }

    [Theory]
    [InlineData("371702", 371702000000)]
    [InlineData("371702101", 371702101000)]
    [InlineData("371702101205", 371702101205)]
    public void TryParse_SixNineOrTwelveDigits_FillsWithZeros(string text, long expected)
    {
        Assert.True(RegionCode.TryParse(text, out var code));

        Assert.Equal(expected, code.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("37")]
    [InlineData("37170")]
    [InlineData("3717021")]
    [InlineData("37170210120")]
    [InlineData("3717021012051")]
    [InlineData("37170x")]
    [InlineData(" 37170")]
    [InlineData("-37170")]
    [InlineData("+37170")]
    [InlineData("000000")]
    [InlineData("109999")]
    [InlineData("３７１７０２")]
    public void TryParse_OtherText_Refused(string text) => Assert.False(RegionCode.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-371702000000)]
    [InlineData(109_999_999_999)]
    [InlineData(1_000_000_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void TryFrom_OutOfRange_RefusedWithoutACode(long value)
    {
        var ok = RegionCode.TryFrom(value, out var code);

        Assert.False(ok);
        Assert.Equal(default, code);
        Assert.Throws<ArgumentOutOfRangeException>(() => RegionCode.From(value));
    }

    [Fact]
    public void Parent_Village_ClimbsToTheProvince()
    {
        var village = RegionCode.From(371702101205);

        RegionCode[] path = [village, village.Parent, village.Parent.Parent, village.Parent.Parent.Parent, village.Parent.Parent.Parent.Parent];

        Assert.Equal(["371702101205", "371702101000", "371702000000", "371700000000", "370000000000"], path.Select(code => code.ToString()));
        Assert.Equal([RegionLevel.Village, RegionLevel.Township, RegionLevel.County, RegionLevel.City, RegionLevel.Province], path.Select(code => code.Level));
        Assert.Equal(371702, village.CountyCode);
        Assert.Equal(village.County, RegionCode.OfCounty(371702));
    }

    [Fact]
    public void Contains_SameNameElsewhere_IsOutside()
    {
        var county = RegionCode.OfCounty(371702);

        Assert.True(county.Contains(RegionCode.From(371702999999)));
        Assert.False(county.Contains(RegionCode.From(371703001000)));
        Assert.False(county.Contains(RegionCode.From(371700000000)));
    }

    [Fact]
    public void TryParse_OwnText_ComesBack() =>
        Always.Holds(Codes, code => RegionCode.TryParse(code.ToString(), out var again) && again == code && code.ToString().Length == 12);

    [Fact]
    public void Contains_Parent_HoldsItsChildAndItself() =>
        Always.Holds(Codes, code => code.Parent.Contains(code) && code.Contains(code) && code.First <= code.Last && code.Parent.Last >= code.Last);

    [Fact]
    public void CompareTo_Codes_AgreesWithTextOrder() =>
        Always.Holds(Codes.Two(), pair =>
            Math.Sign(pair.Item1.CompareTo(pair.Item2)) == Math.Sign(string.CompareOrdinal(pair.Item1.ToString(), pair.Item2.ToString()))
            && (pair.Item1 < pair.Item2) == (pair.Item2 > pair.Item1)
            && (pair.Item1 <= pair.Item2) == (pair.Item2 >= pair.Item1));
}
