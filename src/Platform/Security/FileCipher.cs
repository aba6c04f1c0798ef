using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CleanHeating.Platform.Security;

/// <summary>
/// Encrypts files with the newest generation of the key ring, in pieces of 64 KiB: each is a value of its own that begins with its
/// generation. Inside it, before the bytes, stand its place and whether it is the last, so that pieces can't be left out, doubled, cut off
/// or put in another order.
/// </summary>
public static class FileCipher
{
    private const byte Field = 64;
    private const int Piece = 64 * 1024, HeadSize = 9;

    /// <summary>Encrypts everything that is left of a stream.</summary>
    public static void Encrypt(KeyRing keys, Stream from, Stream to) => Encrypt(keys.Of(keys.Current), from, to);

    /// <summary>The clear content; throws <see cref="CryptographicException"/> where it was changed or cut, or its key is not held.</summary>
    public static byte[] Decrypt(KeyRing keys, ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw Broken();
        }

        using var cipher = GenerationCipher.Of(keys.Of(file[0]));
        var whole = Piece + HeadSize + cipher.Overhead;
        var (content, plain) = (new MemoryStream(file.Length), new byte[Piece + HeadSize]);
        for (long number = 0; !file.IsEmpty; number++)
        {
            var size = Math.Min(whole, file.Length);
            var length = size - cipher.Overhead;
            if (length < HeadSize || file[0] != cipher.Number)
            {
                throw Broken();
            }

            cipher.Decrypt(Field, file[..size], plain.AsSpan(0, length));
            if (!plain.AsSpan(0, HeadSize).SequenceEqual(Head(number, size == file.Length)))
            {
                throw Broken();
            }

            content.Write(plain, HeadSize, length - HeadSize);
            file = file[size..];
        }

        return content.ToArray();
    }

    internal static void Encrypt(KeyGeneration generation, Stream from, Stream to)
    {
        using var cipher = GenerationCipher.Of(generation);
        var (plain, next, packed) = (new byte[HeadSize + Piece], new byte[HeadSize + Piece], new byte[HeadSize + Piece + cipher.Overhead]);
        var length = from.ReadAtLeast(plain.AsSpan(HeadSize), Piece, throwOnEndOfStream: false);
        for (long number = 0; ; number++)
        {
            var following = length == Piece ? from.ReadAtLeast(next.AsSpan(HeadSize), Piece, throwOnEndOfStream: false) : 0;
            Head(number, following == 0).CopyTo(plain, 0);
            var size = HeadSize + length + cipher.Overhead;
            cipher.Encrypt(Field, plain.AsSpan(0, HeadSize + length), packed.AsSpan(0, size));
            to.Write(packed, 0, size);
            if (following == 0)
            {
                return;
            }

            (plain, next, length) = (next, plain, following);
        }
    }

    private static byte[] Head(long number, bool isLast)
    {
        var head = new byte[HeadSize];
        BinaryPrimitives.WriteInt64LittleEndian(head, number);
        head[8] = isLast ? (byte)1 : (byte)0;
        return head;
    }

    private static CryptographicException Broken() => new("A stored file was changed or cut.");
}
