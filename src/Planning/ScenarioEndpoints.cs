using CleanHeating.Planning.CheckRoutes;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Api;
using CleanHeating.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Planning;

internal static class ScenarioEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var room = api.MapGroup("/planning").WithTags("planning");
        room.MapGet("/scenarios", List).WithName("scenarios").Need(Permission.ReadPlanning);
        room.MapPost("/scenarios", Add).WithName("scenario-add").Need(Permission.ChangePlans);
        room.MapGet("/scenarios/{id}", Read).WithName("scenario").Need(Permission.ReadPlanning).WithDescription("A scenario with its settings; with its plan, limits and reasons where it was solved.");
        room.MapPost("/scenarios/{id}", Change).WithName("scenario-change").Need(Permission.ChangePlans).WithDescription("409 version-conflict: somebody else changed it.");
        room.MapPost("/scenarios/{id}/solve", Solve).WithName("scenario-solve").Need(Permission.ChangePlans).WithDescription("Begins the search as a job; cancelled, it keeps the best plan so far. 422 plan-infeasible: the smallest set of limits that can't be kept together.");
        room.MapGet("/scenarios/{id}/try", Try).WithName("scenario-try").Need(Permission.ReadPlanning).WithDescription("What would be broken first if a village took a route beside the plan.");
        room.MapGet("/compare", Compare).WithName("scenario-compare").Need(Permission.ReadPlanning).WithDescription("Two to four scenarios side by side: ids, joined by commas.");
        room.MapGet("/plans", Plans).WithName("county-plans").Need(Permission.ReadPlanning);
        room.MapPost("/plans", Propose).WithName("county-plan-propose").Need(Permission.ChangePlans).OnlyPersons();
        room.MapGet("/plans/{id}", Plan).WithName("county-plan").Need(Permission.ReadPlanning);
        room.MapPost("/plans/{id}/approve", Approve).WithName("county-plan-approve").Need(Permission.DecidePlans).OnlyPersons().WithDescription("403 plan-own: whoever proposed it can't decide it.");
        room.MapPost("/plans/{id}/return", Return).WithName("county-plan-return").Need(Permission.DecidePlans).OnlyPersons();
        room.MapPost("/plans/{id}/withdraw", Withdraw).WithName("county-plan-withdraw").Need(Permission.ChangePlans).OnlyPersons();
        room.MapGet("/leads", Leads).WithName("route-leads").Need(Permission.ReadLeads).WithDescription("Households whose village may not have their route, by village and route.");
    }

    private static Results<Ok<ScenarioList>, ProblemHttpResult> List(HttpContext http, Workplace workplace, ScenarioDesk desk) => Answers.Of(http, workplace, desk.List(http.Culture()));

    private static Results<Ok<ScenarioLine>, ProblemHttpResult> Add(HttpContext http, Workplace workplace, ScenarioDesk desk, ScenarioRequest request) => Answers.Of(http, workplace, desk.Save(null, request, http.Culture()));

    private static Results<Ok<ScenarioAnswer>, ProblemHttpResult> Read(HttpContext http, Workplace workplace, ScenarioDesk desk, string id) => Answers.Of(http, workplace, desk.Read(id, http.Culture()));

    private static Results<Ok<ScenarioLine>, ProblemHttpResult> Change(HttpContext http, Workplace workplace, ScenarioDesk desk, string id, ScenarioRequest request) => Answers.Of(http, workplace, desk.Save(id, request, http.Culture()));

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Solve(HttpContext http, Workplace workplace, ScenarioDesk desk, JobDesk jobs, string id, SolveRequest request) =>
        http.Accepted(workplace, desk.Solve(id, request, jobs, http.Culture()));

    private static Results<Ok<TryVillageAnswer>, ProblemHttpResult> Try(HttpContext http, Workplace workplace, ScenarioDesk desk, string id, string? village, string? route) =>
        Answers.Of(http, workplace, desk.Try(id, village ?? "", route ?? "", http.Culture()));

    private static Results<Ok<ComparisonAnswer>, ProblemHttpResult> Compare(HttpContext http, Workplace workplace, ScenarioDesk desk, string? ids) =>
        Answers.Of(http, workplace, desk.Compare((ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries), http.Culture()));

    private static Results<Ok<CountyPlanList>, ProblemHttpResult> Plans(HttpContext http, Workplace workplace, PlanDesk desk) => Answers.Of(http, workplace, desk.List(http.Culture()));

    private static Results<Ok<CountyPlanList>, ProblemHttpResult> Propose(HttpContext http, Workplace workplace, PlanDesk desk, ProposePlanRequest request) => Answers.Of(http, workplace, desk.Propose(request, http.Culture()));

    private static Results<Ok<CountyPlanAnswer>, ProblemHttpResult> Plan(HttpContext http, Workplace workplace, PlanDesk desk, string id) => Answers.Of(http, workplace, desk.Read(id, http.Culture()));

    private static Results<Ok<CountyPlanLine>, ProblemHttpResult> Approve(HttpContext http, Workplace workplace, PlanDesk desk, string id, PlanActRequest request) => Answers.Of(http, workplace, desk.Approve(id, request));

    private static Results<Ok<CountyPlanLine>, ProblemHttpResult> Return(HttpContext http, Workplace workplace, PlanDesk desk, string id, PlanActRequest request) => Answers.Of(http, workplace, desk.Return(id, request));

    private static Results<Ok<CountyPlanLine>, ProblemHttpResult> Withdraw(HttpContext http, Workplace workplace, PlanDesk desk, string id, PlanActRequest request) => Answers.Of(http, workplace, desk.Withdraw(id, request));

    private static Results<Ok<RouteLeadsAnswer>, ProblemHttpResult> Leads(HttpContext http, Workplace workplace, RouteLeads leads) => Answers.Of(http, workplace, leads.Find(http.Culture()));
}
