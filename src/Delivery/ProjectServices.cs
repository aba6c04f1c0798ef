using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class ProjectServices
{
    public static IServiceCollection Add(IServiceCollection services) => services;
}
