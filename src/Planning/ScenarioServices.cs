using CleanHeating.Planning.CheckRoutes;
using CleanHeating.Planning.Plans;
using CleanHeating.Planning.Scenarios;
using CleanHeating.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Planning;

internal static class ScenarioServices
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<ScenarioDesk>().AddSingleton<PlanDesk>().AddSingleton<RouteLeads>().AddJobKind<SolveKind>();
}
