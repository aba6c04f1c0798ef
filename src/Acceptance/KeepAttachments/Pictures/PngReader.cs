using System.Buffers.Binary;
using System.IO.Compression;

namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>Reads a PNG in grey, what is transparent on white. Interlaced ones, which no camera or canvas makes, are not read.</summary>
internal static class PngReader
{
    private const long MostPoints = 40_000_000;

    /// <summary>The picture; null where it is of a kind that we don't read. Throws <see cref="InvalidDataException"/> where it is damaged.</summary>
    public static GreyPicture? Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = [], palette = [], transparent = [];
        using var packed = new MemoryStream();
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var content = file.Slice(at + 8, length);
            switch (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4)..]))
            {
                case 0x49484452: header = content; break;
                case 0x504C5445: palette = content; break;
                case 0x74524E53: transparent = content; break;
                case 0x49444154: packed.Write(content); break;
                default: break;
            }

            at = checked(at + 12 + length);
        }

        if (header.Length != 13)
        {
            throw new InvalidDataException("A picture without its header.");
        }

        var (width, height, depth, colour) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]), header[8], header[9]);
        var channels = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (width <= 0 || height <= 0 || (long)width * height > MostPoints || channels == 0 || depth is not (1 or 2 or 4 or 8 or 16) || header[12] != 0)
        {
            return null;
        }

        packed.Position = 0;
        return Read(packed, new PngForm(width, height, depth, channels, colour, palette.ToArray(), transparent.ToArray()));
    }

    private static GreyPicture Read(Stream packed, PngForm form)
    {
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var picture = new GreyPicture(form.Width, form.Height);
        var (row, before) = (new byte[form.RowBytes + 1], new byte[form.RowBytes + 1]);
        for (var y = 0; y < form.Height; y++)
        {
            if (rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            {
                throw new InvalidDataException("Rows are missing.");
            }

            Unfilter(row, before, form.PointBytes);
            for (var x = 0; x < form.Width; x++)
            {
                picture.Values[(y * form.Width) + x] = form.Grey(row.AsSpan(1), x);
            }

            (row, before) = (before, row);
        }

        return picture;
    }

    private static void Unfilter(byte[] row, byte[] before, int step)
    {
        for (var i = 1; i < row.Length; i++)
        {
            int left = i > step ? row[i - step] : 0, above = before[i], corner = i > step ? before[i - step] : 0;
            var guess = row[0] switch { 0 => 0, 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => throw new InvalidDataException("A filter that is none.") };
            row[i] = unchecked((byte)(row[i] + guess));
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}

/// <summary>How a PNG's points lie in its rows.</summary>
internal sealed record PngForm(int Width, int Height, int Depth, int Channels, int Colour, byte[] Palette, byte[] Transparent)
{
    public int RowBytes => checked((int)(((long)Width * Depth * Channels + 7) / 8));

    public int PointBytes => Math.Max(1, Depth * Channels / 8);

    public byte Grey(ReadOnlySpan<byte> row, int x)
    {
        if (Colour == 3)
        {
            var entry = Raw(row, x, 0);
            return (entry * 3) + 2 < Palette.Length
                ? OnWhite(Luminance(Palette[entry * 3], Palette[(entry * 3) + 1], Palette[(entry * 3) + 2]), entry < Transparent.Length ? Transparent[entry] : 255)
                : throw new InvalidDataException("A colour that the palette lacks.");
        }

        var grey = Channels < 3 ? Value(row, x, 0) : Luminance(Value(row, x, 0), Value(row, x, 1), Value(row, x, 2));
        return Channels is 2 or 4 ? OnWhite(grey, Value(row, x, Channels - 1)) : (byte)grey;
    }

    private static int Luminance(int red, int green, int blue) => ((red * 299) + (green * 587) + (blue * 114)) / 1000;

    private static byte OnWhite(int grey, int cover) => (byte)(((grey * cover) + (255 * (255 - cover))) / 255);

    private int Value(ReadOnlySpan<byte> row, int x, int channel) => Depth >= 8 ? Raw(row, x, channel) : Raw(row, x, channel) * 255 / ((1 << Depth) - 1);

    // Of 16 bits the upper eight are enough.
    private int Raw(ReadOnlySpan<byte> row, int x, int channel)
    {
        if (Depth >= 8)
        {
            return row[((x * Channels) + channel) * (Depth / 8)];
        }

        var bit = x * Depth;
        return (row[bit / 8] >> (8 - Depth - (bit % 8))) & ((1 << Depth) - 1);
    }
}
