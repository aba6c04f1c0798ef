using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Kernel.Tests;

public sealed class HouseholdIdTests
{
    private static readonly Gen<HouseholdId> Ids =
        from county in Gen.Choose(110101, 999998)
        from township in Gen.Choose(1, 599)
        from village in Gen.Choose(1, 999)
        from sequence in Always.Longs(1, 99_999)
        select HouseholdId.Of(RegionCode.From(county * 1_000_000L + township * 1000 + village), (int)sequence);

    [Fact]
    public void Of_VillageAndSequence_StandSideBySide()
    {
        var id = HouseholdId.Of(RegionCode.From(371702101205), 42);

        Assert.Equal(37170210120500042, id.Value);
        Assert.Equal("37170210120500042", id.ToString());
        Assert.Equal(371702, id.CountyCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void Of_SequenceOutOfRange_Throws(int sequence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HouseholdId.Of(RegionCode.From(371702101205), sequence));

    [Theory]
    [InlineData(371702101000)]
    [InlineData(371702000000)]
    [InlineData(370000000000)]
    public void Of_NotAVillage_Throws(long region) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HouseholdId.Of(RegionCode.From(region), 1));

    [Theory]
    [InlineData(0)]
    [InlineData(-37170210120500042)]
    [InlineData(37170210120500000)]
    [InlineData(37170210100000042)]
    [InlineData(3717021012050004)]
    [InlineData(371702101205000420)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void TryFrom_NoHouseholdsNumber_RefusedWithoutAnId(long value)
    {
        var ok = HouseholdId.TryFrom(value, out var id);

        Assert.False(ok);
        Assert.Equal(default, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData(" 37170210120500042")]
    [InlineData("-37170210120500042")]
    [InlineData("37170210120500042.0")]
    [InlineData("99999999999999999999999")]
    public void TryParse_OtherText_Refused(string text) => Assert.False(HouseholdId.TryParse(text, out _));

    [Fact]
    public void TryParse_OwnText_ComesBack() =>
        Always.Holds(Ids, id => HouseholdId.TryParse(id.ToString(), out var again) && again == id && HouseholdId.Of(id.Village, id.Sequence) == id);

    [Fact]
    public void RangeOf_EveryRegionAbove_HoldsTheHousehold() =>
        Always.Holds(Ids, id => new[] { id.Village, id.Village.Township, id.Village.County, id.Village.City }.All(region =>
            HouseholdId.RangeOf(region) is var (first, last) && first <= id.Value && id.Value <= last));

    [Fact]
    public void RangeOf_NeighbourVillages_DoNotTouch() =>
        Assert.True(HouseholdId.RangeOf(RegionCode.From(371702101205)).Last < HouseholdId.RangeOf(RegionCode.From(371702101206)).First);
}
