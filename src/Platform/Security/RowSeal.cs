using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CleanHeating.Platform.Security;

/// <summary>
/// Seals a row: HMAC-SHA-256, cut to 128 bits, over its table and every field in order, each with its length, so that
/// no two different rows give the same input. Who can write to the database but has no key can't make a valid seal.
/// Not safe for several threads at once; each thread has its own.
/// </summary>
public sealed class RowSeal(KeyRing keys) : IDisposable
{
    public const int Size = 16;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.SealKey);
    private byte[] _buffer = new byte[1024];
    private int _used;

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

    public void End(Span<byte> seal)
    {
        Span<byte> output = stackalloc byte[32];
        _hash.AppendData(_buffer.AsSpan(0, _used));
        _hash.GetHashAndReset(output);
        output[..Size].CopyTo(seal);
    }

    public byte[] End()
    {
        var seal = new byte[Size];
        End(seal);
        return seal;
    }

    /// <summary>Whether the stored seal belongs to what was added since <see cref="Begin"/>.</summary>
    public bool Matches(ReadOnlySpan<byte> stored)
    {
        Span<byte> seal = stackalloc byte[Size];
        End(seal);
        return CryptographicOperations.FixedTimeEquals(seal, stored);
    }

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
