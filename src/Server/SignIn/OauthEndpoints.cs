using System.Security.Cryptography;
using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.SignIn;

/// <summary>Sign-in through the office's identity service: there and back, bound to the browser that began it.</summary>
internal static class OauthEndpoints
{
    private const string Cookie = "cleanheat-oauth";
    private const string Folder = "/api/v1/sign-in/oauth";

    public static void MapOauth(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sign-in/oauth", Begin).WithName("sign-in-oauth").OpenToAll().RequireRateLimiting(Limits.SignIn).WithTags("sign-in").WithDescription("Sends the browser to the office's identity service; 404 where none is set.");
        api.MapGet("/sign-in/oauth/callback", Return).WithName("sign-in-oauth-callback").OpenToAll().RequireRateLimiting(Limits.SignIn).WithTags("sign-in").WithDescription("Where the identity service sends the browser back to.");
    }

    private static Results<RedirectHttpResult, ProblemHttpResult> Begin(HttpContext http, Workplace workplace, OauthService service)
    {
        if (service.Client is not { } client)
        {
            return http.Problem(workplace.Texts, new Error("not-found", null, "oauth"));
        }

        var (state, verifier) = (Secret.New(), Secret.New());

        // Lax, since the browser comes back from another site; it says nothing but which browser began.
        http.Response.Cookies.Append(Cookie, state + "." + verifier, Options(http, TimeSpan.FromMinutes(10)));
        return TypedResults.Redirect(client.Authorize(Callback(http), state, verifier));
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> Return(HttpContext http, Workplace workplace, OauthService service, SignInHandler handler, string? code, string? state, string? error)
    {
        if (service.Client is not { } client)
        {
            return http.Problem(workplace.Texts, new Error("not-found", null, "oauth"));
        }

        var begun = http.Request.Cookies[Cookie]?.Split('.');
        http.Response.Cookies.Delete(Cookie, Options(http, TimeSpan.Zero));
        if (begun is not [var expected, var verifier] || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(state ?? "")))
        {
            return ToPage("sign-in-expired");
        }

        if (error is not null || string.IsNullOrEmpty(code))
        {
            return ToPage("sign-in-external");
        }

        var name = await client.AccountName(Callback(http), code, verifier, http.RequestAborted);
        var answer = name.IsOk ? await handler.External(name.Value, http.Origin()) : Result<SignInAnswer>.Fail(name.Errors);
        if (!answer.IsOk)
        {
            return ToPage(answer.Errors[0].Code);
        }

        if (answer.Value.Ticket is { } ticket)
        {
            return TypedResults.Redirect("/sign-in#second-step=" + ticket);
        }

        SessionCookie.Write(http, answer.Value.Session!);
        return TypedResults.Redirect("/");
    }

    private static RedirectHttpResult ToPage(string code) => TypedResults.Redirect("/sign-in#error=" + code);

    private static string Callback(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host.Value}{Folder}/callback";

    private static CookieOptions Options(HttpContext http, TimeSpan age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = Folder, MaxAge = age, IsEssential = true };
}
