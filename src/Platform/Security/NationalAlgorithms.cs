using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CleanHeating.Kernel;

namespace CleanHeating.Platform.Security;

/// <summary>The national algorithms as the system's OpenSSL has them: looked up once, and believed only after the standards' own examples came out right.</summary>
internal static class NationalAlgorithms
{
    private static readonly Lazy<Found> Algorithms = new(Find);

    /// <summary>Why they can't be used on this machine; null where they can.</summary>
    public static Error? Objection => Algorithms.Value.Objection;

    public static nint Sm4 => Algorithms.Value.Sm4 is var sm4 and not 0 ? sm4 : throw new CryptographicException("This machine's OpenSSL offers no SM4.");

    public static nint Hmac => Algorithms.Value.Hmac is var hmac and not 0 ? hmac : throw new CryptographicException("This machine's OpenSSL offers no SM3.");

    private static Found Find()
    {
        if (!LibCrypto.IsThere)
        {
            return new(0, 0, new Error("suite-unavailable", null, "OpenSSL 3"));
        }

        var digest = LibCrypto.EVP_MD_fetch(0, "SM3", 0);
        var (sm4, hmac) = (LibCrypto.EVP_CIPHER_fetch(0, "SM4-CTR", 0), digest == 0 ? 0 : LibCrypto.EVP_MAC_fetch(0, "HMAC", 0));
        return new(sm4, hmac, sm4 == 0 || !IsSm4(sm4) ? new Error("suite-unavailable", null, "SM4") : hmac == 0 || !IsSm3(digest) ? new Error("suite-unavailable", null, "SM3") : null);
    }

