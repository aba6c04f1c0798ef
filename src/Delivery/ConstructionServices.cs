using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class ConstructionServices
{
    public static IServiceCollection Add(IServiceCollection services) => services;
}
