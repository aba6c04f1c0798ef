using System.Resources;
using CleanHeating.Acceptance.AdoptAcceptances;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.DecideAcceptance;
using CleanHeating.Acceptance.InspectHousehold;
using CleanHeating.Acceptance.KeepArchive;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Acceptance.ManageInspectors;
using CleanHeating.Acceptance.MendHousehold;
using CleanHeating.Acceptance.PlanBatches;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Acceptance.SweepInspections;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Acceptance;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class AcceptanceModule
{
    public static IModelPart ModelPart { get; } = new AcceptanceModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Acceptance.Texts", typeof(AcceptanceModule).Assembly);

    public static IServiceCollection AddAcceptance(this IServiceCollection services) => services
        .AddSingleton(s => new WorkbookAcceptances(s.GetRequiredService<Workplace>(), s.GetServices<IAcceptanceListener>()))
        .AddSingleton<AcceptanceFollower>().AddSingleton<IHouseholdFollower>(s => s.GetRequiredService<AcceptanceFollower>()).AddSingleton<IImportFollower>(s => s.GetRequiredService<AcceptanceFollower>())
        .AddSingleton<SubmitInspectionHandler>().AddSingleton<DecideAcceptanceHandler>().AddSingleton<RectificationHandler>().AddSingleton<InspectorHandler>().AddSingleton<BatchHandler>()
        .AddSingleton<ReadAcceptanceHandler>().AddSingleton<ListAcceptanceHandler>().AddSingleton<TodayHandler>().AddSingleton<AttachmentHandler>().AddSingleton<AcceptanceSweepHandler>().AddSingleton<ArchiveHandler>()
        .AddJobKind<AcceptanceSweepKind>().AddJobKind<ArchiveKind>();

    /// <summary>What a household's acceptance does when the household moves, for hosts without services.</summary>
    public static IHouseholdFollower Follower(IEnumerable<IAcceptanceListener> listeners) => new AcceptanceFollower(listeners);

    public static void MapAcceptance(this IEndpointRouteBuilder api) => AcceptanceEndpoints.Map(api);
}
