using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.Hosting;

/// <summary>
/// The one gate: every endpoint says what it needs, and a caller without it gets no further. An endpoint that says nothing is
/// refused to everybody, so that a forgotten word closes a door instead of opening it.
/// </summary>
internal sealed class PermissionMiddleware(RequestDelegate next, Workplace workplace, CurrentCaller callers)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        callers.Set(Caller.Machine(Environment.UserName));
        var caller = callers.Current;
        var need = endpoint.Metadata.GetMetadata<EndpointNeed>();
        return need is { SignedIn: false } ? next(context)
            : !caller.IsKnown ? Refuse(context, new Error("sign-in-needed"))
            : need is null || (need.Permission is { } permission && !caller.May(permission)) ? Refuse(context, new Error("permission-missing", null, endpoint.DisplayName ?? ""))
            : next(context);
    }

    private Task Refuse(HttpContext context, Error error) => context.Problem(workplace.Texts, error).ExecuteAsync(context);
}
