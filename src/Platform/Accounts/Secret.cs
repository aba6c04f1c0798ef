using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Secrets that are handed out once and known afterwards by their hash alone. The hash takes the database's own key, so that who
/// can write rows but has no key can't make one that lets them in. It has a key of its own that does not turn: what it was
/// made of is known to nobody here, so it can't be made anew, and the row's own seal turns with the keys.
/// </summary>
public static class Secret
{
    private const int Size = 32;

    /// <summary>256 random bits as 43 characters that may stand in an address or header.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>What a page must send with each change, beside the session's cookie: follows from the session's secret, which no other site knows.</summary>
    public static string PageToken(string session) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(session), "page"u8));

    public static bool IsPageToken(string session, string? token) =>
        token is { Length: < 100 } && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(PageToken(session)), Encoding.UTF8.GetBytes(token));

    internal static byte[] Hash(KeyRing keys, string kind, string secret)
    {
        using var seal = new RowSeal(keys.Secret);
        return seal.Begin("secret").Add(kind).Add(secret).End();
    }

    /// <summary>Whether it can be one of ours at all; what is longer is not even hashed.</summary>
    internal static bool IsPlausible(string? secret) => secret is { Length: > 16 and <= 64 };
}
