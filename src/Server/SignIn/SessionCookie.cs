using CleanHeating.Platform.Accounts;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.SignIn;

/// <summary>The cookie that holds a session's secret: for this host alone, out of reach of scripts, never sent from other sites.</summary>
internal static class SessionCookie
{
    private const string Name = "cleanheat";
    private const string SecureName = "__Host-cleanheat";

    public static string? Read(HttpRequest request) => request.Cookies[request.IsHttps ? SecureName : Name];

    public static void Write(HttpContext http, string secret) => http.Response.Cookies.Append(NameFor(http), secret, Options(http));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http));

    /// <summary>Where a request comes from, as its owner will see it in the list of sessions.</summary>
    public static Origin Origin(this HttpContext http) => new(http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString() is { Length: > 0 } device ? device : null);

    private static string NameFor(HttpContext http) => http.Request.IsHttps ? SecureName : Name;

    // No end is told: the browser forgets it when it is closed, the server long before.
    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };
}
