using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Platform.Notices;

public static class NoticeEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", List).WithName("notices").NeedSignIn().WithTags("notices").WithDescription("What the caller's role is told, newest first.");
        api.MapPost("/notices/{id}/read", MarkRead).WithName("notice-read").NeedSignIn().WithTags("notices");
        api.MapPost("/notices/read", MarkAllRead).WithName("notices-read").NeedSignIn().WithTags("notices");
    }

    private static Ok<NoticePage> List(HttpContext http, NoticeBoard board, string? cursor, int limit = 20) => TypedResults.Ok(board.Read(cursor, limit, http.Culture()));

    private static Results<NoContent, ProblemHttpResult> MarkRead(HttpContext http, Workplace workplace, NoticeBoard board, string id) =>
        board.MarkRead(id) is { IsOk: false } refused ? http.Problem(workplace.Texts, refused.Errors) : TypedResults.NoContent();

    private static NoContent MarkAllRead(NoticeBoard board)
    {
        board.MarkAllRead();
        return TypedResults.NoContent();
    }
}
