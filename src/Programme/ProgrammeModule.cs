using System.Resources;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.MapCounties;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.Programme.RemindDeadlines;
using CleanHeating.Programme.ReportWeekly;
using CleanHeating.Programme.Targets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Programme;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class ProgrammeModule
{
    public static IModelPart ModelPart { get; } = new ProgrammeModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Programme.Texts", typeof(ProgrammeModule).Assembly);

    public static IServiceCollection AddProgramme(this IServiceCollection services) => services
        .AddSingleton<ProgrammeStore>().AddSingleton<TargetHandler>().AddSingleton<ProgressHandler>().AddSingleton<OutlineHandler>()
        .AddJobKind<WeeklyReportKind>().AddJobKind<RemindDeadlinesKind>();

    public static void MapProgramme(this IEndpointRouteBuilder api) => ProgrammeEndpoints.Map(api);
}
