using CleanHeating.Funds.Data;
using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Funds;

/// <summary>An act on the version that the person has seen; rejecting needs a reason.</summary>
public sealed record BatchActRequest(int Version, string? Reason = null);

/// <summary>The bank's answer: its file as it came, in base 64.</summary>
public sealed record BankAnswerRequest(int Version, string Name, string Content);

internal static class PaymentEndpoints
{
    private const int LargestAnswer = 64 << 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        var payments = api.MapGroup("/payments").WithTags("payments");
        payments.MapGet("", List).WithName("payments").Need(Permission.ReadFunds);
        payments.MapPost("", Propose).WithName("payment-propose").Need(Permission.ProposePayments);
        payments.MapGet("/{id}", Read).WithName("payment").Need(Permission.ReadFunds);
        payments.MapGet("/{id}/lines", Lines).WithName("payment-lines").Need(Permission.ReadFunds);
        payments.MapGet("/{id}/why", Why).WithName("payment-why").Need(Permission.ReadFunds);
        payments.MapGet("/{id}/notice", Notice).WithName("payment-notice").Need(Permission.ReadFunds);
        payments.MapPost("/{id}/check", Check).WithName("payment-check").Need(Permission.CheckPayments);
        payments.MapPost("/{id}/publish", Publish).WithName("payment-publish").Need(Permission.CheckPayments);
        payments.MapPost("/{id}/approve", Approve).WithName("payment-approve").Need(Permission.ApprovePayments);

        // Who checks and who approves may reject; the handler asks which.
        payments.MapPost("/{id}/reject", Reject).WithName("payment-reject").Need(Permission.ReadFunds);
        payments.MapPost("/{id}/send", Send).WithName("payment-send").Need(Permission.ApprovePayments);
        payments.MapPost("/{id}/resend", Resend).WithName("payment-resend").Need(Permission.ApprovePayments);
        payments.MapPost("/{id}/answers", TakeAnswer).WithName("payment-answer").Need(Permission.ApprovePayments);
        payments.MapGet("/{id}/files/{number:int}", BankFile).WithName("payment-file").Need(Permission.ApprovePayments).Produces<Stream>(200, "application/octet-stream");
        payments.MapPost("/{id}/objections", Object).WithName("objection-raise").Need(Permission.ProposePayments);
        payments.MapPost("/{id}/objections/{objection}/decide", DecideObjection).WithName("objection-decide").Need(Permission.CheckPayments);
    }

    private static Results<Ok<BatchPage>, ProblemHttpResult> List(HttpContext http, Workplace workplace, ReadBatchHandler handler, string? region, string? state, string? cursor, int? limit) =>
        FundsEndpoints.Answer(http, workplace, handler.List(region, state, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<ProposedBatches>, ProblemHttpResult> Propose(HttpContext http, Workplace workplace, ProposeBatchHandler handler, ProposeRequest request) =>
        FundsEndpoints.Answer(http, workplace, handler.Propose(request));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, ReadBatchHandler handler, string id) => FundsEndpoints.Answer(http, workplace, handler.Read(id, http.Culture()));

    private static Results<Ok<PaymentLinePage>, ProblemHttpResult> Lines(HttpContext http, Workplace workplace, ReadBatchHandler handler, string id, string? state, string? cursor, int? limit) =>
        FundsEndpoints.Answer(http, workplace, handler.Lines(id, state, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<ExplainedTotal>, ProblemHttpResult> Why(HttpContext http, Workplace workplace, ExplainTotalHandler handler, string id) =>
        FundsEndpoints.Answer(http, workplace, handler.Explain(id, http.Culture()));

    private static Results<Ok<NoticeAnswer>, ProblemHttpResult> Notice(HttpContext http, Workplace workplace, ReadBatchHandler handler, string id, string? village) =>
        FundsEndpoints.Answer(http, workplace, handler.Notice(id, village, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Check(HttpContext http, Workplace workplace, DecideBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Check(id, request.Version, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Publish(HttpContext http, Workplace workplace, DecideBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Publish(id, request.Version, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Approve(HttpContext http, Workplace workplace, DecideBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Approve(id, request.Version, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Reject(HttpContext http, Workplace workplace, DecideBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Reject(id, request.Version, request.Reason, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Send(HttpContext http, Workplace workplace, SendBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Send(id, request.Version, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Resend(HttpContext http, Workplace workplace, SendBatchHandler handler, ReadBatchHandler reader, string id, BatchActRequest request) =>
        Done(http, workplace, reader, handler.Resend(id, request.Version, http.Culture()));

    private static Results<Ok<BankAnswered>, ProblemHttpResult> TakeAnswer(HttpContext http, Workplace workplace, AnswerBatchHandler handler, string id, BankAnswerRequest request)
    {
        var content = new byte[Math.Min(LargestAnswer, request.Content?.Length ?? 0)];
        return request.Content is null || request.Name is not { Length: > 0 and < 200 } || !Convert.TryFromBase64String(request.Content, content, out var length)
            ? http.Problem(workplace.Texts, new Error("request-invalid", new ErrorPlace(Path: "content"), "content"))
            : FundsEndpoints.Answer(http, workplace, handler.Take(id, request.Version, request.Name, content[..length], http.Culture()));
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> BankFile(HttpContext http, Workplace workplace, BankFileHandler handler, string id, int number)
    {
        var file = handler.Take(id, number);
        return file.IsOk ? TypedResults.File(file.Value.Content, "application/octet-stream", file.Value.Name) : http.Problem(workplace.Texts, file.Errors);
    }

    private static Results<Ok<Entered>, ProblemHttpResult> Object(HttpContext http, Workplace workplace, ObjectionHandler handler, string id, ObjectionRequest request) => Entered(http, workplace, handler.Raise(id, request));

    private static Results<Ok<Entered>, ProblemHttpResult> DecideObjection(HttpContext http, Workplace workplace, ObjectionHandler handler, string id, string objection, ObjectionDecision request) =>
        Entered(http, workplace, handler.Decide(id, objection, request));

    private static Results<Ok<Entered>, ProblemHttpResult> Entered(HttpContext http, Workplace workplace, Result<string> result) =>
        result.IsOk ? TypedResults.Ok(new Entered(result.Value)) : http.Problem(workplace.Texts, result.Errors);

    // What was done is answered with the batch as it then stands.
    private static Results<Ok<BatchAnswer>, ProblemHttpResult> Done(HttpContext http, Workplace workplace, ReadBatchHandler reader, Result<BatchKey> done) =>
        done.IsOk ? FundsEndpoints.Answer(http, workplace, reader.Read(done.Value.ToString(), http.Culture())) : http.Problem(workplace.Texts, done.Errors);
}
