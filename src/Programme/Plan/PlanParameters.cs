using System.Globalization;
using CleanHeating.Kernel;

namespace CleanHeating.Programme.Plan;

/// <summary>A number that comes from the plan, or that a person set where the plan is silent.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Value">Decimal text in its unit.</param>
/// <param name="Unit">One of <see cref="PlanParameters.Units"/>.</param>
/// <param name="EffectiveFrom">Day from which the value holds.</param>
/// <param name="Clause">Clause, or null where the plan is silent and <paramref name="Note"/> gives the source.</param>
/// <param name="Note">Source or reason.</param>
public sealed record PlanParameter(string Code, string Name, string NameEn, string Value, string Unit, DateOnly EffectiveFrom, string? Clause, string? Note);

/// <summary>The programme's numbers, read by type. A parameter that every programme must have is checked when it is loaded.</summary>
public sealed class PlanParameters(IReadOnlyList<PlanParameter> all)
{
    public static readonly IReadOnlyList<string> Units = ["rooms", "yuan", "yuan/household", "yuan/household/season", "yuan/kWh", "yuan/m3", "yuan/m2", "yuan/room", "m2", "percent", "days", "households", "km", "minutes", "bits"];

    /// <summary>Parameters without which the product can't work, with the unit that each must have.</summary>
    public static readonly IReadOnlyList<(string Code, string Unit)> Required =
    [
        ("minimum-rooms", "rooms"), ("capital-subsidy-floor", "yuan/household"), ("area-outlier-low", "m2"), ("area-outlier-high", "m2"),
        ("operating-subsidy-gas", "yuan/m3"), ("operating-subsidy-power", "yuan/kWh"), ("operating-subsidy-cap", "yuan/household/season"),
    ];

    private readonly Dictionary<string, PlanParameter> _byCode = all.ToDictionary(p => p.Code, StringComparer.Ordinal);

    public IReadOnlyList<PlanParameter> All => all;

    /// <summary>Fewest rooms of a retrofit (C21).</summary>
    public int MinimumRooms => int.Parse(Text("minimum-rooms"), CultureInfo.InvariantCulture);

    /// <summary>Least capital subsidy of an accepted household (C29).</summary>
    public Money CapitalSubsidyFloor => Money("capital-subsidy-floor");

    public Area AreaOutlierLow => Area("area-outlier-low");

    public Area AreaOutlierHigh => Area("area-outlier-high");

    public PlanParameter? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Decimals that a value of the unit may have; rates are small, so they have more.</summary>
    public static int DigitsOf(string unit) => unit switch
    {
        "rooms" or "days" or "households" or "minutes" or "bits" => 0,
        "yuan/kWh" or "yuan/m3" or "yuan/m2" => 4,
        _ => 2,
    };

    /// <summary>A parameter that a programme may have, as a whole number; null where it has none.</summary>
    public int? WholeOrNull(string code) => _byCode.TryGetValue(code, out var parameter) ? int.Parse(parameter.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>A parameter that a programme may have, in hundredths of its unit; null where it has none.</summary>
    public long? HundredthsOrNull(string code) => _byCode.TryGetValue(code, out var parameter) && FixedPoint.TryParse(parameter.Value, 2, out var units) ? units : null;

    private string Text(string code) => _byCode.TryGetValue(code, out var parameter) ? parameter.Value : throw new KeyNotFoundException(code);

    private Money Money(string code) => Kernel.Money.TryParse(Text(code), out var money) ? money : throw new FormatException(code);

    private Area Area(string code) => FixedPoint.TryParse(Text(code), 2, out var units) ? new Area(units) : throw new FormatException(code);
}
