using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.KeepArchive;
using CleanHeating.Acceptance.ManageInspectors;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Acceptance.PlanBatches;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Acceptance.SweepInspections;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Acceptance;

/// <summary>An act that names the version alone.</summary>
public sealed record VersionRequest(int Version);

/// <summary>Asks for a village's package.</summary>
public sealed record ArchiveVillageRequest(string Village);

internal static class AcceptanceEndpoints
{
    private const string Zip = "application/zip";

    public static void Map(IEndpointRouteBuilder api)
    {
        var room = api.MapGroup("/acceptance").WithTags("acceptance");
        room.MapGet("/today", Today).WithName("acceptance-today").Need(Permission.Inspect)
            .WithDescription("The caller's batches up to the day that are not over, with households, earlier inspections, what was to be mended, and the checklists: all that a phone needs without a line.");
        room.MapPost("/inspections", Submit).WithName("inspection-submit").Need(Permission.Inspect).OnlyPersons()
            .WithDescription("One inspection of one household. The same submission again is answered as the first time, with repeated true. 409 version-conflict: the household changed, current says how. 409 inspection-already-passed: somebody else passed it. 422: every objection, each with the path of its field.");
        room.MapGet("/inspections/{id}", ReadInspection).WithName("inspection").Need(Permission.ReadAcceptance);
        room.MapGet("/checklists", Checklists).WithName("acceptance-checklists").Need(Permission.ReadAcceptance);
        room.MapGet("", ListAcceptances).WithName("acceptances").Need(Permission.ReadAcceptance).WithDescription("Acceptances in the order of places; state unconfirmed, standing or withdrawn, source field or workbook.");
        room.MapGet("/households/{id}", ReadHousehold).WithName("acceptance-household").Need(Permission.ReadAcceptance).WithDescription("A household's chain: acceptance, inspections, rectifications, and what the asker can do.");
        room.MapPost("/households/{id}/confirm", Confirm).WithName("acceptance-confirm").Need(Permission.DecideAcceptance);
        room.MapPost("/households/{id}/withdraw", Withdraw).WithName("acceptance-withdraw").Need(Permission.DecideAcceptance);
        room.MapPost("/confirm", ConfirmVillage).WithName("acceptance-confirm-village").Need(Permission.DecideAcceptance).WithDescription("Confirms everything in a village that only a workbook accepts.");
        room.MapGet("/households/{id}/archive", LookAtArchive).WithName("acceptance-archive").Need(Permission.ReadAcceptance).WithDescription("What a household's package holds and lacks.");
        room.MapGet("/households/{id}/archive/file", ReadArchive).WithName("acceptance-archive-file").Need(Permission.ExportLedger).Produces<Stream>(200, Zip);
        room.MapPost("/archive", ArchiveVillage).WithName("acceptance-archive-village").Need(Permission.ExportLedger).WithDescription("Packs a village as a job; its file is fetched from the job.");
        room.MapGet("/leads", ReadLeads).WithName("acceptance-leads").Need(Permission.ReadLeads);
        room.MapPost("/leads/sweep", Sweep).WithName("acceptance-leads-sweep").Need(Permission.SweepLeads);
        MapRectifications(room.MapGroup("/rectifications"));
        MapInspectors(room.MapGroup("/inspectors"));
        MapBatches(room.MapGroup("/batches"));
        AttachmentEndpoints.Map(room.MapGroup("/attachments"));
    }

    private static void MapRectifications(RouteGroupBuilder group)
    {
        group.MapGet("", ListRectifications).WithName("rectifications").Need(Permission.ReadAcceptance);
        group.MapPost("/{id}/amend", AmendRectification).WithName("rectification-amend").Need(Permission.DecideAcceptance);
        group.MapPost("/{id}/report", ReportRectification).WithName("rectification-report").Need(Permission.ReportRectification);
        group.MapPost("/{id}/return", ReturnRectification).WithName("rectification-return").Need(Permission.DecideAcceptance);
        group.MapPost("/{id}/drop", DropRectification).WithName("rectification-drop").Need(Permission.DecideAcceptance);
    }

    private static void MapInspectors(RouteGroupBuilder group)
    {
        group.MapGet("", ListInspectors).WithName("inspectors").Need(Permission.ReadAcceptance);
        group.MapPost("", AddInspector).WithName("inspector-add").Need(Permission.PlanInspections);
        group.MapPost("/{id}", ChangeInspector).WithName("inspector-change").Need(Permission.PlanInspections);
        group.MapPost("/{id}/end", EndInspector).WithName("inspector-end").Need(Permission.PlanInspections);
    }

