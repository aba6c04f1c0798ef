using System.Resources;
using CleanHeating.Ledger;
using CleanHeating.Planning.Data;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Planning;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class PlanningModule
{
    public static IModelPart ModelPart { get; } = new PlanningModel();

    /// <summary>Holds rows of ledgers against supply and plan.</summary>
    public static ILedgerRule LedgerRule { get; } = new CheckRoutes.RouteRule();

    public static IReadOnlyList<ResourceManager> Texts { get; } = [Of("Texts"), Of("SupplyTexts"), Of("ScenarioTexts")];

    public static IServiceCollection AddPlanning(this IServiceCollection services) => ScenarioServices.Add(SupplyServices.Add(services));

    public static void MapPlanning(this IEndpointRouteBuilder api)
    {
        SupplyEndpoints.Map(api);
        ScenarioEndpoints.Map(api);
    }

    private static ResourceManager Of(string texts) => new("CleanHeating.Planning." + texts, typeof(PlanningModule).Assembly);
}
