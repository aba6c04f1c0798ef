using CleanHeating.Platform.Seals;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Planning.Data;

/// <summary>Tables of supply and demand: substations, gas, heat, villages.</summary>
internal static class SupplyModel
{
    public static IReadOnlyList<SealedTable> Sealed { get; } = [];

    public static void Configure(ModelBuilder model)
    {
    }
}
