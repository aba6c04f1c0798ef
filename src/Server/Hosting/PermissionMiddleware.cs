using System.Security.Claims;
using System.Security.Principal;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Server.SignIn;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.Hosting;

/// <summary>
/// The one gate: it finds out who a request comes from, every endpoint says what it needs, and a caller without it gets no further.
/// An endpoint that says nothing is refused to everybody, so that a forgotten word closes a door instead of opening it.
/// </summary>
internal sealed class PermissionMiddleware(RequestDelegate next, Workplace workplace, CurrentCaller callers, Credentials credentials)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // A wrong method meets an endpoint of the framework that has no route: it says so and no more.
        if (context.GetEndpoint() is not Microsoft.AspNetCore.Routing.RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        var need = endpoint.Metadata.GetMetadata<EndpointNeed>();
        var who = need is { SignedIn: false } ? null : credentials.Find(context.Request);
        if (need is not { SignedIn: false } && Refusal(context, endpoint, need, who) is { } refusal)
        {
            await context.Problem(workplace.Texts, refusal).ExecuteAsync(context);
            return;
        }

        if (who is not null)
        {
            context.Features.Set(who);
            context.User = new ClaimsPrincipal(new GenericIdentity(who.Account.Name));
        }

        // Holds for the rest of this request alone: it is set within its own flow of work.
        callers.Set(who?.Caller ?? Caller.Nobody);
        await next(context);
    }

    private Error? Refusal(HttpContext context, Endpoint endpoint, EndpointNeed? need, SignedIn? who)
    {
        if (who is null)
        {
            return new Error("sign-in-needed");
        }

        if (who.Session is not null && !IsSafe(context.Request.Method) && !Credentials.IsFromOurPage(context.Request))
        {
            return new Error("csrf-missing");
        }

        if (need is null || (need.Permission is { } permission && !who.Caller.May(permission)))
        {
            return new Error("permission-missing", null, endpoint.DisplayName ?? "");
        }

        return who.Session is null && endpoint.Metadata.GetMetadata<EndpointOfPersons>() is not null ? new Error("session-needed")
            : endpoint.Metadata.GetMetadata<EndpointOfBeginning>() is null ? credentials.Due(who.Account)
            : null;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
