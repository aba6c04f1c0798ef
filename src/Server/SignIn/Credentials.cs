using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.SignIn;

/// <summary>Finds out who a request comes from, and what still stands in that account's way.</summary>
internal sealed class Credentials(Workplace workplace, AccountBook book, Sessions sessions, Tokens tokens)
{
    private const string Bearer = "Bearer ";
    public const string PageTokenHeader = "X-CSRF-Token";

    /// <summary>Who it is; null for nobody. A token goes before a cookie.</summary>
    public SignedIn? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? tokens.Find(header[Bearer.Length..].Trim()) : sessions.Find(SessionCookie.Read(request));
    }

    /// <summary>
    /// A browser sends its cookie whoever asks it to; only our own page knows the page's token, and browsers tell where a request
    /// was made. Both must agree before anything is changed.
    /// </summary>
    public static bool IsFromOurPage(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none"
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value && from.Scheme == request.Scheme))
            && Secret.IsPageToken(SessionCookie.Read(request)!, request.Headers[PageTokenHeader]);
    }

    /// <summary>What must be done before anything else; null when nothing is due.</summary>
    public Error? Due(Account account) =>
        ChangePassword.IsDue(account, book.Policy, workplace.Time.GetUtcNow()) ? new Error("password-change-needed")
        : book.Policy.SecondFactorRoles.Contains(account.Role) && !account.HasSecondFactor && !account.IsDemo ? new Error("second-factor-needed")
        : null;
}

internal static class SignedInFeature
{
    /// <summary>Who the request comes from; the gate has seen to it that somebody does.</summary>
    public static SignedIn SignedIn(this HttpContext http) => http.Features.Get<SignedIn>() ?? throw new InvalidOperationException("An endpoint that needs nobody asked who is signed in.");
}
