using CleanHeating.Kernel;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CleanHeating.Planning;

internal static class SupplyEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder api)
    {
        var room = api.MapGroup("/supply").WithTags("supply");
        room.MapGet("", Overview).WithName("supply").Need(Permission.ReadPlanning).WithDescription("How much is known of each county: substations, gas, heat, villages.");
        room.MapGet("/items", List).WithName("supply-items").Need(Permission.ReadPlanning).WithDescription("Things of one kind in a region, by code. Capacities in kVA, loads in kW, gas in m³/h and m³, areas in m².");
        room.MapGet("/villages/{code}", Village).WithName("supply-village").Need(Permission.ReadPlanning).WithDescription("What a village would need by every route, step by step (Q = q·A·(Ti−Tm)/(Ti−Td)·24·N·u).");
        room.MapPost("/items/{key}", Correct).WithName("supply-correct").Need(Permission.ChangeSupply).WithDescription("Corrects values of one thing. 409 version-conflict: somebody else changed it.");
        room.MapGet("/template", Template).WithName("supply-template").Need(Permission.ReadPlanning).Produces<Stream>(200, Workbook);
        room.MapPost("/uploads", Check).WithName("supply-check").Need(Permission.ChangeSupply).TakesFiles().WithDescription("A form with one workbook: what it is understood as, and what would be refused. Nothing is stored yet.");
        room.MapPost("/uploads/{upload}/import", Import).WithName("supply-import").Need(Permission.ChangeSupply).WithDescription("Stores what is good of an upload of one's own.");
        room.MapGet("/uploads/{upload}/errors", Errors).WithName("supply-errors").Need(Permission.ChangeSupply).Produces<Stream>(200, Workbook).WithDescription("The refused rows, each with its reasons.");
    }

    private static Results<Ok<SupplyOverview>, ProblemHttpResult> Overview(HttpContext http, Workplace workplace, SupplyDesk desk) => Answers.Of(http, workplace, desk.Overview());

    private static Results<Ok<SupplyPage>, ProblemHttpResult> List(HttpContext http, Workplace workplace, SupplyDesk desk, string? region, string? kind, string? cursor, int? limit) =>
        Answers.Of(http, workplace, desk.List(region, kind, cursor, limit ?? 50, http.Culture()));

    private static Results<Ok<SupplyVillage>, ProblemHttpResult> Village(HttpContext http, Workplace workplace, SupplyDesk desk, string code) => Answers.Of(http, workplace, desk.Village(code, http.Culture()));

    private static Results<Ok<SupplyLine>, ProblemHttpResult> Correct(HttpContext http, Workplace workplace, SupplyDesk desk, string key, CorrectSupplyRequest request) =>
        Answers.Of(http, workplace, desk.Correct(key, request, http.Culture()));

    private static FileContentHttpResult Template(HttpContext http, Workplace workplace) =>
        TypedResults.File(SupplyBooks.Template(workplace.Texts, http.Culture()), Workbook, workplace.Texts.Get("supply.template", http.Culture()) + ".xlsx");

    private static async Task<Results<Ok<SupplyImportAnswer>, ProblemHttpResult>> Check(HttpContext http, Workplace workplace, SupplyImport import)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return http.Problem(workplace.Texts, new Error("request-invalid", null, "multipart/form-data"));
        }

        var path = Path.GetTempFileName();
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (section.AsFileSection() is { FileStream: not null } file)
                {
                    await using (var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                    {
                        await file.FileStream.CopyToAsync(target, http.RequestAborted);
                    }

                    return Answers.Of(http, workplace, import.Check(path, Path.GetFileName(file.FileName), http.Culture()));
                }
            }

            return http.Problem(workplace.Texts, new Error("request-invalid", null, "multipart/form-data"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Results<Ok<SupplyImportAnswer>, ProblemHttpResult> Import(HttpContext http, Workplace workplace, SupplyImport import, string upload) => Answers.Of(http, workplace, import.Import(upload, http.Culture()));

    private static Results<FileContentHttpResult, ProblemHttpResult> Errors(HttpContext http, Workplace workplace, SupplyImport import, string upload)
    {
        var book = import.ErrorWorkbook(upload, http.Culture());
        return book.IsOk ? TypedResults.File(book.Value, Workbook, workplace.Texts.Get("supply.refused", http.Culture()) + ".xlsx") : http.Problem(workplace.Texts, book.Errors);
    }
}
