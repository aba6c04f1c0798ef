using Microsoft.AspNetCore.Routing;

namespace CleanHeating.Planning;

internal static class ScenarioEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
    }
}
