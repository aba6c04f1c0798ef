using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>An event of an import under way: its state, and how far it is.</summary>
public sealed record ImportEvent(string State, JobProgress? Progress);

internal static class ImportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", Upload).WithName("import-upload").Need(Permission.ImportLedger).WithTags("imports").DisableAntiforgery().TakesFiles()
            .Accepts<IFormFileCollection>("multipart/form-data").WithDescription("Files of the form are ledgers; the field as_of is their date, yyyy-MM-dd. Files are streamed to disk. Nothing enters the ledger yet.");
        api.MapGet("/imports", List).WithName("imports").Need(Permission.ImportLedger).WithTags("imports");
        api.MapGet("/imports/{id}", Read).WithName("import").Need(Permission.ImportLedger).WithTags("imports");
        api.MapPost("/imports/{id}/check", Check).WithName("import-check").Need(Permission.ImportLedger).WithTags("imports");
        api.MapPost("/imports/{id}/start", Start).WithName("import-start").Need(Permission.ImportLedger).WithTags("imports");
        api.MapDelete("/imports/{id}", Drop).WithName("import-drop").Need(Permission.ImportLedger).WithTags("imports");
        api.MapGet("/imports/{id}/events", Events).WithName("import-events").Need(Permission.ImportLedger).WithTags("imports");
        api.MapGet("/imports/{id}/refusals", Refusals).WithName("import-refusals").Need(Permission.ImportLedger).WithTags("imports");
        api.MapGet("/imports/{id}/error-workbooks/{name}", ErrorWorkbook).WithName("import-error-workbook").Need(Permission.ImportLedger).WithTags("imports").Produces<Stream>(200, Workbook);
    }

    private static async Task<Results<Accepted<ImportJob>, ProblemHttpResult>> Upload(HttpContext http, Workplace workplace, ImportJobs jobs)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return http.Problem(workplace.Texts, new Error("request-invalid", null, "multipart/form-data"));
        }

        var (id, folder) = jobs.Prepare();
        var files = new List<string>();
        var asOf = DateOnly.FromDateTime(workplace.Time.GetUtcNow().UtcDateTime);
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileName.Length: > 0, FileStream: not null } file)
            {
                files.Add(await Keep(file, Path.Combine(folder, files.Count.ToString(CultureInfo.InvariantCulture)), http.RequestAborted));
            }
            else if (section.AsFormDataSection() is { Name: "as_of" } field)
            {
                var text = await field.GetValueAsync(http.RequestAborted);
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf))
                {
                    jobs.Forget(id);
                    return http.Problem(workplace.Texts, new Error("request-invalid", new ErrorPlace(Path: "as_of"), "as_of"));
                }
            }
        }

        var job = jobs.Accept(id, files, asOf, http.Actor(), http.Culture());
        if (!job.IsOk)
        {
            jobs.Forget(id);
        }

        return job.IsOk ? TypedResults.Accepted($"/api/v1/imports/{job.Value.Id}", job.Value) : http.Problem(workplace.Texts, job.Errors);
    }

    private static Ok<ImportList> List(ImportJobs jobs) => TypedResults.Ok(new ImportList([.. jobs.All().Select(j => new ImportLine(
        j.Id, j.State, j.At, j.Actor, j.AsOf, [.. j.Files.Select(f => f.Name)], j.Result?.Rows, j.Result?.Imported, j.Result?.Updated, j.Result?.Unchanged, j.Result?.Quarantined))]));

    private static Results<Ok<ImportJob>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, ImportJobs jobs, string id) =>
        jobs.Find(id) is { } job ? TypedResults.Ok(job) : Unknown(http, workplace, id);

    private static Results<Accepted<ImportJob>, ProblemHttpResult> Check(HttpContext http, Workplace workplace, ImportJobs jobs, string id) => Begin(http, workplace, jobs, id, dryRun: true);

    private static Results<Accepted<ImportJob>, ProblemHttpResult> Start(HttpContext http, Workplace workplace, ImportJobs jobs, string id) => Begin(http, workplace, jobs, id, dryRun: false);

    private static Results<NoContent, ProblemHttpResult> Drop(HttpContext http, Workplace workplace, ImportJobs jobs, string id) =>
        jobs.Drop(id) is { IsOk: false } refused ? http.Problem(workplace.Texts, refused.Errors) : TypedResults.NoContent();

    private static Results<ServerSentEventsResult<ImportEvent>, ProblemHttpResult> Events(HttpContext http, Workplace workplace, ImportJobs jobs, string id) =>
        jobs.Find(id) is null ? Unknown(http, workplace, id) : TypedResults.ServerSentEvents(Follow(jobs, id, http.RequestAborted));

    private static Results<Ok<RefusalPage>, ProblemHttpResult> Refusals(HttpContext http, Workplace workplace, ImportJobs jobs, string id, string? code, int offset = 0, int limit = 100) =>
        jobs.Find(id) is { } job ? TypedResults.Ok(jobs.Refusals(job, code, offset, limit, http.Culture())) : Unknown(http, workplace, id);

    private static Results<PhysicalFileHttpResult, ProblemHttpResult> ErrorWorkbook(HttpContext http, Workplace workplace, ImportJobs jobs, string id, string name) =>
        jobs.Find(id) is { } job && jobs.ErrorWorkbook(job, name) is { } path ? TypedResults.PhysicalFile(path, Workbook, name) : Unknown(http, workplace, id + "/" + name);

    private static Results<Accepted<ImportJob>, ProblemHttpResult> Begin(HttpContext http, Workplace workplace, ImportJobs jobs, string id, bool dryRun) =>
        jobs.Begin(id, dryRun, http.Culture()) is var job && job.IsOk ? TypedResults.Accepted($"/api/v1/imports/{id}", job.Value) : http.Problem(workplace.Texts, job.Errors);

    // Sends what changed, a few times a second, until the job rests.
    private static async IAsyncEnumerable<SseItem<ImportEvent>> Follow(ImportJobs jobs, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ImportEvent? sent = null;
        while (jobs.Find(id) is { } job)
        {
            var now = new ImportEvent(job.State, job.Progress);
            if (now != sent)
            {
                yield return new SseItem<ImportEvent>(now, sent?.State == now.State ? "progress" : "state");
                sent = now;
            }

            if (!ImportStates.IsBusy(job.State))
            {
                yield break;
            }

            await Task.Delay(200, cancellation);
        }
    }

    // The name is the sender's, without any folder in it; each file has its own folder, so two of one name don't meet.
    private static async Task<string> Keep(FileMultipartSection file, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var name = string.Concat(Path.GetFileName(file.FileName.Replace('\\', '/')).Where(c => !char.IsControl(c) && c is not ('<' or '>' or ':' or '"' or '|' or '?' or '*')));
        var path = Path.Combine(folder, name.Trim('.', ' ') is { Length: > 0 and < 200 } clean ? clean : "upload.xlsx");
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await file.FileStream!.CopyToAsync(target, cancellation);
        return path;
    }

    private static ProblemHttpResult Unknown(HttpContext http, Workplace workplace, string id) => http.Problem(workplace.Texts, new Error("import-unknown", null, id));
}
