using System.Security.Cryptography;

namespace CleanHeating.Platform.Security;

/// <summary>
/// Encrypts and decrypts values of one generation. A value begins with the generation's number, so that it tells by itself which key
/// and which suite it needs. Not safe for several threads at once; each thread has its own.
/// </summary>
internal abstract class GenerationCipher : IDisposable
{
    private readonly byte[] _nonces;
    private readonly int _nonceSize;
    private int _nextNonce = int.MaxValue;

    protected GenerationCipher(byte number, int nonceSize)
    {
        (Number, _nonceSize) = (number, nonceSize);
        _nonces = new byte[nonceSize * 512];
    }

    public byte Number { get; }

    /// <summary>How much longer than the clear text a value is.</summary>
    public abstract int Overhead { get; }

    public static GenerationCipher Of(KeyGeneration generation) => generation.Suite == CipherSuite.National
        ? new NationalFieldCipher((byte)generation.Number, generation.CipherKey)
        : new AesFieldCipher((byte)generation.Number, generation.CipherKey);

    /// <param name="field">Field that the value belongs to.</param>
    /// <param name="plain">Clear text.</param>
    /// <param name="result">As long as the clear text and <see cref="Overhead"/>.</param>
    public abstract void Encrypt(byte field, ReadOnlySpan<byte> plain, Span<byte> result);

    /// <summary>Throws <see cref="CryptographicException"/> where the value was changed or belongs to another field.</summary>
    public abstract void Decrypt(byte field, ReadOnlySpan<byte> value, Span<byte> plain);

    public abstract void Dispose();

    // Random nonces are drawn many at a time: the system call would cost more than the encryption.
    protected ReadOnlySpan<byte> NextNonce()
    {
        if (_nextNonce >= _nonces.Length)
        {
            RandomNumberGenerator.Fill(_nonces);
            _nextNonce = 0;
        }

        var nonce = _nonces.AsSpan(_nextNonce, _nonceSize);
        _nextNonce += _nonceSize;
        return nonce;
    }
}

/// <summary>AES-256-GCM. Layout: generation (1) · nonce (12) · cipher text · tag (16).</summary>
internal sealed class AesFieldCipher(byte number, byte[] key) : GenerationCipher(number, NonceSize)
{
    public const int KeySize = 32;
    private const int NonceSize = 12, TagSize = 16;
    private readonly AesGcm _cipher = new(key, TagSize);
    private readonly byte[] _field = new byte[1];

    public override int Overhead => 1 + NonceSize + TagSize;

    public override void Encrypt(byte field, ReadOnlySpan<byte> plain, Span<byte> result)
    {
        result[0] = Number;
        NextNonce().CopyTo(result[1..]);
        _field[0] = field;
        _cipher.Encrypt(result.Slice(1, NonceSize), plain, result.Slice(1 + NonceSize, plain.Length), result[^TagSize..], _field);
    }

    public override void Decrypt(byte field, ReadOnlySpan<byte> value, Span<byte> plain)
    {
        _field[0] = field;
        _cipher.Decrypt(value.Slice(1, NonceSize), value.Slice(1 + NonceSize, plain.Length), value[^TagSize..], plain, _field);
    }

    public override void Dispose() => _cipher.Dispose();
}
