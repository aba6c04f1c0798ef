using Microsoft.AspNetCore.Builder;

namespace CleanHeating.Platform.Api;

/// <summary>An endpoint that takes files: a body may be as large as the settings say, and an account may send so many a minute.</summary>
public sealed record TakesFiles;

/// <summary>Names of the rate limits.</summary>
public static class Limits
{
    public const string SignIn = "sign-in";
    public const string Uploads = "uploads";

    /// <summary>Marks an endpoint that takes files.</summary>
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder builder) => builder.WithMetadata(new TakesFiles()).RequireRateLimiting(Uploads);
}
