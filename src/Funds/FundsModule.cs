using System.Resources;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.ExplainAmount;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Funds.ReadPayments;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Funds.ReportFunds;
using CleanHeating.Funds.TryParameter;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Funds;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class FundsModule
{
    public static IModelPart ModelPart { get; } = new FundsModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Funds.Texts", typeof(FundsModule).Assembly);

    public static IServiceCollection AddFunds(this IServiceCollection services) => services
        .AddSingleton<ImportSeasonHandler>().AddSingleton<CorrectReadingHandler>().AddSingleton<OperatingHandler>().AddSingleton<ExplainHandler>().AddSingleton<ExplainTotalHandler>().AddSingleton<TryParameterHandler>().AddSingleton<ParameterListHandler>()
        .AddSingleton<RightsKeeper>().AddSingleton<IAcceptanceListener, RightsListener>()
        .AddSingleton<FundsFollower>().AddSingleton<IHouseholdFollower>(s => s.GetRequiredService<FundsFollower>()).AddSingleton<IImportFollower>(s => s.GetRequiredService<FundsFollower>())
        .AddSingleton<ProposeBatchHandler>().AddSingleton<DecideBatchHandler>().AddSingleton<SendBatchHandler>().AddSingleton<AnswerBatchHandler>().AddSingleton<ObjectionHandler>().AddSingleton<BankFileHandler>()
        .AddSingleton<ReadBatchHandler>().AddSingleton<ReadRightsHandler>().AddSingleton<KeepBooksHandler>().AddSingleton<RecoverHandler>().AddSingleton<Sanctions>().AddSingleton<FundsReportHandler>();

    public static void MapFunds(this IEndpointRouteBuilder api)
    {
        FundsEndpoints.Map(api);
        PaymentEndpoints.Map(api);
        SeasonEndpoints.Map(api);
    }
}
