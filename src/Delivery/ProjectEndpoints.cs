using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Delivery;

internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
    }
}
