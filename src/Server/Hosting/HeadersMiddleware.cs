using CleanHeating.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.Hosting;

/// <summary>Headers that keep a browser from doing what the application never asks of it, and the names the server answers to.</summary>
internal sealed class HeadersMiddleware(RequestDelegate next, ServerSettings settings, HostOptions options)
{
    // Charts set inline styles on their elements, so styles are allowed inline; scripts never are.
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    // Camera and position are the field application's; nothing else is asked of a device.
    private const string Permissions = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), serial=(), display-capture=()";
    private readonly HashSet<string> _hosts = Listening.Hosts(options.Urls, settings);
    private readonly string _transport = FormattableString.Invariant($"max-age={settings.HstsDays * 86_400L}; includeSubDomains");

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }

        if (context.Request.IsHttps && settings.HstsDays > 0 && !Listening.IsLoopback(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = _transport;
        }

        return IsForeign(context.Request) ? Refuse(context) : next(context);
    }

    // A page of another site, or a name that points here by a trick, must not act through the user's browser.
    private bool IsForeign(HttpRequest request)
    {
        var host = request.Host.Host;
        var origin = request.Headers.Origin.ToString();
        return !(Listening.IsLoopback(host) || _hosts.Contains(host.Trim('[', ']')))
            || (origin.Length > 0 && !HttpMethods.IsGet(request.Method) && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value));
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
