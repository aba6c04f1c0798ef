using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Time-based one-time passwords by RFC 6238: HMAC-SHA-1, six digits, steps of thirty seconds. Identity's own check can't say which
/// step a code was of, and so lets it in twice.
/// </summary>
internal static class Totp
{
    private const int StepSeconds = 30, Digits = 6;

    // A clock may be half a minute off on either side.
    private const int Tolerance = 1;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>Step of the code if it is good and later than the last accepted one; null otherwise.</summary>
    public static long? Check(string key, string code, DateTimeOffset now, long lastStep)
    {
        long? good = null;
        var clean = code.Replace(" ", "", StringComparison.Ordinal);
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeAt(key, step)), System.Text.Encoding.UTF8.GetBytes(clean));
            good = same && step > lastStep ? step : good;
        }

        return good;
    }

    public static string CodeAt(string key, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's own algorithm, which every authenticator app has; its weakness does not touch HMAC.
        HMACSHA1.HashData(Decode(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Address that an authenticator app reads from the picture.</summary>
    public static string Address(string issuer, string name, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(name)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period=30";

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>(base32.Length * 5 / 8);
        var (bits, value) = (0, 0);
        foreach (var c in base32)
        {
            value = (value << 5 | Alphabet.IndexOf(c, StringComparison.Ordinal)) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(value >> bits & 0xFF));
            }
        }

        return [.. bytes];
    }
}
