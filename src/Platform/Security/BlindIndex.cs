using System.Runtime.InteropServices;
using System.Text;

namespace CleanHeating.Platform.Security;

/// <summary>Sixteen bytes that stand for a personal value in equality searches without telling it.</summary>
public readonly record struct IndexValue(ulong High, ulong Low)
{
    public const int Size = 16;

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public void CopyTo(Span<byte> bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public static IndexValue From(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
}

/// <summary>
/// The suite's keyed hash (HMAC-SHA-256 or HMAC-SM3) over field and value, cut to 128 bits. Without the key nobody can try identity numbers against it.
/// Not safe for several threads at once; each thread has its own.
/// </summary>
public sealed class BlindIndex(KeyRing keys) : IDisposable
{
    private readonly KeyedHash _hash = KeyedHash.Of(keys.Index);

    public IndexValue Of(PersonalField field, string value)
    {
        Span<byte> input = stackalloc byte[1 + 3 * 64];
        if (value.Length > 64)
        {
            input = new byte[1 + Encoding.UTF8.GetByteCount(value)];
        }

        input[0] = (byte)field;
        var length = 1 + Encoding.UTF8.GetBytes(value, input[1..]);
        Span<byte> output = stackalloc byte[32];
        _hash.Hash(input[..length], output);
        return IndexValue.From(output);
    }

    public void Dispose() => _hash.Dispose();
}
