using System.Net;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CleanHeating.Acceptance;
using CleanHeating.Ledger;
using CleanHeating.Planning;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme;
using CleanHeating.Server.Settings;
using CleanHeating.Server.SignIn;
using CleanHeating.Delivery;
using CleanHeating.Funds;
using CleanHeating.Supervision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Hosting;

/// <summary>What the host is told at start.</summary>
/// <param name="Urls">Addresses to listen on.</param>
/// <param name="WebRoot">Folder of the built web application; null where it was not built.</param>
/// <param name="Demo">Whether the data are the invented city's.</param>
/// <param name="Settings">The office's settings; those of the data folder where none are given.</param>
public sealed record HostOptions(string Urls, string? WebRoot, bool Demo, ServerSettings? Settings = null)
{
    /// <summary>Where log entries go besides the standard error.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>How the server goes about its jobs.</summary>
    public JobTiming Jobs { get; init; } = JobTiming.Usual;
}

/// <summary>Puts the HTTP host together: the rooms' endpoints, refusals, the web application.</summary>
public static class WebHost
{
    /// <summary>Where nothing else is said: this machine alone.</summary>
    public const string UsualUrl = "http://127.0.0.1:5080";

    /// <summary>Where the field application stands: a scope of its own on the same origin.</summary>
    private const string FieldApplication = "/field";

    /// <summary>Largest body of a request that brings no files.</summary>
    private const long RequestLimit = 4L * 1024 * 1024;

    /// <exception cref="SettingsException">Settings or addresses are not good.</exception>
    public static WebApplication Build(Workplace workplace, HostOptions options)
    {
        var settings = options.Settings ?? SettingsFile.Read(workplace.Folder);
        if (Listening.Check(options.Urls, settings, options.Demo) is { Count: > 0 } errors)
        {
            throw new SettingsException(errors);
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        Log(builder.Logging, options);
        Transport(builder, workplace.Folder, settings);
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
        builder.Services.AddSingleton(settings).AddSingleton(settings.Limits).AddAccounts(settings.Accounts.Policy(options.Demo));
        builder.Services.AddSignIn(workplace.Folder, settings);
        builder.Services.AddPlatform().AddJobs(hosted, options.Jobs).AddSingleton<IJobKind>(new BackupKind(SystemEndpoints.Version)).AddProgramme().AddLedger().AddPlanning().AddDelivery().AddAcceptance().AddFunds().AddSupervision();
        builder.Services.AddOpenApi("v1", ApiDocument.Configure);
        var app = builder.Build();
        if (settings.BehindProxy)
        {
            app.UseForwardedHeaders(Forwarded(settings));
        }

        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<HeadersMiddleware>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseMiddleware<PermissionMiddleware>();
        app.UseRateLimiter();
        app.UseMiddleware<UploadSizeMiddleware>();
        var api = app.MapGroup("/api/v1");
        api.MapSystem();
        api.MapSignIn();
        api.MapOauth();
        api.MapOwnAccount();
        api.MapSecondFactor();
        api.MapAccounts();
        api.MapPlatform();
        api.MapProgramme();
        api.MapLedger();
        api.MapAcceptance();
        api.MapPlanning();
        api.MapDelivery();
        api.MapFunds();
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

        // What a request's shape says is never null may be neither missing nor null: a refusal of the whole body, before any handler sees it.
        json.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireWhatIsNeverNull);
    }

    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.Set is not null && p.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter && !parameter.ParameterType.IsValueType))
        {
            (property.IsRequired, property.IsSetNullable) = (true, false);
        }
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
                HasHashInItsName(context.Context.Request.Path) ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.MapFallback("{*path:nonfile}", async (HttpContext context) =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            // Its scope ends in a slash: without it the field application could not be installed.
            if (context.Request.Path == FieldApplication)
            {
                context.Response.Redirect(FieldApplication + "/");
                return;
            }

            var application = context.Request.Path.StartsWithSegments(FieldApplication, StringComparison.Ordinal) ? "field/index.html" : "index.html";
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(files.GetFileInfo(application), context.RequestAborted);
        }).OpenToAll();
    }

    private static bool HasHashInItsName(PathString path) =>
        path.StartsWithSegments("/assets", StringComparison.Ordinal) || path.StartsWithSegments(FieldApplication + "/assets", StringComparison.Ordinal);

    private static void Log(ILoggingBuilder log, HostOptions options)
    {
        log.SetMinimumLevel(LogLevel.Warning);
        if (options.Log is { } other)
        {
            log.SetMinimumLevel(LogLevel.Trace).ClearProviders().AddProvider(other);
        }
    }

    private static void Transport(WebApplicationBuilder builder, string folder, ServerSettings settings)
    {
        if (Listening.Certificate(folder, settings.Certificate) is { } certificate)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            }));
        }

        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = RequestLimit;
            kestrel.AddServerHeader = false;
        });
    }

    // Only what the known proxy itself says of the one in front of it is believed.
    private static ForwardedHeadersOptions Forwarded(ServerSettings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        foreach (var proxy in settings.KnownProxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return options;
    }
}