    private static void MapBatches(RouteGroupBuilder group)
    {
        group.MapGet("", ListBatches).WithName("acceptance-batches").Need(Permission.ReadAcceptance);
        group.MapPost("/propose", ProposeBatch).WithName("acceptance-batch-propose").Need(Permission.PlanInspections);
        group.MapPost("", PlanBatch).WithName("acceptance-batch-plan").Need(Permission.PlanInspections);
        group.MapGet("/{id}", ReadBatch).WithName("acceptance-batch").Need(Permission.ReadAcceptance);
        group.MapPost("/{id}/close", CloseBatch).WithName("acceptance-batch-close").Need(Permission.PlanInspections);
        group.MapPost("/{id}/cancel", CancelBatch).WithName("acceptance-batch-cancel").Need(Permission.PlanInspections);
    }

    private static Results<Ok<TodayAnswer>, ProblemHttpResult> Today(HttpContext http, Workplace workplace, TodayHandler handler, string? day) => Answer(http, workplace, handler.Read(day, http.Culture()));

    private static Results<Ok<SubmittedInspection>, ProblemHttpResult> Submit(HttpContext http, Workplace workplace, SubmitInspectionHandler handler, SubmitInspectionRequest request) =>
        Answer(http, workplace, handler.Submit(request, http.Culture()));

    private static Results<Ok<InspectionLine>, ProblemHttpResult> ReadInspection(HttpContext http, Workplace workplace, ReadAcceptanceHandler reader, string id) => Answer(http, workplace, reader.Inspection(id, http.Culture()));

    private static Results<Ok<ChecklistsAnswer>, ProblemHttpResult> Checklists(HttpContext http, Workplace workplace, ReadAcceptanceHandler reader) => Answer(http, workplace, reader.Checklists(http.Culture()));

    private static Results<Ok<AcceptancePage>, ProblemHttpResult> ListAcceptances(
        HttpContext http, Workplace workplace, ListAcceptanceHandler handler, string? region, string? state, string? source, string? cursor, int? limit) =>
        Answer(http, workplace, handler.Acceptances(new ListAcceptanceRequest(region, state, source, cursor, limit ?? 50), http.Culture()));

    private static Results<Ok<HouseholdAcceptance>, ProblemHttpResult> ReadHousehold(HttpContext http, Workplace workplace, ReadAcceptanceHandler reader, string id) =>
        Answer(http, workplace, reader.Household(id, http.Culture()));

    private static Results<Ok<HouseholdAcceptance>, ProblemHttpResult> Confirm(HttpContext http, Workplace workplace, DecideAcceptanceHandler handler, ReadAcceptanceHandler reader, string id, AcceptanceActRequest request) =>
        Then(http, workplace, handler.Confirm(id, request, http.Culture()), h => reader.Household(h.ToString(), http.Culture()));

    private static Results<Ok<HouseholdAcceptance>, ProblemHttpResult> Withdraw(HttpContext http, Workplace workplace, DecideAcceptanceHandler handler, ReadAcceptanceHandler reader, string id, AcceptanceActRequest request) =>
        Then(http, workplace, handler.Withdraw(id, request, http.Culture()), h => reader.Household(h.ToString(), http.Culture()));

    private static Results<Ok<ConfirmedVillage>, ProblemHttpResult> ConfirmVillage(HttpContext http, Workplace workplace, DecideAcceptanceHandler handler, ConfirmVillageRequest request) =>
        Answer(http, workplace, handler.ConfirmVillage(request));

    private static Results<Ok<HouseholdManifest>, ProblemHttpResult> LookAtArchive(HttpContext http, Workplace workplace, ArchiveHandler handler, string id) => Answer(http, workplace, handler.Look(id, http.Culture()));

