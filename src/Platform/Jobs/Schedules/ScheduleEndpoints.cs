using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Platform.Jobs.Schedules;

internal static class ScheduleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schedules", List).WithName("schedules").Need(Permission.ChangeSchedules).WithTags("schedules");
        api.MapPut("/schedules/{kind}", Change).WithName("schedule-change").Need(Permission.ChangeSchedules).WithTags("schedules")
            .WithDescription("cron is a Quartz expression, seconds first: 0 30 2 * * ? is half past two every day.");
        api.MapPost("/schedules/{kind}/run", Run).WithName("schedule-run").Need(Permission.ChangeSchedules).WithTags("schedules");
    }

    private static Ok<ScheduleList> List(HttpContext http, ScheduleHandler schedules) => TypedResults.Ok(schedules.List(http.Culture()));

    private static async Task<Results<Ok<ScheduleAnswer>, ProblemHttpResult>> Change(HttpContext http, Workplace workplace, ScheduleHandler schedules, ScheduleClock clock, string kind, ScheduleRequest request)
    {
        var changed = schedules.Change(kind, request);
        if (!changed.IsOk)
        {
            return http.Problem(workplace.Texts, changed.Errors);
        }

        await clock.Set(changed.Value, http.RequestAborted);
        return TypedResults.Ok(schedules.Answer(changed.Value, http.Culture()));
    }

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Run(HttpContext http, Workplace workplace, ScheduleHandler schedules, string kind) =>
        http.Accepted(workplace, schedules.RunNow(kind, http.Culture()));
}
