using System.Security.Cryptography;
using CleanHeating.Kernel;

namespace CleanHeating.Platform.Security;

/// <summary>Which algorithms a generation of keys is for.</summary>
public enum CipherSuite
{
    /// <summary>AES-256-GCM for fields, HMAC-SHA-256 for indexes and seals; comes with the runtime.</summary>
    Aes,

    /// <summary>The national algorithms of GB/T 32907 and GB/T 32905: SM4 for fields, HMAC-SM3 for indexes and seals; they come from the system's OpenSSL.</summary>
    National,
}

/// <summary>What a suite is called, what keys it needs and whether this machine has it.</summary>
public static class CipherSuites
{
    private const string Aes = "aes", National = "national";

    public static string Code(this CipherSuite suite) => suite == CipherSuite.National ? National : Aes;

    public static bool TryParse(string? code, out CipherSuite suite)
    {
        suite = code == National ? CipherSuite.National : CipherSuite.Aes;
        return code is Aes or National;
    }

    /// <summary>Why the suite can't be used on this machine; null where it can.</summary>
    public static Error? Objection(this CipherSuite suite) => suite == CipherSuite.National ? NationalAlgorithms.Objection : null;

    internal static byte[] NewCipherKey(this CipherSuite suite) => RandomNumberGenerator.GetBytes(suite == CipherSuite.National ? NationalFieldCipher.KeySize : AesFieldCipher.KeySize);

    internal static byte[] NewHashKey() => RandomNumberGenerator.GetBytes(KeyedHash.Size);
}
