using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.Hosting;

/// <summary>Headers that keep a browser from doing what the application never asks of it.</summary>
internal sealed class HeadersMiddleware(RequestDelegate next)
{
    // Charts set inline styles on their elements, so styles are allowed inline; scripts never are.
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }

        return IsForeign(context.Request) ? Refuse(context) : next(context);
    }

    // A page of another site, or a name that points here by a trick, must not act through the user's browser.
    private static bool IsForeign(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        var known = host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
        var origin = request.Headers.Origin.ToString();
        return !known || (origin.Length > 0 && !HttpMethods.IsGet(request.Method) && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value));
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
