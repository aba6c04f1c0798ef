using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CleanHeating.Platform.Security;

/// <summary>
/// AES-256-GCM for files: key number (1), then pieces of at most 64 KiB, each nonce (12) · cipher text · tag (16). Every piece is bound to
/// its place and to whether it is the last, so that pieces can't be left out, doubled or put in another order.
/// </summary>
public static class FileCipher
{
    private const int Piece = 64 * 1024, NonceSize = 12, TagSize = 16;

    /// <summary>Encrypts everything that is left of a stream.</summary>
    public static void Encrypt(KeyRing keys, Stream from, Stream to)
    {
        using var cipher = new AesGcm(keys.CipherKey(keys.Current), TagSize);
        to.WriteByte(keys.Current);
        var (plain, next, packed) = (new byte[Piece], new byte[Piece], new byte[NonceSize + Piece + TagSize]);
        var length = from.ReadAtLeast(plain, Piece, throwOnEndOfStream: false);
        for (long number = 0; ; number++)
        {
            var following = length == Piece ? from.ReadAtLeast(next, Piece, throwOnEndOfStream: false) : 0;
            RandomNumberGenerator.Fill(packed.AsSpan(0, NonceSize));
            cipher.Encrypt(
                packed.AsSpan(0, NonceSize), plain.AsSpan(0, length), packed.AsSpan(NonceSize, length), packed.AsSpan(NonceSize + length, TagSize), Bound(number, following == 0));
            to.Write(packed, 0, NonceSize + length + TagSize);
            if (following == 0)
            {
                return;
            }

            (plain, next, length) = (next, plain, following);
        }
    }

    /// <summary>The clear content; throws <see cref="CryptographicException"/> where it was changed or cut.</summary>
    public static byte[] Decrypt(KeyRing keys, ReadOnlySpan<byte> file)
    {
        if (file.Length < 1 + NonceSize + TagSize)
        {
            throw new CryptographicException("A stored file is too short to be one of ours.");
        }

        using var cipher = new AesGcm(keys.CipherKey(file[0]), TagSize);
        var rest = file[1..];
        var plain = new byte[rest.Length];
        var filled = 0;
        for (long number = 0; !rest.IsEmpty; number++)
        {
            var length = Math.Min(Piece, rest.Length - NonceSize - TagSize);
            if (length < 0)
            {
                throw new CryptographicException("A stored file ends in the middle.");
            }

            var size = NonceSize + length + TagSize;
            cipher.Decrypt(rest[..NonceSize], rest.Slice(NonceSize, length), rest.Slice(NonceSize + length, TagSize), plain.AsSpan(filled, length), Bound(number, rest.Length == size));
            filled += length;
            rest = rest[size..];
        }

        return plain[..filled];
    }

    private static byte[] Bound(long number, bool isLast)
    {
        var bound = new byte[9];
        BinaryPrimitives.WriteInt64LittleEndian(bound, number);
        bound[8] = isLast ? (byte)1 : (byte)0;
        return bound;
    }
}