    // GB/T 32907, first example: this key over this block.
    private static bool IsSm4(nint algorithm)
    {
        using var cipher = new Sm4Counter(algorithm, Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"));
        var output = new byte[Sm4Counter.BlockSize];
        cipher.Apply(Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"), new byte[Sm4Counter.BlockSize], output);
        return Convert.ToHexString(output) == "681EDF34D206965E86B3E94F536E4246";
    }

    // GB/T 32905, first example: "abc".
    private static bool IsSm3(nint digest)
    {
        var output = new byte[KeyedHash.Size];
        return LibCrypto.EVP_Digest("abc"u8, 3, output, out _, digest, 0) == 1 && Convert.ToHexString(output) == "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0";
    }

    private sealed record Found(nint Sm4, nint Hmac, Error? Objection);
}

/// <summary>SM4 (GB/T 32907) in counter mode, its key set once.</summary>
internal sealed class Sm4Counter : IDisposable
{
    public const int BlockSize = 16;
    private readonly LibCrypto.CipherHandle _context = LibCrypto.EVP_CIPHER_CTX_new();

    public Sm4Counter(ReadOnlySpan<byte> key) : this(NationalAlgorithms.Sm4, key)
    {
    }

    internal Sm4Counter(nint algorithm, ReadOnlySpan<byte> key) => Require(!_context.IsInvalid && LibCrypto.EVP_CipherInit_ex(_context, algorithm, 0, key, [], 1) == 1);

    /// <summary>Encrypts or decrypts, which in this mode is the same.</summary>
    public void Apply(ReadOnlySpan<byte> firstBlock, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Require(LibCrypto.EVP_CipherInit_ex(_context, 0, 0, [], firstBlock, 1) == 1);
        Require(input.IsEmpty || (LibCrypto.EVP_CipherUpdate(_context, output, out var written, input, input.Length) == 1 && written == input.Length));
    }

    public void Dispose() => _context.Dispose();

    private static void Require(bool done)
    {
        if (!done)
        {
            throw new CryptographicException("OpenSSL refused to work with SM4.");
        }
    }
}

/// <summary>HMAC over SM3 (GB/T 32905), 256 bits.</summary>
internal sealed class NationalKeyedHash : KeyedHash
{
    private readonly LibCrypto.MacHandle _context = LibCrypto.EVP_MAC_CTX_new(NationalAlgorithms.Hmac);

    public NationalKeyedHash(byte[] key) => Require(!_context.IsInvalid && Begin(key));

    public override void Hash(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Require(LibCrypto.EVP_MAC_update(_context, input, (nuint)input.Length) == 1);
        Require(LibCrypto.EVP_MAC_final(_context, output, out var written, (nuint)output.Length) == 1 && written == Size);

        // Begun anew with the key that it has.
        Require(LibCrypto.EVP_MAC_init(_context, [], 0, 0) == 1);
    }

    public override void Dispose() => _context.Dispose();

    // The list of parameters that the library takes: the hash's name, and an end.
    private unsafe bool Begin(byte[] key)
    {
        ReadOnlySpan<byte> name = "digest\0"u8, value = "SM3\0"u8;
        fixed (byte* nameAt = name, valueAt = value)
        {
            Span<Parameter> parameters = [new() { Key = (nint)nameAt, Type = Parameter.Utf8, Data = (nint)valueAt, Size = 3, Returned = nuint.MaxValue }, default];
            fixed (Parameter* at = parameters)
            {
                return LibCrypto.EVP_MAC_init(_context, key, (nuint)key.Length, (nint)at) == 1;
            }
        }
    }

    private static void Require(bool done)
    {
        if (!done)
        {
            throw new CryptographicException("OpenSSL refused to work with SM3.");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Parameter
    {
        public const uint Utf8 = 4;
        public nint Key;
        public uint Type;
        public nint Data;
        public nuint Size;
        public nuint Returned;
    }
}

/// <summary>
/// SM4 in counter mode, then HMAC-SM3 over generation, field, first block and cipher text. Layout: generation (1) · first block (16) ·
/// cipher text · mark (16). GCM would be one pass, but the OpenSSL that most systems have does not offer it with SM4.
/// </summary>
internal sealed class NationalFieldCipher(byte number, byte[] key) : GenerationCipher(number, Sm4Counter.BlockSize)
{
    /// <summary>16 bytes for SM4, 32 for the mark.</summary>
    public const int KeySize = Sm4Counter.BlockSize + KeyedHash.Size;
    private const int MarkSize = 16;
    private readonly Sm4Counter _cipher = new(key.AsSpan(0, Sm4Counter.BlockSize));
    private readonly NationalKeyedHash _hash = new(key[Sm4Counter.BlockSize..]);
    private byte[] _marked = new byte[256];

    public override int Overhead => 1 + Sm4Counter.BlockSize + MarkSize;

    public override void Encrypt(byte field, ReadOnlySpan<byte> plain, Span<byte> result)
    {
        result[0] = Number;
        NextNonce().CopyTo(result[1..]);
        _cipher.Apply(result.Slice(1, Sm4Counter.BlockSize), plain, result.Slice(1 + Sm4Counter.BlockSize, plain.Length));
        Span<byte> mark = stackalloc byte[KeyedHash.Size];
        Mark(field, result[..^MarkSize], mark);
        mark[..MarkSize].CopyTo(result[^MarkSize..]);
    }

    public override void Decrypt(byte field, ReadOnlySpan<byte> value, Span<byte> plain)
    {
        Span<byte> mark = stackalloc byte[KeyedHash.Size];
        Mark(field, value[..^MarkSize], mark);
        if (!CryptographicOperations.FixedTimeEquals(mark[..MarkSize], value[^MarkSize..]))
        {
            throw new AuthenticationTagMismatchException("A stored value was changed, or belongs to another field.");
        }

        _cipher.Apply(value.Slice(1, Sm4Counter.BlockSize), value.Slice(1 + Sm4Counter.BlockSize, plain.Length), plain);
    }

    public override void Dispose()
    {
        _cipher.Dispose();
        _hash.Dispose();
    }

    private void Mark(byte field, ReadOnlySpan<byte> value, Span<byte> mark)
    {
        if (_marked.Length < value.Length + 1)
        {
            _marked = new byte[value.Length * 2];
        }

        _marked[0] = field;
        value.CopyTo(_marked.AsSpan(1));
        _hash.Hash(_marked.AsSpan(0, value.Length + 1), mark);
    }
}
