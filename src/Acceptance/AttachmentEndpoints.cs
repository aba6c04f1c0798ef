using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Acceptance;

internal static class AttachmentEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("", Announce).WithName("attachment-announce").Need(Permission.Attach)
            .WithDescription("Announces a photo or signature: household, kind, size, SHA-256. The same announcement again gives the same attachment, with what was received so far.");
        group.MapGet("/{id}", Read).WithName("attachment").Need(Permission.Attach);
        group.MapPut("/{id}/content", Append).WithName("attachment-append").Need(Permission.Attach).Accepts<Stream>("application/octet-stream")
            .WithDescription("The next bytes, as the body; offset says where they begin. 409 attachment-offset: it goes on elsewhere, ask for received.");
        group.MapPost("/{id}/complete", Complete).WithName("attachment-complete").Need(Permission.Attach).WithDescription("All bytes are sent: they are held against the announcement.");
        group.MapGet("/{id}/content", (HttpContext http, Workplace workplace, AttachmentHandler handler, string id) => FileAnswers.Of(http, workplace, handler.Content(id))).WithName("attachment-content").Need(Permission.ReadAcceptance).Produces<Stream>(200, "image/jpeg", "image/png", "image/webp", "application/pdf");
    }

    private static Results<Ok<AttachmentAnswer>, ProblemHttpResult> Announce(HttpContext http, Workplace workplace, AttachmentHandler handler, AnnounceAttachmentRequest request) =>
        AcceptanceEndpoints.Answer(http, workplace, handler.Announce(request));

    private static Results<Ok<AttachmentAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, AttachmentHandler handler, string id) => AcceptanceEndpoints.Answer(http, workplace, handler.Read(id));

    private static async Task<Results<Ok<AttachmentAnswer>, ProblemHttpResult>> Append(HttpContext http, Workplace workplace, AttachmentHandler handler, string id, long offset)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = AttachmentHandler.LargestPiece;
        }

        return AcceptanceEndpoints.Answer(http, workplace, await handler.Append(id, offset, http.Request.Body, http.RequestAborted));
    }

    private static Results<Ok<AttachmentAnswer>, ProblemHttpResult> Complete(HttpContext http, Workplace workplace, AttachmentHandler handler, string id) => AcceptanceEndpoints.Answer(http, workplace, handler.Complete(id));
}
