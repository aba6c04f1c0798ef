using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CleanHeating.Browser.Tests;

/// <summary>The authenticator on a person's phone, written from RFC 6238 alone.</summary>
internal static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Step = 30, Modulus = 1_000_000;

    /// <param name="key">Key as the page spells it.</param>
    /// <param name="steps">Steps of half a minute ahead of now: no code is good twice.</param>
    public static string Code(string key, int steps = 0)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(c => Convert.ToString(Base32.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / Step) + steps);
#pragma warning disable CA5350 // The standard's own algorithm.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
}
