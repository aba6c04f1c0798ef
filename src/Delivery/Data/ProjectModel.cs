using CleanHeating.Platform.Seals;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>Tables of projects and their approvals.</summary>
internal static class ProjectModel
{
    public static IReadOnlyList<SealedTable> Sealed { get; } = [];

    public static void Configure(ModelBuilder model)
    {
    }
}
