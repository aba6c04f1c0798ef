using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Server.Settings;
using CleanHeating.Server.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;

namespace CleanHeating.Server.Hosting;

/// <summary>How often what may be called a minute: sign-ins from one address and on one name, uploads by one account.</summary>
internal sealed class RateLimits(LimitSettings settings) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<string> _names = PartitionedRateLimiter.Create<string, string>(name => Partition(name, settings.SignInsPerName));

    public void Configure(RateLimiterOptions options)
    {
        options.AddPolicy(Limits.SignIn, http => Partition(AddressOf(http), settings.SignInsPerAddress));
        options.AddPolicy(Limits.Uploads, http => Partition(http.Features.Get<SignedIn>()?.Account.Id.ToString(CultureInfo.InvariantCulture) ?? AddressOf(http), settings.UploadsPerAccount));
        options.OnRejected = async (context, _) => await Refuse(context.HttpContext, context.Lease).ExecuteAsync(context.HttpContext);
    }

    /// <summary>A refusal when the name was tried too often, whether or not there is such an account; null otherwise.</summary>
    public ProblemHttpResult? Name(HttpContext http, string? name)
    {
        var trimmed = (name ?? "").Trim().ToUpperInvariant();
        using var lease = _names.AttemptAcquire(trimmed.Length <= 64 ? trimmed : "");
        return lease.IsAcquired ? null : Refuse(http, lease);
    }

    public void Dispose() => _names.Dispose();

    private static ProblemHttpResult Refuse(HttpContext http, RateLimitLease lease)
    {
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : (int)Window.TotalSeconds;
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = text;
        return http.Problem(((Workplace)http.RequestServices.GetService(typeof(Workplace))!).Texts, new Error("too-many-requests", null, text));
    }

    private static RateLimitPartition<string> Partition(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });

    // Who has one IPv6 address usually has the whole /64.
    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress is not { } address ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address) ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();
}
