using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class ConstructionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
    }
}
