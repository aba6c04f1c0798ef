using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Funds.ReportFunds;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Funds;

/// <summary>Money that a household gave back.</summary>
public sealed record RecoverRequest(string County, long AmountFen, string Day, string Document);

/// <summary>What the bank says that a county's account holds.</summary>
public sealed record BankBalanceRequest(string County, long BalanceFen, string Day, string Document);

/// <summary>A sanction on a county, or its end.</summary>
public sealed record SanctionRequest(string County, string Reason, string? Document = null);

/// <summary>What was entered.</summary>
public sealed record Entered(string Id);

/// <summary>Rights, amounts, books and reports over HTTP; payments are in <see cref="PaymentEndpoints"/>.</summary>
internal static class FundsEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var funds = api.MapGroup("/funds").WithTags("funds");
        funds.MapGet("/rights", Rights).WithName("rights").Need(Permission.ReadFunds);
        funds.MapGet("/claims", Claims).WithName("claims").Need(Permission.ReadFunds);
        funds.MapPost("/claims/{id}/recover", Recover).WithName("claim-recover").Need(Permission.KeepBooks);
        funds.MapGet("/households/{id}", Explain).WithName("amount-explain").Need(Permission.ReadFunds);
        funds.MapGet("/operating", Operating).WithName("operating").Need(Permission.ReadFunds);
        funds.MapGet("/parameters", Parameters).WithName("parameters").Need(Permission.ReadFunds);
        funds.MapPost("/parameters/try", Try).WithName("parameter-try").Need(Permission.ReadFunds);
        funds.MapPost("/parameters", Decide).WithName("parameter-decide").Need(Permission.ChangeParameters);
        funds.MapGet("/report", Report).WithName("funds-report").Need(Permission.ReadFunds);
        funds.MapGet("/entries", Entries).WithName("fund-entries").Need(Permission.ReadFunds);
        funds.MapPost("/entries", Enter).WithName("fund-enter").Need(Permission.KeepBooks);
        funds.MapPost("/bank-balances", State).WithName("bank-balance").Need(Permission.KeepBooks);
        funds.MapPost("/sanctions", Impose).WithName("sanction-impose").Need(Permission.SanctionCounties);
        funds.MapPost("/sanctions/lift", Lift).WithName("sanction-lift").Need(Permission.SanctionCounties);
    }

    private static Results<Ok<RightPage>, ProblemHttpResult> Rights(
        HttpContext http, Workplace workplace, ReadRightsHandler handler, string? region, string? kind, string? period, string? state, string? cursor, int? limit) =>
        Answer(http, workplace, handler.Rights(region, kind, period, state, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<ClaimList>, ProblemHttpResult> Claims(HttpContext http, Workplace workplace, ReadRightsHandler handler, string? region, string? state) =>
        Answer(http, workplace, handler.Claims(region, state, http.Culture()));

    private static Results<Ok<Entered>, ProblemHttpResult> Recover(HttpContext http, Workplace workplace, RecoverHandler handler, string id, RecoverRequest request) =>
        Done(http, workplace, handler.Recover(request.County, id, request.AmountFen, request.Day, request.Document));

    private static Results<Ok<ExplainAnswer>, ProblemHttpResult> Explain(HttpContext http, Workplace workplace, ExplainHandler handler, string id) => Answer(http, workplace, handler.Explain(id, http.Culture()));

    private static Results<Ok<OperatingAnswer>, ProblemHttpResult> Operating(HttpContext http, Workplace workplace, OperatingHandler handler, string? season) => Answer(http, workplace, handler.Run(season));

    private static Results<Ok<ParameterList>, ProblemHttpResult> Parameters(HttpContext http, Workplace workplace, ParameterListHandler handler) => Answer(http, workplace, handler.List(http.Culture()));

    private static Results<Ok<TriedAnswer>, ProblemHttpResult> Try(HttpContext http, Workplace workplace, TryParameterHandler handler, TryRequest request) => Answer(http, workplace, handler.Try(request));

    private static Results<Ok<TriedAnswer>, ProblemHttpResult> Decide(HttpContext http, Workplace workplace, TryParameterHandler handler, DecideRequest request) => Answer(http, workplace, handler.Decide(request));

    private static Results<Ok<FundsReport>, ProblemHttpResult> Report(HttpContext http, Workplace workplace, FundsReportHandler handler) => Answer(http, workplace, handler.Report(http.Culture()));

    private static Results<Ok<EntryPage>, ProblemHttpResult> Entries(HttpContext http, Workplace workplace, FundsReportHandler handler, string? county, string? cursor, int? limit) =>
        Answer(http, workplace, handler.Entries(county, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<Entered>, ProblemHttpResult> Enter(HttpContext http, Workplace workplace, KeepBooksHandler handler, EntryRequest request) => Done(http, workplace, handler.Enter(request));

    private static Results<Ok<Entered>, ProblemHttpResult> State(HttpContext http, Workplace workplace, KeepBooksHandler handler, BankBalanceRequest request) =>
        Done(http, workplace, handler.State(request.County, request.BalanceFen, request.Day, request.Document));

    private static Results<Ok<Entered>, ProblemHttpResult> Impose(HttpContext http, Workplace workplace, Sanctions handler, SanctionRequest request) =>
        Done(http, workplace, handler.Impose(request.County, request.Reason, request.Document));

    private static Results<Ok<Entered>, ProblemHttpResult> Lift(HttpContext http, Workplace workplace, Sanctions handler, SanctionRequest request) => Done(http, workplace, handler.Lift(request.County, request.Reason));

    private static Results<Ok<Entered>, ProblemHttpResult> Done(HttpContext http, Workplace workplace, Result<string> result) =>
        result.IsOk ? TypedResults.Ok(new Entered(result.Value)) : http.Problem(workplace.Texts, result.Errors);

    internal static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}
