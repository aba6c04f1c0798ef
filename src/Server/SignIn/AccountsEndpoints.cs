using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.SignIn;

/// <summary>What system administrators do with accounts. An account is never deleted, as the journal speaks of it; it is disabled.</summary>
internal static class AccountsEndpoints
{
    private const int MostRows = 200;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").Need(Permission.ManageAccounts).OnlyPersons().WithTags("accounts");
        accounts.MapGet("", List).WithName("accounts");
        accounts.MapGet("/roles", Roles).WithName("account-roles");
        accounts.MapPost("", Add).WithName("account-add");
        accounts.MapGet("/{id:long}", Read).WithName("account-read");
        accounts.MapPut("/{id:long}", Change).WithName("account-change");
        accounts.MapPost("/{id:long}/reset-password", Reset).WithName("account-reset-password");
        accounts.MapPost("/{id:long}/unlock", Unlock).WithName("account-unlock");
        accounts.MapPost("/{id:long}/remove-second-factor", RemoveSecondFactor).WithName("account-remove-second-factor");
        accounts.MapGet("/{id:long}/sessions", ReadSessions).WithName("account-sessions-of");
        accounts.MapDelete("/{id:long}/sessions", EndSessions).WithName("account-sessions-end-of");
        accounts.MapDelete("/{id:long}/sessions/{session:long}", EndSession).WithName("account-session-end-of");
        accounts.MapGet("/{id:long}/tokens", ReadTokens).WithName("account-tokens-of");
        accounts.MapDelete("/{id:long}/tokens/{token:long}", RevokeToken).WithName("account-token-revoke-of");
    }

    private static Results<Ok<AccountsAnswer>, ProblemHttpResult> List(HttpContext http, Workplace workplace, AccountBook book, AccountView view, string? role, string? search, string? cursor, int limit = 50)
    {
        Role? wanted = null;
        if (role is not null)
        {
            if (!AccountCodes.TryParse(role, out Role known))
            {
                return http.Problem(workplace.Texts, new Error("role-unknown", new ErrorPlace(Path: "role"), role));
            }

            wanted = known;
        }

        var rows = book.List(cursor, wanted, search, Math.Clamp(limit, 1, MostRows) + 1);
        var page = rows.Take(Math.Clamp(limit, 1, MostRows)).ToList();
        return TypedResults.Ok(new AccountsAnswer([.. page.Select(view.Of)], rows.Count > page.Count ? page[^1].Name : null));
    }

    private static Ok<RolesAnswer> Roles(AccountPolicy policy) => TypedResults.Ok(new RolesAnswer([.. Enum.GetValues<Role>().Select(r => new RoleLine(
        r.Code(), [.. RolePermissions.Of(r).Order().Select(p => p.Code())], !RolePermissions.HasRegions(r) ? "none" : RolePermissions.IsCityWide(r) ? "optional" : "needed",
        r == Role.Enterprise, policy.SecondFactorRoles.Contains(r)))]));

    private static async Task<Results<Ok<AccountLinkAnswer>, ProblemHttpResult>> Add(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, AccountAddRequest request)
    {
        var wanted = view.Request(request.DisplayName, request.Role, request.Regions, request.CreditCode, request.StaffNumber, disabled: false);
        return Linked(http, workplace, view, wanted.IsOk ? await handler.Add(request.Name ?? "", wanted.Value, request.Password, request.Reason) : Result<AccountWithLink>.Fail(wanted.Errors));
    }

    private static Results<Ok<AccountAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, AccountBook book, AccountView view, long id) =>
        book.Find(id) is { } account ? TypedResults.Ok(view.Of(account)) : Unknown(http, workplace, id);

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> Change(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id, AccountChangeRequest request)
    {
        var wanted = view.Request(request.DisplayName, request.Role, request.Regions, request.CreditCode, request.StaffNumber, request.Disabled);
        return NoReason(http, workplace, request.Reason) is { } refused ? refused
            : Changed(http, workplace, view, wanted.IsOk ? await handler.Change(id, request.Version, wanted.Value, request.Reason) : Result<Account>.Fail(wanted.Errors));
    }

    private static async Task<Results<Ok<AccountLinkAnswer>, ProblemHttpResult>> Reset(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id, PasswordResetRequest request) =>
        NoReason(http, workplace, request.Reason) is { } refused ? refused : Linked(http, workplace, view, await handler.ResetPassword(id, request.Password, request.Reason));

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> Unlock(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id, ReasonRequest request) =>
        NoReason(http, workplace, request.Reason) is { } refused ? refused : Changed(http, workplace, view, await handler.Unlock(id, request.Reason));

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> RemoveSecondFactor(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id, ReasonRequest request) =>
        NoReason(http, workplace, request.Reason) is { } refused ? refused : Changed(http, workplace, view, await handler.RemoveSecondFactor(id, request.Reason));

    private static Results<Ok<SessionsAnswer>, ProblemHttpResult> ReadSessions(HttpContext http, Workplace workplace, AccountBook book, Sessions sessions, long id) =>
        book.Find(id) is null ? Unknown(http, workplace, id) : TypedResults.Ok(new SessionsAnswer([.. sessions.List(id).Select(s => AccountView.Of(s, http.SignedIn().Session))]));

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> EndSessions(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id) =>
        Changed(http, workplace, view, await handler.EndSessions(id, null, null));

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> EndSession(HttpContext http, Workplace workplace, AccountHandler handler, AccountView view, long id, long session) =>
        Changed(http, workplace, view, await handler.EndSessions(id, session, null));

    private static Results<Ok<TokensAnswer>, ProblemHttpResult> ReadTokens(HttpContext http, Workplace workplace, AccountBook book, Tokens tokens, AccountView view, long id) =>
        book.Find(id) is null ? Unknown(http, workplace, id) : TypedResults.Ok(new TokensAnswer([.. tokens.List(id).Select(view.Of)]));

    private static Results<NoContent, ProblemHttpResult> RevokeToken(HttpContext http, Workplace workplace, AccountBook book, Tokens tokens, long id, long token) =>
        book.Find(id) is { } account ? OwnAccountEndpoints.Done(http, workplace, tokens.Revoke(account, token, http.Actor())) : Unknown(http, workplace, id);

    private static Results<Ok<AccountAnswer>, ProblemHttpResult> Changed(HttpContext http, Workplace workplace, AccountView view, Result<Account> result) =>
        result.IsOk ? TypedResults.Ok(view.Of(result.Value)) : http.Problem(workplace.Texts, result.Errors);

    private static Results<Ok<AccountLinkAnswer>, ProblemHttpResult> Linked(HttpContext http, Workplace workplace, AccountView view, Result<AccountWithLink> result) =>
        result.IsOk ? TypedResults.Ok(new AccountLinkAnswer(view.Of(result.Value.Account), result.Value.Link is { } link ? SignInPages.Password + link : null)) : http.Problem(workplace.Texts, result.Errors);

    private static ProblemHttpResult? NoReason(HttpContext http, Workplace workplace, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? http.Problem(workplace.Texts, new Error("reason-needed", new ErrorPlace(Path: "reason"))) : null;

    private static ProblemHttpResult Unknown(HttpContext http, Workplace workplace, long id) => http.Problem(workplace.Texts, new Error("account-unknown", null, AccountView.Text(id)));
}
