using System.Security.Cryptography;
using System.Text;

namespace CleanHeating.Platform.Backup;

/// <summary>
/// The last 64 bytes of a backup are the SHA-256 of all bytes before them, so that a change anywhere is found, also in what the
/// container keeps beside its entries. To the container they are its comment.
/// </summary>
internal static class ContainerHash
{
    public static readonly string Blank = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>Puts the hash in its place.</summary>
    public static string Stamp(FileStream file)
    {
        var hash = Compute(file);
        file.Position = file.Length - Blank.Length;
        file.Write(Encoding.ASCII.GetBytes(hash));
        return hash;
    }

    /// <summary>The hash; null where the bytes do not have the one that stands there.</summary>
    public static string? Find(FileStream file)
    {
        var hash = Compute(file);
        Span<byte> stands = stackalloc byte[Blank.Length];
        file.ReadExactly(stands);
        return Encoding.ASCII.GetString(stands) == hash ? hash : null;
    }

    private static string Compute(FileStream file)
    {
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = file.Length - Blank.Length; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
