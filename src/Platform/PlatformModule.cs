using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Journal.ReadJournal;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Platform;

/// <summary>The room's public face: its part of the data model, its services and endpoints.</summary>
public static class PlatformModule
{
    public static IModelPart ModelPart { get; } = new JournalModel();

    public static IServiceCollection AddPlatform(this IServiceCollection services) => services.AddSingleton<JournalBook>().AddSingleton<JournalExport>();

    public static void MapPlatform(this IEndpointRouteBuilder api) => JournalEndpoints.Map(api);
}
