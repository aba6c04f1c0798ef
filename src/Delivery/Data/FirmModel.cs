using CleanHeating.Platform.Seals;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Delivery.Data;

/// <summary>Tables of enterprises, contracts, catalogue and sampling.</summary>
internal static class FirmModel
{
    public static IReadOnlyList<SealedTable> Sealed { get; } = [];

    public static void Configure(ModelBuilder model)
    {
    }
}
