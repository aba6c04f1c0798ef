using CleanHeating.Delivery.AdmitFirms;
using CleanHeating.Delivery.KeepCatalogue;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class FirmServices
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<FirmHandler>().AddSingleton<ContractHandler>().AddSingleton<DeviceHandler>();
}
