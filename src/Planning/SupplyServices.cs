using CleanHeating.Planning.Supply;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Planning;

internal static class SupplyServices
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<SupplyDesk>().AddSingleton<SupplyImport>();
}
