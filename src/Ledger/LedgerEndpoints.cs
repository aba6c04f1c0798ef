using CleanHeating.Kernel;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Ledger.Overview;
using CleanHeating.Ledger.ReadHousehold;
using CleanHeating.Ledger.RevealHousehold;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Ledger;

/// <summary>The columns of the ledger table.</summary>
public sealed record LedgerColumnsAnswer(IReadOnlyList<LedgerColumn> Columns);

/// <summary>A code with its name and what to do; severity is refusal, warning, finding, file or lead.</summary>
public sealed record CodeLine(string Code, string Name, string Do, string Severity);

/// <summary>Every code that an import or sweep can report.</summary>
public sealed record CodesAnswer(IReadOnlyList<CodeLine> Codes);

internal static class LedgerEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/overview", ReadOverview).WithName("overview").Need(Permission.ReadProgress).WithTags("overview");
        api.MapGet("/ledger/columns", Columns).WithName("ledger-columns").Need(Permission.ReadLedger).WithTags("ledger");
        api.MapGet("/ledger/codes", Codes).WithName("ledger-codes").NeedSignIn().WithTags("ledger");
        api.MapGet("/ledger/households", ListHouseholds).WithName("households").Need(Permission.ReadLedger).WithTags("ledger");
        api.MapGet("/ledger/households/{id}", ReadHousehold).WithName("household").Need(Permission.ReadLedger).WithTags("ledger");
        api.MapPost("/ledger/households/{id}/reveal", Reveal).WithName("household-reveal").Need(Permission.RevealPersonal).WithTags("ledger");
        api.MapPost("/ledger/households/{id}/correct", Correct).WithName("household-correct").Need(Permission.CorrectLedger).WithTags("ledger");
        api.MapPost("/ledger/households/{id}/move", Move).WithName("household-move").Need(Permission.CorrectLedger).WithTags("ledger");
        api.MapGet("/ledger/export", Export).WithName("ledger-export").Need(Permission.ExportLedger).WithTags("ledger").Produces<Stream>(200, Workbook);
        api.MapPost("/ledger/export", ExportAsJob).WithName("ledger-export-job").Need(Permission.ExportLedger).WithTags("ledger")
            .WithDescription("The same selection as a job, for large ones; its file is kept for seven days.");
        api.MapGet("/leads", ReadLeads).WithName("leads").Need(Permission.ReadLeads).WithTags("leads");
        api.MapPost("/leads/sweep", Sweep).WithName("leads-sweep").Need(Permission.SweepLeads).WithTags("leads");
    }

    private static Results<Ok<OverviewAnswer>, ProblemHttpResult> ReadOverview(HttpContext http, Workplace workplace, OverviewHandler handler) =>
        Answer(http, workplace, handler.Read(http.Culture()));

    private static Ok<LedgerColumnsAnswer> Columns(HttpContext http, Workplace workplace) =>
        TypedResults.Ok(new LedgerColumnsAnswer(LedgerColumns.For(workplace.Texts, http.Culture())));

    private static Ok<CodesAnswer> Codes(HttpContext http, Workplace workplace) => TypedResults.Ok(new CodesAnswer([.. LedgerCodes.All.Concat(workplace.Extensions.OfType<ILedgerRule>().SelectMany(r => r.Codes).Select(c => (Code: c, Severity: "refusal"))).Select(c => new CodeLine(
        c.Code, workplace.Texts.Get(c.Code + ".name", http.Culture()), workplace.Texts.Get(c.Code + ".do", http.Culture()), c.Severity))]));

    private static Results<Ok<LedgerPage>, ProblemHttpResult> ListHouseholds(HttpContext http, Workplace workplace, ListHouseholdsHandler handler, [AsParameters] ListQuery query) =>
        Answer(http, workplace, handler.List(query.Request(), http.Culture()));

    private static Results<Ok<HouseholdFile>, ProblemHttpResult> ReadHousehold(HttpContext http, Workplace workplace, ReadHouseholdHandler handler, string id) =>
        Answer(http, workplace, handler.Read(id, http.Culture()));

    private static Results<Ok<RevealedHousehold>, ProblemHttpResult> Reveal(HttpContext http, Workplace workplace, RevealHandler handler, string id, RevealRequest request) =>
        Answer(http, workplace, handler.Reveal(id, request.Purpose));

    private static Results<Ok<CorrectedHousehold>, ProblemHttpResult> Correct(HttpContext http, Workplace workplace, CorrectHouseholdHandler handler, string id, CorrectionRequest request) =>
        Answer(http, workplace, handler.Correct(id, request, http.Culture()));

    private static Results<Ok<CorrectedHousehold>, ProblemHttpResult> Move(HttpContext http, Workplace workplace, MoveHouseholdHandler handler, string id, MoveRequest request) =>
        Answer(http, workplace, handler.Move(id, request, http.Culture()));

    private static Results<FileStreamHttpResult, ProblemHttpResult> Export(HttpContext http, Workplace workplace, ExportHandler handler, [AsParameters] ListQuery query)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(workplace.Folder, "exports")).FullName, $"{workplace.Ids.Next()}.xlsx");
        var result = handler.Run(path, query.Request(), http.Culture(), http.Actor());
        if (!result.IsOk)
        {
            return http.Problem(workplace.Texts, result.Errors);
        }

        // Gone from the disk as soon as it was sent.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        return TypedResults.File(file, Workbook, workplace.Texts.Get("export.file", http.Culture()) + ".xlsx");
    }

    private static Results<Ok<LeadsAnswer>, ProblemHttpResult> ReadLeads(HttpContext http, Workplace workplace, LeadsHandler handler) => Answer(http, workplace, handler.Latest(http.Culture()));

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Sweep(HttpContext http, Workplace workplace, JobDesk desk) =>
        http.Accepted(workplace, desk.Begin(SweepKind.Kind, new { }, http.Culture()));

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> ExportAsJob(HttpContext http, Workplace workplace, JobDesk desk, ListHouseholdsHandler households, [AsParameters] ListQuery query)
    {
        // What can't be filtered by is refused now and not after a while.
        var page = households.List(query.Request() with { Cursor = null, Limit = 1 }, http.Culture());
        return page.IsOk ? http.Accepted(workplace, desk.Begin(ExportKind.Kind, ExportArguments.Of(query.Request(), workplace.Keys), http.Culture())) : http.Problem(workplace.Texts, page.Errors);
    }

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}

/// <summary>The query of the ledger table; see the list request for what each part means.</summary>
internal sealed record ListQuery(string? Region, string? Stage, string? Route, string? Warning, string? Hardship, string? Search, string? Sort, string? Cursor, int? Limit, bool? Watermark)
{
    public ListRequest Request() => new()
    {
        Region = Region, Stage = Stage, Route = Route, Warning = Warning, Hardship = Hardship, Search = Search, Sort = Sort, Cursor = Cursor, Limit = Limit ?? 50, Watermark = Watermark ?? false,
    };
}
