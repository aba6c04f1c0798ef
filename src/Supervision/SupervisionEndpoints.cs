using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Supervision.CorrectReport;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.DecideReport;
using CleanHeating.Supervision.DraftReport;
using CleanHeating.Supervision.ListReports;
using CleanHeating.Supervision.ReadReport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Supervision;

/// <summary>Begins a report.</summary>
public sealed record DraftReportRequest(string Region, string Date);

/// <summary>An act on the version that the person has seen; a return needs a reason, a submission with differences as well.</summary>
public sealed record ReportActRequest(int Version, string? Reason = null);

/// <summary>A correction of one figure of a locked report.</summary>
public sealed record CorrectReportRequest(int Version, string? Route, string Figure, long Value, string Reason);

internal static class SupervisionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports");
        reports.MapGet("", List).WithName("reports").Need(Permission.ReadReports);
        reports.MapPost("", Draft).WithName("report-draft").Need(Permission.SubmitReport);
        reports.MapGet("/corrections", Corrections).WithName("report-corrections").Need(Permission.ReadReports);
        reports.MapGet("/{id}", Read).WithName("report").Need(Permission.ReadReports);
        reports.MapGet("/{id}/print", Print).WithName("report-print").Need(Permission.ReadReports);
        reports.MapPost("/{id}/refresh", Refresh).WithName("report-refresh").Need(Permission.SubmitReport);
        reports.MapPost("/{id}/submit", Submit).WithName("report-submit").Need(Permission.SubmitReport);
        reports.MapPost("/{id}/return", Return).WithName("report-return").Need(Permission.DecideReport);
        reports.MapPost("/{id}/accept", Accept).WithName("report-accept").Need(Permission.DecideReport);
        reports.MapPost("/{id}/lock", Lock).WithName("report-lock").Need(Permission.DecideReport);
        reports.MapPost("/{id}/correct", Correct).WithName("report-correct").Need(Permission.DecideReport);
    }

    private static Results<Ok<ReportPage>, ProblemHttpResult> List(
        HttpContext http, Workplace workplace, ListReportsHandler handler, string? region, string? level, string? state, string? date, string? cursor, int? limit) => Answer(
        http, workplace, handler.List(new ReportListRequest { Region = region, Level = level, State = state, Date = date, Cursor = cursor, Limit = limit ?? 50 }, http.Culture()));

    private static Results<Ok<CorrectionPage>, ProblemHttpResult> Corrections(HttpContext http, Workplace workplace, ListReportsHandler handler, string? region, string? cursor, int? limit) =>
        Answer(http, workplace, handler.Corrections(region, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, ReadReportHandler reader, string id) =>
        Answer(http, workplace, reader.Read(id, http.Culture()));

    private static Results<Ok<PrintAnswer>, ProblemHttpResult> Print(HttpContext http, Workplace workplace, ReadReportHandler reader, string id) =>
        Answer(http, workplace, reader.Print(id, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Draft(HttpContext http, Workplace workplace, DraftReportHandler handler, ReadReportHandler reader, DraftReportRequest request) =>
        Done(http, workplace, reader, handler.Draft(request.Region, request.Date));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Refresh(HttpContext http, Workplace workplace, DecideReportHandler handler, ReadReportHandler reader, string id, ReportActRequest request) =>
        Done(http, workplace, reader, handler.Refresh(id, request.Version, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Submit(HttpContext http, Workplace workplace, DecideReportHandler handler, ReadReportHandler reader, string id, ReportActRequest request) =>
        Done(http, workplace, reader, handler.Submit(id, request.Version, request.Reason, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Return(HttpContext http, Workplace workplace, DecideReportHandler handler, ReadReportHandler reader, string id, ReportActRequest request) =>
        Done(http, workplace, reader, handler.Return(id, request.Version, request.Reason, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Accept(HttpContext http, Workplace workplace, DecideReportHandler handler, ReadReportHandler reader, string id, ReportActRequest request) =>
        Done(http, workplace, reader, handler.Accept(id, request.Version, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Lock(HttpContext http, Workplace workplace, DecideReportHandler handler, ReadReportHandler reader, string id, ReportActRequest request) =>
        Done(http, workplace, reader, handler.Lock(id, request.Version, http.Culture()));

    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Correct(
        HttpContext http, Workplace workplace, CorrectReportHandler handler, ReadReportHandler reader, string id, CorrectReportRequest request) => Done(
        http, workplace, reader, handler.Correct(id, request.Version, new FigureCorrection(request.Route, request.Figure, request.Value), request.Reason, http.Culture()));

    // What was done is answered with the report as it then stands.
    private static Results<Ok<ReportAnswer>, ProblemHttpResult> Done(HttpContext http, Workplace workplace, ReadReportHandler reader, Result<ReportKey> done) =>
        done.IsOk ? Answer(http, workplace, reader.Read(done.Value.ToString(), http.Culture())) : http.Problem(workplace.Texts, done.Errors);

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}
