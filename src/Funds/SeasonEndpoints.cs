using CleanHeating.Funds.ImportSeason;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CleanHeating.Funds;

/// <summary>Uploads of season files: a form with the season and up to three files, named register, electricity and gas.</summary>
internal static class SeasonEndpoints
{
    private static readonly string[] Parts = ["register", "electricity", "gas"];

    public static void Map(IEndpointRouteBuilder api)
    {
        var seasons = api.MapGroup("/seasons").WithTags("seasons");
        seasons.MapPost("/import", Import).WithName("season-import").Need(Permission.ImportSeason).TakesFiles();
        seasons.MapPost("/households/{id}/readings", Correct).WithName("reading-correct").Need(Permission.ImportSeason);
        seasons.MapGet("/imports", Imports).WithName("season-imports").Need(Permission.ImportSeason);
    }

    private static async Task<Results<Ok<SeasonAnswer>, ProblemHttpResult>> Import(HttpContext http, Workplace workplace, ImportSeasonHandler handler)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return http.Problem(workplace.Texts, new Error("request-invalid", null, "multipart/form-data"));
        }

        var folder = Directory.CreateTempSubdirectory("season-").FullName;
        try
        {
            var (season, files) = ("", new Dictionary<string, string>(StringComparer.Ordinal));
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (section.AsFileSection() is { FileStream: not null } file && Parts.Contains(file.Name))
                {
                    var path = files[file.Name] = Path.Combine(folder, file.Name + ".csv");
                    await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
                    await file.FileStream.CopyToAsync(target, http.RequestAborted);
                }
                else if (section.AsFormDataSection() is { Name: "season" } field)
                {
                    season = await field.GetValueAsync(http.RequestAborted);
                }
            }

            return FundsEndpoints.Answer(http, workplace, handler.Run(new SeasonRequest(season, files.GetValueOrDefault("register"), files.GetValueOrDefault("electricity"), files.GetValueOrDefault("gas"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Results<Ok<CorrectedReading>, ProblemHttpResult> Correct(HttpContext http, Workplace workplace, CorrectReadingHandler handler, string id, ReadingCorrection request) =>
        FundsEndpoints.Answer(http, workplace, handler.Correct(id, request));

    private static Results<Ok<SeasonImportList>, ProblemHttpResult> Imports(HttpContext http, Workplace workplace, CorrectReadingHandler handler) => FundsEndpoints.Answer(http, workplace, handler.Imports());
}
