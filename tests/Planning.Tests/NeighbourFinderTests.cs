using CleanHeating.Planning.Domain;
using static CleanHeating.Planning.Tests.SmallSupply;

namespace CleanHeating.Planning.Tests;

/// <summary>Neighbouring villages, near 115° east and 35° north: a degree is 111 km to the north and 91 km to the east.</summary>
public sealed class NeighbourFinderTests
{
    [Theory]
    [InlineData(115, 35.02, true)]
    [InlineData(115, 35.024, false)]
    [InlineData(115.026, 35, true)]
    [InlineData(115.029, 35, false)]
    [InlineData(115.018, 35.014, true)]
    [InlineData(114.982, 34.986, true)]
    public void Find_TwoVillages_ArePairedWithinTheDistanceInEveryDirection(double longitude, double latitude, bool near) =>
        Assert.Equal(near ? [(0, 1)] : [], NeighbourFinder.Find([At(115, 35), At(longitude, latitude)], 2.5, 6));

    [Fact]
    public void Find_ManyVillages_PairsWhatMeasuringEachPairWouldPair()
    {
        var random = new Random(5);
        var villages = Enumerable.Range(0, 200).Select(_ => At(115 + (random.NextDouble() * 0.3), 35 + (random.NextDouble() * 0.3))).ToList();
        var pairs = Enumerable.Range(0, 200).SelectMany(a => Enumerable.Range(a + 1, 199 - a), (a, b) => (a, b)).ToList();

        var found = NeighbourFinder.Find(villages, 2.5, 200).ToHashSet();

        Assert.All(pairs, p =>
        {
            var distance = OnTheGlobe(villages[p.a], villages[p.b]);
            Assert.True(Math.Abs(distance - 2.5) < 0.02 || found.Contains(p) == distance < 2.5, $"{p} at {distance} km");
        });
    }

    [Fact]
    public void Find_MoreThanTheMost_TakesTheNearestOfEach()
    {
        var row = Enumerable.Range(0, 5).Select(i => At(115 + (i * i * 0.001), 35)).ToList();

        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 4)], NeighbourFinder.Find(row, 2.5, 1));
        Assert.Equal(10, NeighbourFinder.Find(row, 2.5, 6).Count);
    }

    [Fact]
    public void Find_VillagesWithoutAPlace_HaveNoNeighbours() => Assert.Empty(NeighbourFinder.Find([Village with { Longitude = null }, Village with { Latitude = null }, Village], 2.5, 6));

    [Theory, InlineData(0), InlineData(-1)]
    public void Find_NoDistance_PairsNothing(double kilometres) => Assert.Empty(NeighbourFinder.Find([Village, Village], kilometres, 6));

    [Fact]
    public void Find_OnePlaceForAll_PairsThemAll() => Assert.Equal([(0, 1), (0, 2), (1, 2)], NeighbourFinder.Find([Village, Village, Village], 2.5, 6));

    private static VillageFacts At(double longitude, double latitude) => Village with { Longitude = longitude, Latitude = latitude };

    private static double OnTheGlobe(VillageFacts a, VillageFacts b)
    {
        var (north, east) = (Sine(b.Latitude!.Value - a.Latitude!.Value), Sine(b.Longitude!.Value - a.Longitude!.Value));
        return 2 * 6378.2 * Math.Asin(Math.Sqrt((north * north) + (Math.Cos(Radians(a.Latitude.Value)) * Math.Cos(Radians(b.Latitude.Value)) * east * east)));
    }

    private static double Sine(double degrees) => Math.Sin(Radians(degrees) / 2);

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
