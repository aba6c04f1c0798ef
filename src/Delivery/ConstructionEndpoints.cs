using CleanHeating.Delivery.Construction;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class ConstructionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var room = api.MapGroup("/construction").WithTags("construction");
        room.MapGet("", Standing).WithName("construction").Need(Permission.ReadDelivery)
            .WithDescription("How far counties, townships, villages or firms are against schedule and dates, with the chance that each meets them (C5, C6). level: county, township, village or firm; within: the county or township whose parts are asked for.");
        room.MapGet("/curve", Curve).WithName("construction-curve").Need(Permission.ReadDelivery).WithDescription("The S-curve of a region or firm: scheduled, done by ledger and by report, foreseen with an interval of 80 %. Households.");
        room.MapGet("/weeks", Week).WithName("construction-week").Need(Permission.ReadDelivery).WithDescription("What must be done in a week by village and firm (C9). 422 schedule-none: the county has no schedule yet.");
        room.MapGet("/moves", Moves).WithName("construction-moves").Need(Permission.ReadDelivery).WithDescription("The cheapest moves of crews that bring works back to the date, within each firm. Yuan.");
        room.MapGet("/schedules", Schedules).WithName("construction-schedules").Need(Permission.ReadDelivery);
        room.MapPost("/schedules", Make).WithName("construction-schedule-make").Need(Permission.ChangeSchedule).WithDescription("Reckons a county's schedule back from the date (C9). 409 version-conflict: somebody else made one.");
        room.MapGet("/reports", Reports).WithName("construction-reports").Need(Permission.ReadDelivery).WithDescription("A township's villages: last report beside the ledger.");
        room.MapPost("/reports", Report).WithName("construction-report").Need(Permission.ReportConstruction).WithDescription("Takes a day's reports of a township's villages: all, or none where one is wrong. 422 report-falls: a lower figure, or one for an earlier day, needs a reason.");
        room.MapGet("/hindrances", Hindrances).WithName("hindrances").Need(Permission.ReadDelivery).WithDescription("What holds construction up (C10): owner, date, days late.");
        room.MapPost("/hindrances", AddHindrance).WithName("hindrance-add").Need(Permission.ReportConstruction);
        room.MapPost("/hindrances/{id}", ChangeHindrance).WithName("hindrance-change").Need(Permission.ReportConstruction);
        room.MapPost("/hindrances/{id}/acts/{act}", ActHindrance).WithName("hindrance-act").Need(Permission.ReportConstruction).WithDescription("resolve or reopen, with what came of it or why.");
    }

    private static Results<Ok<ConstructionAnswer>, ProblemHttpResult> Standing(HttpContext http, Workplace workplace, StandingHandler handler, string? level, string? within) =>
        Answers.Of(http, workplace, handler.Read(level, within, http.Culture()));

    private static Results<Ok<CurveAnswer>, ProblemHttpResult> Curve(HttpContext http, Workplace workplace, CurveHandler handler, string? region, string? firm) =>
        Answers.Of(http, workplace, handler.Read(region, firm, http.Culture()));

    private static Results<Ok<WeekAnswer>, ProblemHttpResult> Week(HttpContext http, Workplace workplace, WeekHandler handler, string? county, string? day) =>
        Answers.Of(http, workplace, handler.Read(county, day, http.Culture()));

    private static Results<Ok<MovesAnswer>, ProblemHttpResult> Moves(HttpContext http, Workplace workplace, MovesHandler handler) => Answers.Of(http, workplace, handler.Find(http.Culture()));

    private static Results<Ok<BuildScheduleList>, ProblemHttpResult> Schedules(HttpContext http, Workplace workplace, ScheduleDesk desk) => Answers.Of(http, workplace, desk.List());

    private static Results<Ok<BuildScheduleLine>, ProblemHttpResult> Make(HttpContext http, Workplace workplace, ScheduleDesk desk, BuildScheduleRequest request) => Answers.Of(http, workplace, desk.Make(request));

    private static Results<Ok<VillageReportsAnswer>, ProblemHttpResult> Reports(HttpContext http, Workplace workplace, ReportDesk desk, string? township) => Answers.Of(http, workplace, desk.Read(township));

    private static Results<Ok<VillageReportsAnswer>, ProblemHttpResult> Report(HttpContext http, Workplace workplace, ReportDesk desk, string? township, VillageReportsRequest request) =>
        Answers.Of(http, workplace, desk.Report(township, request));

    private static Results<Ok<HindranceList>, ProblemHttpResult> Hindrances(HttpContext http, Workplace workplace, HindranceDesk desk, string? county) => Answers.Of(http, workplace, desk.List(county));

    private static Results<Ok<HindranceLine>, ProblemHttpResult> AddHindrance(HttpContext http, Workplace workplace, HindranceDesk desk, HindranceRequest request) => Answers.Of(http, workplace, desk.Add(request));

    private static Results<Ok<HindranceLine>, ProblemHttpResult> ChangeHindrance(HttpContext http, Workplace workplace, HindranceDesk desk, string id, HindranceRequest request) =>
        Answers.Of(http, workplace, desk.Change(id, request));

    private static Results<Ok<HindranceLine>, ProblemHttpResult> ActHindrance(HttpContext http, Workplace workplace, HindranceDesk desk, string id, string act, HindranceActRequest request) =>
        Answers.Of(http, workplace, desk.Act(id, act, request));
}
