using System.Security.Cryptography;

namespace CleanHeating.Platform.Security;

/// <summary>A key and the suite whose keyed hash it is for.</summary>
public sealed record HashKey(CipherSuite Suite, byte[] Key);

/// <summary>A keyed hash of 256 bits, its key set once. Not safe for several threads at once; each thread has its own.</summary>
internal abstract class KeyedHash : IDisposable
{
    public const int Size = 32;

    public static KeyedHash Of(HashKey key) => key.Suite == CipherSuite.National ? new NationalKeyedHash(key.Key) : new Sha256KeyedHash(key.Key);

    public abstract void Hash(ReadOnlySpan<byte> input, Span<byte> output);

    public abstract void Dispose();

    private sealed class Sha256KeyedHash(byte[] key) : KeyedHash
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

        public override void Hash(ReadOnlySpan<byte> input, Span<byte> output)
        {
            _hash.AppendData(input);
            _hash.GetHashAndReset(output);
        }

        public override void Dispose() => _hash.Dispose();
    }
}