    private static Results<FileStreamHttpResult, ProblemHttpResult> ReadArchive(HttpContext http, Workplace workplace, ArchiveHandler handler, string id)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(workplace.Folder, "exports")).FullName, $"{workplace.Ids.Next()}.zip");
        var made = handler.Household(id, path, http.Culture());
        if (!made.IsOk)
        {
            return http.Problem(workplace.Texts, made.Errors);
        }

        // Gone from the disk as soon as it was sent.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        return TypedResults.File(file, Zip, workplace.Texts.Get("archive.file", http.Culture(), made.Value.Household) + ".zip");
    }

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> ArchiveVillage(HttpContext http, Workplace workplace, JobDesk desk, ArchiveHandler handler, ArchiveVillageRequest request)
    {
        var village = handler.MayHave(request.Village);
        return village.IsOk ? http.Accepted(workplace, desk.Begin(ArchiveKind.Kind, new ArchiveArguments(village.Value.ToString()), http.Culture())) : http.Problem(workplace.Texts, village.Errors);
    }

    private static Results<Ok<AcceptanceLeadsAnswer>, ProblemHttpResult> ReadLeads(HttpContext http, Workplace workplace, AcceptanceSweepHandler handler) => Answer(http, workplace, handler.Latest(http.Culture()));

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Sweep(HttpContext http, Workplace workplace, JobDesk desk) =>
        http.Accepted(workplace, desk.Begin(AcceptanceSweepKind.Kind, new { }, http.Culture()));

    private static Results<Ok<RectificationPage>, ProblemHttpResult> ListRectifications(
        HttpContext http, Workplace workplace, ListAcceptanceHandler handler, string? region, string? state, string? source, string? cursor, int? limit) =>
        Answer(http, workplace, handler.Rectifications(new ListAcceptanceRequest(region, state, source, cursor, limit ?? 50), http.Culture()));

    private static Results<Ok<RectificationLine>, ProblemHttpResult> AmendRectification(
        HttpContext http, Workplace workplace, RectificationHandler handler, ReadAcceptanceHandler reader, string id, AmendRectificationRequest request) =>
        Then(http, workplace, handler.Amend(id, request, http.Culture()), k => reader.Rectification(k.ToString(), http.Culture()));

    private static Results<Ok<RectificationLine>, ProblemHttpResult> ReportRectification(
        HttpContext http, Workplace workplace, RectificationHandler handler, ReadAcceptanceHandler reader, string id, RectificationActRequest request) =>
        Then(http, workplace, handler.Report(id, request, http.Culture()), k => reader.Rectification(k.ToString(), http.Culture()));

    private static Results<Ok<RectificationLine>, ProblemHttpResult> ReturnRectification(
        HttpContext http, Workplace workplace, RectificationHandler handler, ReadAcceptanceHandler reader, string id, RectificationActRequest request) =>
        Then(http, workplace, handler.Return(id, request, http.Culture()), k => reader.Rectification(k.ToString(), http.Culture()));

    private static Results<Ok<RectificationLine>, ProblemHttpResult> DropRectification(
        HttpContext http, Workplace workplace, RectificationHandler handler, ReadAcceptanceHandler reader, string id, RectificationActRequest request) =>
        Then(http, workplace, handler.Drop(id, request, http.Culture()), k => reader.Rectification(k.ToString(), http.Culture()));

    private static Results<Ok<InspectorsAnswer>, ProblemHttpResult> ListInspectors(HttpContext http, Workplace workplace, InspectorHandler handler, string? county) => Answer(http, workplace, handler.List(county));

    private static Results<Ok<InspectorLine>, ProblemHttpResult> AddInspector(HttpContext http, Workplace workplace, InspectorHandler handler, InspectorRequest request) => Answer(http, workplace, handler.Save(null, request));

    private static Results<Ok<InspectorLine>, ProblemHttpResult> ChangeInspector(HttpContext http, Workplace workplace, InspectorHandler handler, string id, InspectorRequest request) => Answer(http, workplace, handler.Save(id, request));

    private static Results<Ok<InspectorLine>, ProblemHttpResult> EndInspector(HttpContext http, Workplace workplace, InspectorHandler handler, string id, VersionRequest request) => Answer(http, workplace, handler.End(id, request.Version));

    private static Results<Ok<BatchesAnswer>, ProblemHttpResult> ListBatches(HttpContext http, Workplace workplace, ReadAcceptanceHandler reader, string? county) => Answer(http, workplace, reader.Batches(county, http.Culture()));

    private static Results<Ok<ProposedBatch>, ProblemHttpResult> ProposeBatch(HttpContext http, Workplace workplace, BatchHandler handler, ReadAcceptanceHandler reader, ProposeBatchRequest request) =>
        Then(http, workplace, handler.Propose(request), households => reader.Lines(households, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> PlanBatch(HttpContext http, Workplace workplace, BatchHandler handler, ReadAcceptanceHandler reader, PlanBatchRequest request) =>
        Then(http, workplace, handler.Plan(request), k => reader.Batch(k.ToString(), http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> ReadBatch(HttpContext http, Workplace workplace, ReadAcceptanceHandler reader, string id) => Answer(http, workplace, reader.Batch(id, http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> CloseBatch(HttpContext http, Workplace workplace, BatchHandler handler, ReadAcceptanceHandler reader, string id, BatchActRequest request) =>
        Then(http, workplace, handler.Close(id, request), k => reader.Batch(k.ToString(), http.Culture()));

    private static Results<Ok<BatchAnswer>, ProblemHttpResult> CancelBatch(HttpContext http, Workplace workplace, BatchHandler handler, ReadAcceptanceHandler reader, string id, BatchActRequest request) =>
        Then(http, workplace, handler.Cancel(id, request), k => reader.Batch(k.ToString(), http.Culture()));

    // What was done is answered with what then stands.
    private static Results<Ok<T>, ProblemHttpResult> Then<TDone, T>(HttpContext http, Workplace workplace, Result<TDone> done, Func<TDone, Result<T>> read) =>
        done.IsOk ? Answer(http, workplace, read(done.Value)) : http.Problem(workplace.Texts, done.Errors);

    internal static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}
