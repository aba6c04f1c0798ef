using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Planning;

internal static class SupplyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
    }
}
