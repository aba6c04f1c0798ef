using CleanHeating.Delivery.Domain;
using CleanHeating.Delivery.KeepFiles;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, "/projects", "project", FileSubject.Project, Permission.ChangeProjects);
        Map(api, "/enterprises", "enterprise", FileSubject.Firm, Permission.ChangeEnterprises);
        Map(api, "/equipment", "device", FileSubject.Device, Permission.ChangeCatalogue);
    }

    private static void Map(IEndpointRouteBuilder api, string path, string endpoint, FileSubject subject, Permission change)
    {
        var files = api.MapGroup(path + "/{id}/files").WithTags("delivery");
        files.MapGet("", (HttpContext http, Workplace workplace, FileHandler handler, string id) => Answers.Of(http, workplace, handler.List(subject, id)))
            .WithName(endpoint + "-files").Need(Permission.ReadDelivery);
        files.MapPost("", (HttpContext http, Workplace workplace, FileHandler handler, string id, string? name, string? paper) => Add(http, workplace, handler, subject, id, name, paper))
            .WithName(endpoint + "-file-add").Need(change).TakesFiles().Accepts<Stream>("application/octet-stream")
            .WithDescription("The file as the body: PDF, JPEG, PNG or WebP, at most 20 MB; paper says what it shows. The same content again changes nothing.");
        files.MapGet("/{file}", (HttpContext http, Workplace workplace, FileHandler handler, string id, string file) => FileAnswers.Of(http, workplace, handler.Content(subject, id, file)))
            .WithName(endpoint + "-file").Need(Permission.ReadDelivery).Produces<Stream>(200, "image/jpeg", "image/png", "image/webp", "application/pdf");
        files.MapPost("/{file}/remove", (HttpContext http, Workplace workplace, FileHandler handler, string id, string file, RemoveFileRequest request) => Answers.Of(http, workplace, handler.Remove(subject, id, file, request)))
            .WithName(endpoint + "-file-remove").Need(change).WithDescription("Takes a wrong file out, with a reason; its content stays for audit.");
    }

    private static async Task<Results<Ok<DeliveryFilesAnswer>, ProblemHttpResult>> Add(HttpContext http, Workplace workplace, FileHandler handler, FileSubject subject, string id, string? name, string? paper)
    {
        // One byte more than the largest is enough to know that it is too large.
        var (content, buffer) = (new MemoryStream(), new byte[64 * 1024]);
        for (int read; content.Length <= FileHandler.Largest && (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            content.Write(buffer, 0, read);
        }

        return Answers.Of(http, workplace, handler.Add(subject, id, name, paper, content.ToArray()));
    }
}
