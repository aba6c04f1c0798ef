using System.Numerics;
using CleanHeating.Platform.Security;

namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>
/// What a picture looks like in 64 bits: signs of its lowest frequencies against their median, of a copy of 32 by 32 points. Saved again,
/// scaled, or made a little brighter it differs in few bits; another picture differs in about half of them. It is reckoned here from the
/// picture itself: what a phone would say of it could be anything.
/// </summary>
internal static class PictureHash
{
    private const int Side = 32, Kept = 8;
    private static readonly double[,] Cosines = Table();

    /// <summary>The hash; null where the picture can't be read, or is of one colour and so looks like any other.</summary>
    public static long? Of(ReadOnlySpan<byte> file) => Decode(file) is { } picture ? Of(picture) : null;

    public static long? Of(GreyPicture picture)
    {
        if (picture.Width < Kept || picture.Height < Kept)
        {
            return null;
        }

        var frequencies = Lowest(picture.Means(Side, Side));
        var sorted = frequencies.Order().ToArray();
        if (sorted[^1] - sorted[0] < 8)
        {
            return null;
        }

        var median = (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        var bits = 0UL;
        for (var i = 0; i < frequencies.Length; i++)
        {
            bits |= frequencies[i] > median ? 1UL << i : 0;
        }

        return unchecked((long)bits);
    }

    /// <summary>Bits in which two pictures differ.</summary>
    public static int Distance(long a, long b) => BitOperations.PopCount(unchecked((ulong)(a ^ b)));

    private static GreyPicture? Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            return MediaTypes.Of(file) switch { MediaTypes.Jpeg => JpegReader.Read(file), MediaTypes.Png => PngReader.Read(file), _ => null };
        }
        catch (Exception exception) when (exception is InvalidDataException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    // The picture's mean brightness is left out: it says nothing of what is in it.
    private static double[] Lowest(double[] points)
    {
        var rows = new double[Side, Kept + 1];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u <= Kept; u++)
            {
                for (var x = 0; x < Side; x++)
                {
                    rows[y, u] += points[(y * Side) + x] * Cosines[u, x];
                }
            }
        }

        var lowest = new double[Kept * Kept];
        for (var v = 1; v <= Kept; v++)
        {
            for (var u = 1; u <= Kept; u++)
            {
                for (var y = 0; y < Side; y++)
                {
                    lowest[((v - 1) * Kept) + u - 1] += rows[y, u] * Cosines[v, y];
                }
            }
        }

        return lowest;
    }

    private static double[,] Table()
    {
        var table = new double[Kept + 1, Side];
        for (var u = 0; u <= Kept; u++)
        {
            for (var x = 0; x < Side; x++)
            {
                table[u, x] = Math.Cos(((2 * x) + 1) * u * Math.PI / (2 * Side)) * 2 / Side;
            }
        }

        return table;
    }
}
