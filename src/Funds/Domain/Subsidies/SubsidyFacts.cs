namespace CleanHeating.Funds.Domain.Subsidies;

/// <summary>What an amount can depend on.</summary>
/// <param name="Route">Technology code.</param>
/// <param name="Hardship">Hardship category; null for none.</param>
/// <param name="Area">0.01 m².</param>
/// <param name="Rooms">Rooms.</param>
/// <param name="Cost">What the retrofit cost, fen; null where that is not known.</param>
/// <param name="Power">0.01 kWh that count.</param>
/// <param name="Gas">0.01 m³ that count.</param>
internal readonly record struct SubsidyFacts(string Route, string? Hardship, long Area, int Rooms, long? Cost, long Power, long Gas)
{
    /// <summary>A quantity in hundredths of its unit.</summary>
    public long Quantity(string of) => of switch { "power" => Power, "gas" => Gas, "area" => Area, "rooms" => Rooms * 100L, _ => throw new ArgumentOutOfRangeException(nameof(of), of, "No such quantity.") };
}
