using System.Resources;
using CleanHeating.Platform.Storage;
using CleanHeating.Supervision.CorrectReport;
using CleanHeating.Supervision.Data;
using CleanHeating.Supervision.DecideReport;
using CleanHeating.Supervision.DraftReport;
using CleanHeating.Supervision.ListReports;
using CleanHeating.Supervision.ReadReport;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Supervision;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class SupervisionModule
{
    public static IModelPart ModelPart { get; } = new SupervisionModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Supervision.Texts", typeof(SupervisionModule).Assembly);

    public static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddSingleton<DraftReportHandler>().AddSingleton<DecideReportHandler>().AddSingleton<CorrectReportHandler>().AddSingleton<ReadReportHandler>().AddSingleton<ListReportsHandler>();

    public static void MapSupervision(this IEndpointRouteBuilder api) => SupervisionEndpoints.Map(api);
}
