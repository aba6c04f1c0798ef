using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Platform.Security;

namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>What a camera wrote into a JPEG of when and where it was taken. Whatever is malformed is not there.</summary>
internal static class Exif
{
    private const int Details = 0x8769, Gps = 0x8825, Taken = 0x9003, Changed = 0x0132;

    /// <summary>Local ticks, without a zone, and the place.</summary>
    public static (long? At, Place? Place) Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return Segment(file) is { IsEmpty: false } tiff ? Read(new Tiff(tiff)) : (null, null);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            return (null, null);
        }
    }

    private static (long? At, Place? Place) Read(Tiff tiff)
    {
        var root = tiff.Directory(tiff.Int(4));
        var details = tiff.Pointer(root, Details) is { } at ? tiff.Directory(at) : -1;
        var text = (details >= 0 ? tiff.Text(details, Taken) : null) ?? tiff.Text(root, Changed);
        long? ticks = DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken) ? taken.Ticks : null;
        if (tiff.Pointer(root, Gps) is not { } gps)
        {
            return (ticks, null);
        }

        var directory = tiff.Directory(gps);
        return (ticks, tiff.Degrees(directory, 2) is { } north && tiff.Degrees(directory, 4) is { } east && north <= 90_000_000 && east <= 180_000_000
            ? new Place(tiff.Text(directory, 1) == "S" ? -north : north, tiff.Text(directory, 3) == "W" ? -east : east) : null);
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file)
    {
        if (MediaTypes.Of(file) != MediaTypes.Jpeg)
        {
            return [];
        }

        for (var at = 2; at + 4 < file.Length && file[at] == 0xFF && file[at + 1] is not (0xDA or 0xD9);)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var content = file.Slice(at + 4, length - 2);
            if (file[at + 1] == 0xE1 && content.StartsWith("Exif\0\0"u8))
            {
                return content[6..];
            }

            at += 2 + length;
        }

        return [];
    }

    /// <summary>The little tree of directories that EXIF borrows from TIFF.</summary>
    private readonly ref struct Tiff(ReadOnlySpan<byte> data)
    {
        private readonly ReadOnlySpan<byte> _data = data;
        private readonly bool _isLittle = data[0] == (byte)'I';

        public int Directory(int at) => at >= 8 && at < _data.Length ? at : throw new ArgumentOutOfRangeException(nameof(at));

        public int Int(int at) => _isLittle ? BinaryPrimitives.ReadInt32LittleEndian(_data[at..]) : BinaryPrimitives.ReadInt32BigEndian(_data[at..]);

        public int? Pointer(int directory, int tag) => Entry(directory, tag) is { } at ? Int(at + 8) : null;

        public string? Text(int directory, int tag)
        {
            if (Entry(directory, tag) is not { } at || Short(at + 2) != 2)
            {
                return null;
            }

            var length = Int(at + 4);
            return Encoding.ASCII.GetString(_data.Slice(length <= 4 ? at + 8 : Int(at + 8), length)).TrimEnd('\0', ' ');
        }

        /// <summary>Degrees, minutes and seconds in millionths of a degree.</summary>
        public long? Degrees(int directory, int tag)
        {
            if (Entry(directory, tag) is not { } at || Short(at + 2) != 5 || Int(at + 4) != 3)
            {
                return null;
            }

            var values = Int(at + 8);
            var sum = 0m;
            for (var i = 0; i < 3; i++)
            {
                var (above, below) = ((uint)Int(values + (i * 8)), (uint)Int(values + (i * 8) + 4));
                if (below == 0)
                {
                    return null;
                }

                sum += above / (decimal)below / (i == 0 ? 1 : i == 1 ? 60 : 3600);
            }

            return sum <= 360 ? (long)Math.Round(sum * 1_000_000m, MidpointRounding.AwayFromZero) : null;
        }

        private int? Entry(int directory, int tag)
        {
            var count = Short(directory);
            for (var i = 0; i < count; i++)
            {
                var at = directory + 2 + (i * 12);
                if (Short(at) == tag)
                {
                    return at;
                }
            }

            return null;
        }

        private int Short(int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(_data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_data[at..]);
    }
}
