using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.SignIn;

/// <summary>Pages that one-time links open; the secret stands in the fragment, which browsers send nowhere.</summary>
public static class SignInPages
{
    public const string SetUp = "/set-up#", Password = "/set-password#";
}

/// <summary>From the sign-in page to a session. Whoever calls is nobody yet, so each of these gives out nothing but what it says.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sign-in", Ways).WithName("sign-in-ways").OpenToAll().WithTags("sign-in");
        var steps = api.MapGroup("/sign-in").OpenToAll().RequireRateLimiting(Limits.SignIn).WithTags("sign-in");
        steps.MapPost("", Password).WithName("sign-in");
        steps.MapPost("/second-step", SecondStep).WithName("sign-in-second-step");
        steps.MapPost("/demo", Demo).WithName("sign-in-demo");
        steps.MapPost("/link", ReadLink).WithName("sign-in-link");
        steps.MapPost("/password", SetPassword).WithName("sign-in-set-password");
        steps.MapPost("/set-up", SetUp).WithName("sign-in-set-up");
        api.MapPost("/sign-out", SignOut).WithName("sign-out").NeedSignIn().OnlyPersons().FromTheBeginning().WithTags("sign-in");
    }

    private static Ok<WaysAnswer> Ways(AccountBook book, OauthService oauth) => TypedResults.Ok(new WaysAnswer(
        true, oauth.Client?.Name, book.Policy.Demo ? [.. Enum.GetValues<Role>().Where(r => book.Find(SignInHandler.DemoName(r)) is not null).Select(r => r.Code())] : [], !book.Policy.Demo && book.IsEmpty()));

    private static async Task<Results<Ok<SignInState>, ProblemHttpResult>> Password(HttpContext http, Workplace workplace, SignInHandler handler, RateLimits limits, SignInRequest request) =>
        limits.Name(http, request.Name) is { } refused ? refused : Answer(http, workplace, await handler.Password(request.Name ?? "", request.Password ?? "", http.Origin()));

    private static async Task<Results<Ok<SignInState>, ProblemHttpResult>> SecondStep(HttpContext http, Workplace workplace, SignInHandler handler, SecondStepRequest request) =>
        Answer(http, workplace, await handler.SecondStep(request.Ticket ?? "", request.Code ?? "", http.Origin()));

    private static async Task<Results<Ok<SignInState>, ProblemHttpResult>> Demo(HttpContext http, Workplace workplace, SignInHandler handler, AccountBook book, DemoRequest request) =>
        !book.Policy.Demo ? http.Problem(workplace.Texts, new Error("not-found", null, "demo"))
        : AccountCodes.TryParse(request.Role, out Role role) ? Answer(http, workplace, await handler.Demo(role, http.Origin()))
        : http.Problem(workplace.Texts, new Error("role-unknown", new ErrorPlace(Path: "role"), request.Role ?? ""));

    private static Results<Ok<LinkAnswer>, ProblemHttpResult> ReadLink(HttpContext http, Workplace workplace, SignInHandler handler, SetUp setUp, AccountPolicy policy, LinkRequest request) =>
        setUp.IsGood(request.Token ?? "") ? TypedResults.Ok(new LinkAnswer("set-up", null, policy.MinPasswordLength))
        : handler.AccountOf(request.Token ?? "") is { } account ? TypedResults.Ok(new LinkAnswer("password", account.Name, policy.MinPasswordLength))
        : http.Problem(workplace.Texts, new Error("link-expired"));

    private static async Task<Results<Ok<SignInState>, ProblemHttpResult>> SetPassword(HttpContext http, Workplace workplace, SignInHandler handler, LinkPasswordRequest request) =>
        Answer(http, workplace, await handler.ByLink(request.Token ?? "", request.Password ?? "", http.Origin()));

    private static async Task<Results<Ok<SetUpState>, ProblemHttpResult>> SetUp(HttpContext http, Workplace workplace, SetUp setUp, SetUpRequest request)
    {
        static FirstAccount First(FirstAccountRequest? account) => new(account?.Name ?? "", account?.DisplayName ?? "", account?.StaffNumber);
        (Role, FirstAccount)[] others =
        [
            .. request.SecurityOfficer is { } officer ? [(Role.SecurityOfficer, First(officer))] : Array.Empty<(Role, FirstAccount)>(),
            .. request.CityOffice is { } office ? [(Role.CityOffice, First(office))] : Array.Empty<(Role, FirstAccount)>(),
        ];
        var made = await setUp.Run(request.Token ?? "", First(request.Administrator), request.Password ?? "", others, http.Origin());
        if (!made.IsOk)
        {
            return http.Problem(workplace.Texts, made.Errors);
        }

        SessionCookie.Write(http, made.Value.Administrator.Session!);
        return TypedResults.Ok(new SetUpState([.. made.Value.Others.Select(o => new NewAccountLink(o.Account.Name, o.Account.Role.Code(), SignInPages.Password + o.Link))]));
    }

    private static NoContent SignOut(HttpContext http, Sessions sessions)
    {
        var who = http.SignedIn();
        sessions.End(who.Account, who.Session!.Value, "signed-out", who.Account.Name);
        SessionCookie.Remove(http);
        return TypedResults.NoContent();
    }

    private static Results<Ok<SignInState>, ProblemHttpResult> Answer(HttpContext http, Workplace workplace, Result<SignInAnswer> answer)
    {
        if (!answer.IsOk)
        {
            return http.Problem(workplace.Texts, answer.Errors);
        }

        if (answer.Value.Session is { } secret)
        {
            SessionCookie.Write(http, secret);
        }

        return TypedResults.Ok(new SignInState(answer.Value.Session is null ? "second-step" : "signed-in", answer.Value.Ticket));
    }
}
