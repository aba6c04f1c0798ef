using System.Resources;
using CleanHeating.Delivery.Data;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Delivery;

/// <summary>The room's public face: its part of the data model, its texts, services and endpoints.</summary>
public static class DeliveryModule
{
    public static IModelPart ModelPart { get; } = new DeliveryModel();

    /// <summary>Holds rows of ledgers against projects, catalogue and register.</summary>
    public static ILedgerRule LedgerRule { get; } = new FindLeads.DeliveryRule();

    public static IReadOnlyList<ResourceManager> Texts { get; } = [Of("Texts"), Of("ConstructionTexts")];

    public static IServiceCollection AddDelivery(this IServiceCollection services) => ConstructionServices.Add(FirmServices.Add(ProjectServices.Add(services)));

    public static void MapDelivery(this IEndpointRouteBuilder api)
    {
        ProjectEndpoints.Map(api);
        FirmEndpoints.Map(api);
        FileEndpoints.Map(api);
        ConstructionEndpoints.Map(api);
    }

    private static ResourceManager Of(string texts) => new("CleanHeating.Delivery." + texts, typeof(DeliveryModule).Assembly);
}
