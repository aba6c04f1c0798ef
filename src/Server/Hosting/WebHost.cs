using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme;
using CleanHeating.Server.SignIn;
using CleanHeating.Supervision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Hosting;

/// <summary>What the host is told at start.</summary>
/// <param name="Urls">Addresses to listen on; loopback only, as long as there are no accounts.</param>
/// <param name="WebRoot">Folder of the built web application; null where it was not built.</param>
/// <param name="Demo">Whether the data are the invented city's.</param>
public sealed record HostOptions(string Urls, string? WebRoot, bool Demo);

/// <summary>Puts the HTTP host together: the rooms' endpoints, refusals, the web application.</summary>
public static class WebHost
{
    /// <summary>Largest file that an upload takes.</summary>
    private const long UploadLimit = 512L * 1024 * 1024;

    public static WebApplication Build(Workplace workplace, HostOptions options)
    {
        RequireLoopback(options.Urls);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = UploadLimit;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<JsonOptions>(json => Configure(json.SerializerOptions));

        // A body that can't be read becomes a refusal like any other.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(["application/geo+json", "application/problem+json"]);
        });
        // In the host nobody acts but the caller of a request; the machine's own user acts at the command line.
        var callers = new CurrentCaller();
        var hosted = workplace with { Callers = callers };
        builder.Services.AddSingleton(hosted).AddSingleton(callers).AddSingleton(options);
        builder.Services.AddAccounts(new AccountPolicy { Demo = options.Demo });
        builder.Services.AddSingleton<Credentials>().AddSingleton<AccountView>().AddHostedService<SessionKeeping>();
        builder.Services.AddPlatform().AddProgramme().AddLedger().AddSupervision();
        builder.Services.AddOpenApi("v1", ApiDocument.Configure);
        var app = builder.Build();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<HeadersMiddleware>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseMiddleware<PermissionMiddleware>();
        var api = app.MapGroup("/api/v1");
        api.MapSystem();
        api.MapSignIn();
        api.MapOwnAccount();
        api.MapSecondFactor();
        api.MapAccounts();
        api.MapPlatform();
        api.MapProgramme();
        api.MapLedger();
        api.MapSupervision();
        app.MapOpenApi("/api/openapi/{documentName}.json").OpenToAll();
        ServeWeb(app, options.WebRoot);
        return app;
    }

    /// <summary>The one way in which JSON is written and read, for every interface.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
    }

    private static void ServeWeb(WebApplication app, string? root)
    {
        if (root is null || !File.Exists(Path.Combine(root, "index.html")))
        {
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(root));
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.MapFallback("{*path:nonfile}", async (HttpContext context) =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(files.GetFileInfo("index.html"), context.RequestAborted);
        }).OpenToAll();
    }

    // There are no accounts yet, so nobody but this machine may ask.
    private static void RequireLoopback(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var host = new Uri(url).Host.Trim('[', ']');
            if (host != "localhost" && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
            {
                throw new NotLoopbackException(url);
            }
        }
    }
}

/// <summary>The address is not this machine's own; without accounts the server answers nobody else.</summary>
public sealed class NotLoopbackException(string url) : Exception($"{url} is not a loopback address.");
