using CleanHeating.TestKit;

namespace CleanHeating.Browser.Tests;

/// <summary>A served city whose ledgers lie in the past, so that inspections and payments can follow them today.</summary>
public sealed class TodaysCity : IDisposable
{
    private const int Households = 1400;

    public ServedCity City { get; } = new(InventedCity.HezeFolder, Households);

    public void Dispose() => City.Dispose();
}
