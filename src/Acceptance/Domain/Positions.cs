using System.Globalization;
using CleanHeating.Acceptance.InspectHousehold;

namespace CleanHeating.Acceptance.Domain;

/// <summary>A place on the earth in millionths of a degree, which is a tenth of a metre.</summary>
internal readonly record struct Place(long Latitude, long Longitude)
{
    private const double MetresPerDegree = 111_320;

    /// <summary>Metres to another place nearby; a plane is near enough for some tens of kilometres.</summary>
    public double MetresTo(Place other)
    {
        var north = (other.Latitude - Latitude) / 1e6 * MetresPerDegree;
        var east = (other.Longitude - Longitude) / 1e6 * MetresPerDegree * Math.Cos((Latitude + other.Latitude) / 2e6 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }

    /// <summary>The middle of many places: each coordinate's median, which some far ones do not move.</summary>
    public static Place Median(IReadOnlyList<Place> places) => new(Middle([.. places.Select(p => p.Latitude).Order()]), Middle([.. places.Select(p => p.Longitude).Order()]));

    private static long Middle(IReadOnlyList<long> sorted) => sorted[sorted.Count / 2];
}

/// <summary>Positions as text under encryption.</summary>
internal static class Positions
{
    public static string Write(InspectionPosition position) => string.Create(CultureInfo.InvariantCulture, $"{Millionths(position.Latitude)},{Millionths(position.Longitude)}");

    public static string Write(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude}");

    public static Place Read(string text)
    {
        var parts = text.Split(',');
        return new Place(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public static decimal Degrees(long millionths) => millionths / 1_000_000m;

    private static long Millionths(decimal degrees) => (long)Math.Round(degrees * 1_000_000m, MidpointRounding.AwayFromZero);
}
