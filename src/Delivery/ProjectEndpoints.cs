using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.FindLeads;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects").WithTags("delivery");
        projects.MapGet("", List).WithName("projects").Need(Permission.ReadDelivery).WithDescription("Projects of the caller's regions with their approval steps: who holds each, since when, until when, how many days late. A firm sees its own.");
        projects.MapPost("", Add).WithName("project-add").Need(Permission.ChangeProjects);
        projects.MapGet("/{id}", Read).WithName("project").Need(Permission.ReadDelivery);
        projects.MapPost("/{id}", Change).WithName("project-change").Need(Permission.ChangeProjects).WithDescription("Changes a draft.");
        projects.MapPost("/{id}/papers", AddPaper).WithName("project-paper-add").Need(Permission.ChangeProjects).WithDescription("The number of a permit or other paper under a step.");
        projects.MapPost("/{id}/acts/{act}", Act).WithName("project-act").Need(Permission.ChangeProjects)
            .WithDescription("submit, withdraw, start or finish. 422 project-not-approved: nothing is built before every step is granted; 422 firm-not-admitted-here: by nobody who is not admitted.");
        projects.MapPost("/{id}/steps/{step}/resubmit", Resubmit).WithName("project-step-resubmit").Need(Permission.ChangeProjects).WithDescription("Brings a returned step again; its days begin anew.");
        projects.MapPost("/{id}/steps/{step}/acts/{act}", Decide).WithName("project-step-decide").Need(Permission.DecideSteps)
            .WithDescription("hold, grant, return or refuse, by whoever the programme lets decide the step. The last grant approves the project, a refusal refuses it.");
        api.MapGroup("/delivery").WithTags("delivery").MapGet("/leads", Leads).WithName("delivery-leads").Need(Permission.ReadLeads).WithDescription("The ledger held against the registers as they stand now.");
    }

    private static Results<Ok<ProjectsAnswer>, ProblemHttpResult> List(HttpContext http, Workplace workplace, ProjectHandler handler, string? county) => Answer(http, workplace, handler.List(county, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, ProjectHandler handler, string id) => Answer(http, workplace, handler.Read(id, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Add(HttpContext http, Workplace workplace, ProjectHandler handler, ProjectRequest request) => Answer(http, workplace, handler.Save(null, request, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Change(HttpContext http, Workplace workplace, ProjectHandler handler, string id, ProjectRequest request) => Answer(http, workplace, handler.Save(id, request, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> AddPaper(HttpContext http, Workplace workplace, ProjectHandler handler, string id, ProjectPaperRequest request) =>
        Answer(http, workplace, handler.AddPaper(id, request, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Act(HttpContext http, Workplace workplace, ProjectHandler handler, string id, string act, DeliveryActRequest request) =>
        Answer(http, workplace, handler.Act(id, act, request, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Resubmit(HttpContext http, Workplace workplace, StepHandler handler, string id, string step, DeliveryActRequest request) =>
        Answer(http, workplace, handler.Resubmit(id, step, request, http.Culture()));

    private static Results<Ok<ProjectAnswer>, ProblemHttpResult> Decide(HttpContext http, Workplace workplace, StepHandler handler, string id, string step, string act, DeliveryActRequest request) =>
        Answer(http, workplace, handler.Decide(id, step, act, request, http.Culture()));

    private static Results<Ok<DeliveryLeadsAnswer>, ProblemHttpResult> Leads(HttpContext http, Workplace workplace, DeliveryLeadsHandler handler, string? county) => Answer(http, workplace, handler.Read(county, http.Culture()));

    internal static Results<Ok<T>, ProblemHttpResult> Answer<T>(HttpContext http, Workplace workplace, Result<T> result) =>
        result.IsOk ? TypedResults.Ok(result.Value) : http.Problem(workplace.Texts, result.Errors);
}
