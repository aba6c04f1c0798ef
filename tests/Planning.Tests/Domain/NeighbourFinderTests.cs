using CleanHeating.Planning.Domain;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class NeighbourFinderTests
{
    [Fact]
    public void Find_ManyPlaces_AreThePairsThatALookAtAllFinds()
    {
        var random = new Random(5);
        var villages = Enumerable.Range(0, 120).Select(i => SmallTown.Village(i) with { Longitude = 115 + random.NextDouble() * 0.2, Latitude = 35 + random.NextDouble() * 0.2 }).ToList();

        var found = NeighbourFinder.Find(villages, 2.5, 3);

        Assert.Equal(Slowly(villages, 2.5, 3), found);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Find_UnknownPlacesOrNoDistance_HaveNoNeighbours()
    {
        VillageFacts[] villages = [SmallTown.Village(1) with { Longitude = null }, SmallTown.Village(2), SmallTown.Village(3) with { Latitude = null }];

        Assert.Empty(NeighbourFinder.Find(villages, 100, 6));
        Assert.Empty(NeighbourFinder.Find([SmallTown.Village(1), SmallTown.Village(2)], 0, 6));
    }

    private static List<(int, int)> Slowly(List<VillageFacts> villages, double kilometres, int most)
    {
        var pairs = new HashSet<(int, int)>();
        for (var i = 0; i < villages.Count; i++)
        {
            foreach (var j in Enumerable.Range(0, villages.Count).Where(j => j != i && Distance(villages[i], villages[j]) <= kilometres).OrderBy(j => Distance(villages[i], villages[j])).ThenBy(j => j).Take(most))
            {
                pairs.Add((Math.Min(i, j), Math.Max(i, j)));
            }
        }

        return [.. pairs.Order()];
    }

    // As the finder has it: each place on its own parallel.
    private static double Distance(VillageFacts a, VillageFacts b)
    {
        var (ax, bx) = (a.Longitude!.Value * Math.Cos(a.Latitude!.Value * Math.PI / 180), b.Longitude!.Value * Math.Cos(b.Latitude!.Value * Math.PI / 180));
        return 111.32 * Math.Sqrt((ax - bx) * (ax - bx) + (a.Latitude.Value - b.Latitude.Value) * (a.Latitude.Value - b.Latitude.Value));
    }
}
