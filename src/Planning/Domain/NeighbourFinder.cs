namespace CleanHeating.Planning.Domain;

/// <summary>Finds neighbouring villages (成方连片): the nearest few within a distance.</summary>
internal static class NeighbourFinder
{
    private const double KilometresPerDegree = 111.32;

    /// <summary>Pairs of places in the list, the first before the second; each village is paired with its nearest few.</summary>
    public static IReadOnlyList<(int A, int B)> Find(IReadOnlyList<VillageFacts> villages, double kilometres, int most)
    {
        if (kilometres <= 0)
        {
            return [];
        }

        var cells = new Dictionary<(int, int), List<int>>();
        var shrink = Shrink(villages);
        var places = villages.Select(v => Place(v, shrink)).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] is { } place)
            {
                var cell = Cell(place, kilometres);
                (cells.TryGetValue(cell, out var its) ? its : cells[cell] = []).Add(i);
            }
        }

        var pairs = new HashSet<(int, int)>();
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] is { } place)
            {
                foreach (var near in Near(cells, places, i, place, kilometres).OrderBy(n => n.Distance).ThenBy(n => n.Index).Take(most))
                {
                    pairs.Add((Math.Min(i, near.Index), Math.Max(i, near.Index)));
                }
            }
        }

        return [.. pairs.Order()];
    }

    private static IEnumerable<(int Index, double Distance)> Near(Dictionary<(int, int), List<int>> cells, List<(double X, double Y)?> places, int self, (double X, double Y) place, double kilometres)
    {
        var (column, row) = Cell(place, kilometres);
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                foreach (var other in cells.GetValueOrDefault((column + dx, row + dy)) ?? [])
                {
                    var there = places[other]!.Value;
                    var distance = Math.Sqrt(((there.X - place.X) * (there.X - place.X)) + ((there.Y - place.Y) * (there.Y - place.Y)));
                    if (other != self && distance <= kilometres)
                    {
                        yield return (other, distance);
                    }
                }
            }
        }
    }

    private static (int, int) Cell((double X, double Y) place, double kilometres) => ((int)Math.Floor(place.X / kilometres), (int)Math.Floor(place.Y / kilometres));

    // Flat is near enough within a city; but a degree of longitude must be as wide for all, or what lies due north would lie to the side as well.
    private static (double X, double Y)? Place(VillageFacts village, double shrink) => village is { Longitude: { } x, Latitude: { } y } ? (x * KilometresPerDegree * shrink, y * KilometresPerDegree) : null;

    private static double Shrink(IReadOnlyList<VillageFacts> villages) => Math.Cos(villages.Where(v => v.Longitude is not null).Select(v => v.Latitude).Average() is { } middle ? middle * Math.PI / 180 : 0);
}
