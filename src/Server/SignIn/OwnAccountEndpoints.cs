using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.SignIn;

/// <summary>What everybody does with their own account: password, sessions, tokens.</summary>
internal static class OwnAccountEndpoints
{
    public static void MapOwnAccount(this IEndpointRouteBuilder api)
    {
        api.MapGet("/account", Read).WithName("account").NeedSignIn().FromTheBeginning().WithTags("account");
        api.MapPost("/account/password", Change).WithName("account-password").NeedSignIn().OnlyPersons().FromTheBeginning().WithTags("account");
        api.MapGet("/account/sessions", ReadSessions).WithName("account-sessions").NeedSignIn().OnlyPersons().WithTags("account");
        api.MapDelete("/account/sessions", EndSessions).WithName("account-sessions-end").NeedSignIn().OnlyPersons().WithTags("account").WithDescription("Ends every session but the one that asks.");
        api.MapDelete("/account/sessions/{id:long}", EndSession).WithName("account-session-end").NeedSignIn().OnlyPersons().WithTags("account");
        api.MapGet("/account/tokens", ReadTokens).WithName("account-tokens").NeedSignIn().OnlyPersons().WithTags("account");
        api.MapPost("/account/tokens", AddToken).WithName("account-token-add").NeedSignIn().OnlyPersons().WithTags("account");
        api.MapDelete("/account/tokens/{id:long}", RevokeToken).WithName("account-token-revoke").NeedSignIn().OnlyPersons().WithTags("account");
    }

    private static Ok<OwnAccountAnswer> Read(HttpContext http, Workplace workplace, AccountBook book, AccountView view)
    {
        var who = http.SignedIn();
        var (a, policy) = (who.Account, book.Policy);
        return TypedResults.Ok(new OwnAccountAnswer(
            AccountView.Text(a.Id), a.Name, a.DisplayName, a.Role.Code(), view.Regions(who.Caller.Scope.Regions), who.Caller.Scope.IsAll, a.CreditCode,
            [.. RolePermissions.Of(a.Role).Where(who.Caller.May).Order().Select(p => p.Code())], a.IsDemo, a.HasPassword, ChangePassword.IsDue(a, policy, workplace.Time.GetUtcNow()),
            new SecondFactorState(a.HasSecondFactor, policy.SecondFactorRoles.Contains(a.Role), a.RecoveryCodesLeft), who.Session is null ? null : Secret.PageToken(SessionCookie.Read(http.Request)!),
            AccountView.Time(who.EndsAt), (int)policy.SessionIdle.TotalMinutes));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(HttpContext http, Workplace workplace, ChangePassword handler, PasswordChangeRequest request)
    {
        var who = http.SignedIn();
        return Done(http, workplace, await handler.Run(Fresh(http), who.Session, request.Current ?? "", request.Password ?? ""));
    }

    private static Ok<SessionsAnswer> ReadSessions(HttpContext http, Sessions sessions) =>
        TypedResults.Ok(new SessionsAnswer([.. sessions.List(http.SignedIn().Account.Id).Select(s => AccountView.Of(s, http.SignedIn().Session))]));

    private static Results<NoContent, ProblemHttpResult> EndSessions(HttpContext http, Workplace workplace, Sessions sessions) =>
        Done(http, workplace, sessions.EndAll(http.SignedIn().Account, http.SignedIn().Session, http.SignedIn().Account.Name));

    private static Results<NoContent, ProblemHttpResult> EndSession(HttpContext http, Workplace workplace, Sessions sessions, long id) =>
        Done(http, workplace, sessions.End(http.SignedIn().Account, id, "session-ended", http.SignedIn().Account.Name));

    private static Ok<TokensAnswer> ReadTokens(HttpContext http, Tokens tokens, AccountView view) =>
        TypedResults.Ok(new TokensAnswer([.. tokens.List(http.SignedIn().Account.Id).Select(view.Of)]));

    private static Results<Ok<NewTokenAnswer>, ProblemHttpResult> AddToken(HttpContext http, Workplace workplace, Tokens tokens, AccountView view, TokenRequest request)
    {
        var regions = view.Read(request.Regions);
        var unknown = (request.Permissions ?? []).Where(p => !AccountCodes.TryParse(p, out Permission _)).Select(p => new Error("permission-unknown", new ErrorPlace(Path: "permissions"), p ?? "")).ToList();
        if (!regions.IsOk || unknown.Count > 0)
        {
            return http.Problem(workplace.Texts, [.. regions.Errors, .. unknown]);
        }

        var permissions = (request.Permissions ?? []).Select(p => AccountCodes.TryParse(p, out Permission permission) ? permission : default).ToList();
        var made = tokens.Add(http.SignedIn().Account, request.Name ?? "", permissions, regions.Value, request.ExpiresAt);
        return made.IsOk ? TypedResults.Ok(new NewTokenAnswer(view.Of(made.Value.Token), made.Value.Secret)) : http.Problem(workplace.Texts, made.Errors);
    }

    private static Results<NoContent, ProblemHttpResult> RevokeToken(HttpContext http, Workplace workplace, Tokens tokens, long id) =>
        Done(http, workplace, tokens.Revoke(http.SignedIn().Account, id, http.SignedIn().Account.Name));

    // What a request was let in with is shared between requests; what will be changed is read anew.
    internal static Account Fresh(HttpContext http) =>
        ((AccountBook)http.RequestServices.GetService(typeof(AccountBook))!).Find(http.SignedIn().Account.Id)!;

    internal static Results<NoContent, ProblemHttpResult> Done<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.NoContent() : http.Problem(workplace.Texts, result.Errors);
}
