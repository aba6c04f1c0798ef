using CleanHeating.Platform.Seals;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Planning.Data;

/// <summary>Tables of scenarios, their plans and proposals.</summary>
internal static class ScenarioModel
{
    public static IReadOnlyList<SealedTable> Sealed { get; } = [];

    public static void Configure(ModelBuilder model)
    {
    }
}
