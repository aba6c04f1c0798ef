using System.Resources;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.ImportSeason;
using CleanHeating.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Funds;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class FundsModule
{
    public static IModelPart ModelPart { get; } = new FundsModel();

    public static ResourceManager Texts { get; } = new("CleanHeating.Funds.Texts", typeof(FundsModule).Assembly);

    public static IServiceCollection AddFunds(this IServiceCollection services) => services.AddSingleton<ImportSeasonHandler>();
}
