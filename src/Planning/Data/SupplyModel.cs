using CleanHeating.Platform.Seals;
using CleanHeating.Programme.Registers;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Planning.Data;

/// <summary>Kinds of supply and demand, in the order of the workbook's sheets. The number is stored.</summary>
internal enum SupplyKind
{
    Substation = 0,
    Transformer = 1,
    GasZone = 2,
    GasAgreement = 3,
    HeatSource = 4,
    Village = 5,
}

/// <summary>What is known of one of them; what its kind does not have is null. Units as in <see cref="Domain.SupplyFacts"/>.</summary>
internal sealed record SupplyItem
{
    public string? Name { get; init; }

    public double? Capacity { get; init; }

    public double? BaseLoad { get; init; }

    public double? UpgradeAmount { get; init; }

    /// <summary>Fen.</summary>
    public long? UpgradeCost { get; init; }

    public double? PeakFlow { get; init; }

    public string? Enterprise { get; init; }

    public string? Zone { get; init; }

    public double? Yearly { get; init; }

    public double? Seasonal { get; init; }

    public double? Peak { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>Twelve digits.</summary>
    public long? Village { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public int? Households { get; init; }

    /// <summary>0.01 m² of a household.</summary>
    public long? Area { get; init; }

    public double? Insulated { get; init; }

    public int? Need { get; init; }

    public double? Willingness { get; init; }

    public double? WiringReady { get; init; }

    public string? Substation { get; init; }

    public string? GasZone { get; init; }

    public string? HeatSource { get; init; }

    public bool? Geothermal { get; init; }
}

/// <summary>Tables of supply and demand: substations, gas, heat, villages.</summary>
internal static class SupplyModel
{
    public static readonly Register<SupplyItem> Items = new("supply_item");

    public static IReadOnlyList<SealedTable> Sealed { get; } = [Items.Table];

    public static void Configure(ModelBuilder model) => Items.Configure(model);

    /// <summary>Code under which a thing stands: its kind and its own code.</summary>
    public static string CodeOf(SupplyKind kind, string code) => Words.Of(kind) + "/" + code;

    /// <summary>A thing's own code.</summary>
    public static string OwnCode(string code) => code[(code.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
