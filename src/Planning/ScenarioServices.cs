using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Planning;

internal static class ScenarioServices
{
    public static IServiceCollection Add(IServiceCollection services) => services;
}
