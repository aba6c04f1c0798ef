using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Secrets that are handed out once and known afterwards by their hash alone.
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

    /// <summary>Plain, since 256 random bits can't be tried; who has no key still can't make a row that lets them in, as each is sealed.</summary>
    internal static byte[] Hash(string kind, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(kind + ":" + secret));

    /// <summary>Whether it can be one of ours at all; what is longer is not even hashed.</summary>
    internal static bool IsPlausible(string? secret) => secret is { Length: > 16 and <= 64 };
}
