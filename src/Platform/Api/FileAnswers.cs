using CleanHeating.Kernel;
using CleanHeating.Platform.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanHeating.Platform.Api;

/// <summary>Bytes that people sent, as an answer: never taken for a page of ours.</summary>
public static class FileAnswers
{
    public static Results<FileContentHttpResult, ProblemHttpResult> Of(HttpContext http, Workplace workplace, Result<KeptContent> content)
    {
        if (!content.IsOk)
        {
            return http.Problem(workplace.Texts, content.Errors);
        }

        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.File(content.Value.Bytes, content.Value.MediaType, content.Value.Name);
    }
}
