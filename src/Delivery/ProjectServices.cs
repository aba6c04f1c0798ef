using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.FindLeads;
using CleanHeating.Delivery.KeepFiles;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

internal static class ProjectServices
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<ProjectHandler>().AddSingleton<StepHandler>().AddSingleton<DeliveryLeadsHandler>().AddSingleton<FileHandler>();
}
