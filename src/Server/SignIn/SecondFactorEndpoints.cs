using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Server.SignIn;

/// <summary>The second factor of one's own account.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/account/second-factor").NeedSignIn().OnlyPersons().WithTags("account");
        own.MapPost("", SetUp).WithName("second-factor-set-up").FromTheBeginning();
        own.MapPost("/confirm", Confirm).WithName("second-factor-confirm").FromTheBeginning();
        own.MapPost("/disable", Disable).WithName("second-factor-disable");
        own.MapPost("/recovery-codes", Renew).WithName("second-factor-recovery-codes");
    }

    private static async Task<Results<Ok<SecondFactorSetUp>, ProblemHttpResult>> SetUp(HttpContext http, Workplace workplace, SecondFactor handler)
    {
        var made = await handler.SetUp(OwnAccountEndpoints.Fresh(http), workplace.Texts.Get("product.name", http.Culture()));
        return made.IsOk ? TypedResults.Ok(new SecondFactorSetUp(made.Value.Key, made.Value.Address, QrPicture.Svg(made.Value.Address))) : http.Problem(workplace.Texts, made.Errors);
    }

    private static async Task<Results<Ok<RecoveryCodesAnswer>, ProblemHttpResult>> Confirm(HttpContext http, Workplace workplace, SecondFactor handler, CodeRequest request) =>
        Codes(http, workplace, await handler.Confirm(OwnAccountEndpoints.Fresh(http), request.Code ?? ""));

    private static async Task<Results<NoContent, ProblemHttpResult>> Disable(HttpContext http, Workplace workplace, SecondFactor handler, PasswordRequest request) =>
        OwnAccountEndpoints.Done(http, workplace, await handler.Disable(OwnAccountEndpoints.Fresh(http), request.Password ?? ""));

    private static async Task<Results<Ok<RecoveryCodesAnswer>, ProblemHttpResult>> Renew(HttpContext http, Workplace workplace, SecondFactor handler, PasswordRequest request) =>
        Codes(http, workplace, await handler.RenewCodes(OwnAccountEndpoints.Fresh(http), request.Password ?? ""));

    private static Results<Ok<RecoveryCodesAnswer>, ProblemHttpResult> Codes(HttpContext http, Workplace workplace, Result<IReadOnlyList<string>> codes) =>
        codes.IsOk ? TypedResults.Ok(new RecoveryCodesAnswer(codes.Value)) : http.Problem(workplace.Texts, codes.Errors);
}
