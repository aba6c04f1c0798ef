using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class FirmServices
{
    public static IServiceCollection Add(IServiceCollection services) => services;
}
