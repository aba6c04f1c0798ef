using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Journal.ReadJournal;
using CleanHeating.Platform.Notices;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Platform;

/// <summary>The room's public face: its part of the data model, its services and endpoints.</summary>
public static class PlatformModule
{
    public static IModelPart ModelPart { get; } = new PlatformModel(new JournalModel(), new JobModel(), new NoticeModel());

    public static IServiceCollection AddPlatform(this IServiceCollection services) => services.AddSingleton<JournalBook>().AddSingleton<JournalExport>().AddSingleton<NoticeBoard>();

    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        JournalEndpoints.Map(api);
        api.MapJobs();
        api.MapNotices();
    }

    private sealed class PlatformModel(params IModelPart[] parts) : IModelPart
    {
        public IReadOnlyList<Seals.SealedTable> Sealed { get; } = [.. parts.SelectMany(p => p.Sealed)];

        public void Configure(ModelBuilder model) => Array.ForEach(parts, p => p.Configure(model));
    }
}
