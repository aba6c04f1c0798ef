using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanHeating.Platform.Api;

/// <summary>Turns typed refusals into RFC 9457 problem documents: the one place where codes meet HTTP.</summary>
public static class Refusals
{
    public static CultureInfo Culture(this HttpContext context) =>
        TextCatalog.Culture(context.Request.Headers.AcceptLanguage.ToString());

    /// <summary>Who acts.</summary>
    public static string Actor(this HttpContext context) => context.RequestServices.GetRequiredService<Workplace>().Caller.Actor;

    public static ProblemHttpResult Problem(this HttpContext context, TextCatalog texts, params IReadOnlyList<Error> errors)
    {
        var culture = context.Culture();
        var first = errors[0];
        var extensions = new Dictionary<string, object?>
        {
            ["code"] = first.Code,
            ["errors"] = errors.Select(e => new RefusalDetail(e.Code, texts.Message(e, culture), e.Place)).ToList(),
        };
        if (first.Current is { } current)
        {
            extensions.Add("current", current);
        }

        return TypedResults.Problem(
            title: texts.Message(first, culture), statusCode: StatusOf(first.Code), type: $"urn:cleanheating:error:{first.Code}", extensions: extensions);
    }

    private static int StatusOf(string code) => code switch
    {
        "not-found" or "programme-missing" or "region-unknown" or "household-unknown" or "import-unknown" or "account-unknown" or "report-unknown" or "job-unknown" or "job-file-gone" or "schedule-unknown" or "notice-unknown"
            or "inspection-unknown" or "rectification-unknown" or "batch-unknown" or "inspector-unknown" or "attachment-unknown"
            or "payment-unknown" or "claim-unknown" or "objection-unknown" or "retention-unknown" or "sanction-unknown" or "supply-unknown" or "supply-upload-unknown" or "scenario-unknown" or "plan-unknown" or "project-unknown" or "firm-unknown" or "contract-unknown" or "device-unknown" or "schedule-none" or "hindrance-unknown" or "file-unknown" => StatusCodes.Status404NotFound,
        "version-conflict" or "import-running" or "import-state" or "account-name-taken" or "report-state" or "report-exists" or "job-state" or "job-busy"
            or "acceptance-state" or "rectification-state" or "batch-state" or "inspection-already-passed" or "submission-differs" or "attachment-state" or "attachment-offset" or "household-held" or "household-inspected"
            or "payment-state" or "objection-state" or "line-state" or "claim-state" or "right-state" or "sanction-state" or "sanction-exists" or "parameter-decided" or "code-taken" or "scenario-busy" or "plan-state" or "project-state" or "step-state" or "firm-state" or "firm-exists" or "device-state" or "device-exists" or "contract-exists" or "contract-released" or "hindrance-state" => StatusCodes.Status409Conflict,
        "household-moved" => StatusCodes.Status410Gone,
        "upload-too-large" => StatusCodes.Status413PayloadTooLarge,
        "database-busy" or "database-unreachable" => StatusCodes.Status503ServiceUnavailable,
        "database-full" => StatusCodes.Status507InsufficientStorage,
        "internal-error" or "row-tampered" => StatusCodes.Status500InternalServerError,
        "request-invalid" => StatusCodes.Status400BadRequest,
        "sign-in-needed" or "sign-in-refused" or "sign-in-expired" or "sign-in-no-account" => StatusCodes.Status401Unauthorized,
        "permission-missing" or "outside-scope" or "step-not-yours" or "report-not-above" or "report-own" or "payment-own" or "plan-own" or "csrf-missing" or "password-change-needed" or "second-factor-needed" or "session-needed" or "own-account" => StatusCodes.Status403Forbidden,
        "too-many-requests" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>One refusal in a problem document.</summary>
public sealed record RefusalDetail(string Code, string Message, ErrorPlace? Place);
