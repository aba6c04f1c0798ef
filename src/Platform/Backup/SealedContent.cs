using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Backup;

/// <summary>What the content is sealed with: the key ring, or a person's passphrase.</summary>
internal sealed class SealingSecret
{
    private const int Iterations = 600_000;
    private readonly byte[]? _key;
    private readonly byte[] _passphrase = [];

    private SealingSecret(byte[]? key, byte[] passphrase) => (_key, _passphrase) = (key, passphrase);

    public static SealingSecret Of(KeyGeneration keys) => new(keys.SealKey, []);

    public static SealingSecret Of(string passphrase) => new(null, Encoding.UTF8.GetBytes(passphrase));

    /// <summary>A key for one content alone: its salt and its name go into it.</summary>
    public byte[] KeyFor(ReadOnlySpan<byte> salt, string name) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, _key ?? Rfc2898DeriveBytes.Pbkdf2(_passphrase, salt, Iterations, HashAlgorithmName.SHA256, 32), 32, salt.ToArray(), Encoding.UTF8.GetBytes("cleanheating backup " + name));
}

/// <summary>
/// AES-256-GCM in chunks, so that content of any size goes through bounded memory. Layout: salt (32), then chunks of length (4) ·
/// cipher text · tag (16). The nonce counts the chunks and marks the last one, so that a chunk left out, moved or added at the
/// end is found.
/// </summary>
internal static class SealedContent
{
    private const int SaltSize = 32, TagSize = 16, ChunkSize = 1 << 16;

    public static void Seal(Stream clear, Stream to, SealingSecret secret, string name)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        to.Write(salt);
        using var cipher = new AesGcm(secret.KeyFor(salt, name), TagSize);
        var (chunk, sealed_) = (new byte[ChunkSize], new byte[ChunkSize + TagSize]);
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> length = stackalloc byte[4];
        for (long number = 0, last = 0; last == 0; number++)
        {
            var size = clear.ReadAtLeast(chunk, ChunkSize, throwOnEndOfStream: false);
            last = size < ChunkSize ? 1 : 0;
            Nonce(nonce, number, last == 1);
            cipher.Encrypt(nonce, chunk.AsSpan(0, size), sealed_.AsSpan(0, size), sealed_.AsSpan(size, TagSize));
            BinaryPrimitives.WriteInt32LittleEndian(length, size);
            to.Write(length);
            to.Write(sealed_, 0, size + TagSize);
        }
    }

    /// <summary>Opens what <see cref="Seal"/> made. Throws <see cref="CryptographicException"/> where the secret is another one or anything was changed, <see cref="EndOfStreamException"/> where the end is missing.</summary>
    public static void Open(Stream from, Stream clear, SealingSecret secret, string name)
    {
        var salt = new byte[SaltSize];
        from.ReadExactly(salt);
        using var cipher = new AesGcm(secret.KeyFor(salt, name), TagSize);
        var (chunk, sealed_) = (new byte[ChunkSize], new byte[ChunkSize + TagSize]);
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> length = stackalloc byte[4];
        for (long number = 0, last = 0; last == 0; number++)
        {
            from.ReadExactly(length);
            var size = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (size is < 0 or > ChunkSize)
            {
                throw new CryptographicException("A chunk's length is impossible.");
            }

            from.ReadExactly(sealed_, 0, size + TagSize);
            last = size < ChunkSize ? 1 : 0;
            Nonce(nonce, number, last == 1);
            cipher.Decrypt(nonce, sealed_.AsSpan(0, size), sealed_.AsSpan(size, TagSize), chunk.AsSpan(0, size));
            clear.Write(chunk, 0, size);
        }
    }

    private static void Nonce(Span<byte> nonce, long number, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(nonce, number);
        nonce[8] = last ? (byte)1 : (byte)0;
    }
}
