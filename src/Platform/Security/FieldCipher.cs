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
    BankFile = 64,

    /// <summary>Shared secret of a person's second factor.</summary>
    AuthenticatorKey = 16,

    /// <summary>What a job searches for: it may be a person's number.</summary>
    JobSearch = 32,

    /// <summary>Where an inspection or a photo was made: it is where somebody lives.</summary>
    Position = 48,
}

/// <summary>
/// Encrypts personal fields with the newest generation of the key ring, and decrypts those of every generation that it holds.
/// Not safe for several threads at once; each thread has its own.
/// </summary>
public sealed class FieldCipher(KeyRing keys) : IDisposable
{
    private readonly Dictionary<byte, GenerationCipher> _ciphers = [];
    private byte[] _plain = new byte[256];

    public byte[] Encrypt(PersonalField field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > _plain.Length)
        {
            _plain = new byte[length * 2];
        }

        Encoding.UTF8.GetBytes(value, _plain);
        var cipher = Cipher(keys.Current);
        var result = new byte[length + cipher.Overhead];
        cipher.Encrypt((byte)field, _plain.AsSpan(0, length), result);
        return result;
    }

    /// <summary>The clear text; throws when the value was changed, belongs to another field, or its key is not held.</summary>
    public string Decrypt(PersonalField field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            throw TooShort();
        }

        var cipher = Cipher(value[0]);
        var length = value.Length - cipher.Overhead;
        if (length < 0)
        {
            throw TooShort();
        }

        var plain = length <= 256 ? stackalloc byte[length] : new byte[length];
        cipher.Decrypt((byte)field, value, plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The same clear text under another generation.</summary>
    internal byte[] Renew(PersonalField field, ReadOnlySpan<byte> value, byte generation)
    {
        var plain = Encoding.UTF8.GetBytes(Decrypt(field, value));
        var cipher = Cipher(generation);
        var result = new byte[plain.Length + cipher.Overhead];
        cipher.Encrypt((byte)field, plain, result);
        return result;
    }

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    private static CryptographicException TooShort() => new("A stored value is too short to be one of ours.");

    private GenerationCipher Cipher(byte number)
    {
        if (!_ciphers.TryGetValue(number, out var cipher))
        {
            _ciphers.Add(number, cipher = GenerationCipher.Of(keys.Of(number)));
        }

        return cipher;
    }
}
