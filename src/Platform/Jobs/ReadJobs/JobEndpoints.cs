using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Platform.Jobs.ReadJobs;

internal static class JobEndpoints
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", List).WithName("jobs").Need(Permission.ReadJobs).WithTags("jobs").WithDescription("One's own jobs, newest first; who decides about regular work sees that too.");
        api.MapGet("/jobs/{id}", Read).WithName("job").Need(Permission.ReadJobs).WithTags("jobs");
        api.MapPost("/jobs/{id}/cancel", Cancel).WithName("job-cancel").Need(Permission.ReadJobs).WithTags("jobs");
        api.MapGet("/jobs/{id}/events", Events).WithName("job-events").Need(Permission.ReadJobs).WithTags("jobs");
        api.MapGet("/jobs/{id}/file", ReadFile).WithName("job-file").Need(Permission.ReadJobs).WithTags("jobs").Produces<Stream>(200, JobFile.Workbook);
    }

    private static Ok<JobPage> List(HttpContext http, JobHandler jobs, string? kind, string? cursor, int limit = 50) => TypedResults.Ok(jobs.List(kind, cursor, limit, http.Culture()));

    private static Results<Ok<JobAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, JobHandler jobs, string id) =>
        jobs.Read(id, http.Culture()) is { } job ? TypedResults.Ok(job) : Unknown(http, workplace, id);

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Cancel(HttpContext http, Workplace workplace, JobHandler jobs, string id) =>
        http.Accepted(workplace, jobs.Cancel(id, http.Culture()));

    private static Results<ServerSentEventsResult<JobEvent>, ProblemHttpResult> Events(HttpContext http, Workplace workplace, JobHandler jobs, string id) =>
        jobs.Event(id) is null ? Unknown(http, workplace, id) : TypedResults.ServerSentEvents(Follow(jobs, id, http.RequestAborted));

    private static Results<PhysicalFileHttpResult, ProblemHttpResult> ReadFile(HttpContext http, Workplace workplace, JobHandler jobs, string id) =>
        jobs.File(id) is var file && file.IsOk ? TypedResults.PhysicalFile(file.Value.Path, file.Value.File.Type, file.Value.File.Name) : http.Problem(workplace.Texts, file.Errors);

    // Sends what changed until the job is over.
    private static async IAsyncEnumerable<SseItem<JobEvent>> Follow(JobHandler jobs, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        JobEvent? sent = null;
        while (jobs.Event(id) is { } now)
        {
            if (now != sent)
            {
                yield return new SseItem<JobEvent>(now, sent?.State == now.State ? "progress" : "state");
                sent = now;
            }

            if (JobLifeCycle.IsOver(JobLifeCycle.Parse(now.State)))
            {
                yield break;
            }

            await Task.Delay(Look, cancellation);
        }
    }

    private static ProblemHttpResult Unknown(HttpContext http, Workplace workplace, string id) => http.Problem(workplace.Texts, new Error("job-unknown", null, id));
}
