using System.Security.Cryptography;
using System.Text;

namespace CleanHeating.Platform.Security;

/// <summary>Which personal field a value belongs to; bound into cipher text and index so that values can't change places.</summary>
public enum PersonalField : byte
{
    Identity = 1,
    Phone = 2,
    Account = 3,
    RefusedRow = 4,

    /// <summary>A file that goes to the bank or comes from it.</summary>
    BankFile = 48,

    /// <summary>Shared secret of a person's second factor.</summary>
    AuthenticatorKey = 16,

    /// <summary>What a job searches for: it may be a person's number.</summary>
    JobSearch = 32,
}

/// <summary>
/// AES-256-GCM for personal fields. Layout: key number (1) · nonce (12) · cipher text · tag (16).
/// Not safe for several threads at once; each thread has its own.
/// </summary>
public sealed class FieldCipher(KeyRing keys) : IDisposable
{
    private const int NonceSize = 12, TagSize = 16, Overhead = 1 + NonceSize + TagSize;
    private readonly Dictionary<byte, AesGcm> _ciphers = [];
    private readonly byte[] _nonces = new byte[NonceSize * 512];
    private readonly byte[] _field = new byte[1];
    private int _nextNonce = int.MaxValue;
    private byte[] _plain = new byte[256];

    public byte[] Encrypt(PersonalField field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > _plain.Length)
        {
            _plain = new byte[length * 2];
        }

        Encoding.UTF8.GetBytes(value, _plain);
        var result = new byte[length + Overhead];
        result[0] = keys.Current;
        NextNonce().CopyTo(result.AsSpan(1));
        _field[0] = (byte)field;
        Cipher(keys.Current).Encrypt(
            result.AsSpan(1, NonceSize),
            _plain.AsSpan(0, length),
            result.AsSpan(1 + NonceSize, length),
            result.AsSpan(1 + NonceSize + length, TagSize),
            _field);
        return result;
    }

    /// <summary>The clear text; throws when the value was changed, or belongs to another field.</summary>
    public string Decrypt(PersonalField field, ReadOnlySpan<byte> value)
    {
        var length = value.Length - Overhead;
        if (length < 0)
        {
            throw new CryptographicException("A stored value is too short to be one of ours.");
        }

        var plain = length <= 256 ? stackalloc byte[length] : new byte[length];
        _field[0] = (byte)field;
        Cipher(value[0]).Decrypt(value.Slice(1, NonceSize), value.Slice(1 + NonceSize, length), value[^TagSize..], plain, _field);
        return Encoding.UTF8.GetString(plain);
    }

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    private AesGcm Cipher(byte number)
    {
        if (!_ciphers.TryGetValue(number, out var cipher))
        {
            cipher = new AesGcm(keys.CipherKey(number), TagSize);
            _ciphers.Add(number, cipher);
        }

        return cipher;
    }

    // Random nonces are drawn many at a time: the system call would cost more than the encryption.
    private ReadOnlySpan<byte> NextNonce()
    {
        if (_nextNonce >= _nonces.Length)
        {
            RandomNumberGenerator.Fill(_nonces);
            _nextNonce = 0;
        }

        var nonce = _nonces.AsSpan(_nextNonce, NonceSize);
        _nextNonce += NonceSize;
        return nonce;
    }
}
