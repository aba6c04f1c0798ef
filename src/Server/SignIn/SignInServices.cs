using CleanHeating.Server.Hosting;
using CleanHeating.Server.Settings;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Server.SignIn;

/// <summary>The office's identity service, where one is set.</summary>
internal sealed record OauthService(OauthClient? Client);

internal static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, string folder, ServerSettings settings)
    {
        var limits = new RateLimits(settings.Limits);
        return services.AddSingleton<Credentials>().AddSingleton<AccountView>().AddHostedService<SessionKeeping>()
            .AddSingleton(new OauthService(settings.Oauth is { } oauth ? new OauthClient(oauth, folder) : null))
            .AddSingleton(limits).AddRateLimiter(limits.Configure);
    }
}
