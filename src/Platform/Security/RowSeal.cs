using System.Buffers.Binary;
using System.Text;

namespace CleanHeating.Platform.Security;

/// <summary>
/// What sealing a row gives: the half that is stored beside it, and the half that only the county's sum knows. Without the key neither
/// can be made, and the second can't even be seen.
/// </summary>
public readonly record struct SealValue(UInt128 Visible, UInt128 Hidden)
{
    public byte[] ToArray()
    {
        var bytes = new byte[RowSeal.Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Visible);
        return bytes;
    }

    public bool Is(ReadOnlySpan<byte> stored) => stored.Length == RowSeal.Size && BinaryPrimitives.ReadUInt128BigEndian(stored) == Visible;
}

/// <summary>
/// Seals a row: the suite's keyed hash (HMAC-SHA-256 or HMAC-SM3), cut to 128 bits, over its table and every field in order, each with its length, so that
/// no two different rows give the same input. Who can write to the database but has no key can't make a valid seal.
/// Not safe for several threads at once; each thread has its own.
/// </summary>
public sealed class RowSeal : IDisposable
{
    public const int Size = 16;
    private readonly KeyedHash _hash;
    private byte[] _buffer = new byte[1024];
    private int _used;

    /// <summary>With the newest seal key.</summary>
    public RowSeal(KeyRing keys) : this(keys, keys.Current)
    {
    }

    public RowSeal(KeyRing keys, int generation) : this(keys.Of(generation).Seal)
    {
    }

    internal RowSeal(HashKey key) => _hash = KeyedHash.Of(key);

    public RowSeal Begin(string table)
    {
        _used = 0;
        return Add(table);
    }

    public RowSeal Add(long value)
    {
        Reserve(9);
        _buffer[_used] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_used + 1), value);
        _used += 9;
        return this;
    }

    public RowSeal Add(long? value) => value is { } some ? Add(some) : AddNull();

    public RowSeal Add(string? value)
    {
        if (value is null)
        {
            return AddNull();
        }

        Reserve(5 + value.Length * 3);
        var length = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_used + 5));
        return Head(2, length);
    }

    /// <summary>A text that is UTF-8 already.</summary>
    public RowSeal AddUtf8(ReadOnlySpan<byte> value)
    {
        Reserve(5 + value.Length);
        value.CopyTo(_buffer.AsSpan(_used + 5));
        return Head(2, value.Length);
    }

    public RowSeal Add(ReadOnlySpan<byte> value)
    {
        Reserve(5 + value.Length);
        value.CopyTo(_buffer.AsSpan(_used + 5));
        return Head(3, value.Length);
    }

    public RowSeal AddOrNull(byte[]? value) => value is null ? AddNull() : Add(value.AsSpan());

    public RowSeal AddNull()
    {
        Reserve(1);
        _buffer[_used++] = 0;
        return this;
    }

    /// <summary>Both halves of the seal over what was added since <see cref="Begin"/>.</summary>
    public SealValue Value()
    {
        Span<byte> output = stackalloc byte[32];
        _hash.Hash(_buffer.AsSpan(0, _used), output);
        return new SealValue(BinaryPrimitives.ReadUInt128BigEndian(output), BinaryPrimitives.ReadUInt128BigEndian(output[Size..]));
    }

    public byte[] End() => Value().ToArray();

    /// <summary>Whether the stored seal belongs to what was added since <see cref="Begin"/>.</summary>
    public bool Matches(ReadOnlySpan<byte> stored) => Value().Is(stored);

    public void Dispose() => _hash.Dispose();

    private RowSeal Head(byte kind, int length)
    {
        _buffer[_used] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_used + 1), length);
        _used += 5 + length;
        return this;
    }

    private void Reserve(int size)
    {
        if (_used + size > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + size));
        }
    }
}
