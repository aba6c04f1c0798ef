using CleanHeating.Kernel;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CleanHeating.Platform.Jobs;

/// <summary>How an endpoint answers whoever began a job.</summary>
public static class JobResults
{
    /// <summary>Accepted, with the job's address; or why it was not begun.</summary>
    public static Results<Accepted<JobAnswer>, ProblemHttpResult> Accepted(this HttpContext http, Workplace workplace, Result<JobAnswer> job) =>
        job.IsOk ? TypedResults.Accepted($"/api/v1/jobs/{job.Value.Id}", job.Value) : http.Problem(workplace.Texts, job.Errors);
}
