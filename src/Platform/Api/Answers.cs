using CleanHeating.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanHeating.Platform.Api;

/// <summary>A result as an answer: the value, or a problem document with every refusal.</summary>
public static class Answers
{
    public static Results<Ok<T>, ProblemHttpResult> Of<T>(HttpContext http, Workplace workplace, Result<T> result) => result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}
