using CleanHeating.Platform.Seals;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>Tables of schedule, construction reports and hindrances.</summary>
internal static class ConstructionModel
{
    public static IReadOnlyList<SealedTable> Sealed { get; } = [];

    public static void Configure(ModelBuilder model)
    {
    }
}
