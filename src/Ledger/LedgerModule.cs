using System.Resources;
using CleanHeating.Ledger.CorrectHousehold;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.UploadLedger;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.MoveHousehold;
using CleanHeating.Ledger.Overview;
using CleanHeating.Ledger.ReadHousehold;
using CleanHeating.Ledger.RevealHousehold;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Ledger;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class LedgerModule
{
    public static IModelPart ModelPart { get; } = new LedgerModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Ledger.Texts", typeof(LedgerModule).Assembly);

    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<ImportHandler>().AddSingleton<ExportHandler>().AddSingleton<LeadsHandler>().AddSingleton<OutstandingCounts>().AddSingleton<OverviewHandler>()
        .AddSingleton<ListHouseholdsHandler>().AddSingleton<ReadHouseholdHandler>().AddSingleton<RevealHandler>().AddSingleton<CorrectHouseholdHandler>().AddSingleton<MoveHouseholdHandler>()
        .AddSingleton<ImportJobs>()
        .AddJobKind<ImportCheckKind>().AddJobKind<ImportRunKind>().AddJobKind<ExportKind>().AddJobKind<SweepKind>().AddJobKind<VerifyKind>();

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        LedgerEndpoints.Map(api);
        ImportEndpoints.Map(api);
    }
}
