using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class FirmEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
    }
}
