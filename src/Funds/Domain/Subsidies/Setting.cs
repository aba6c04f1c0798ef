using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.Domain.Subsidies;

/// <summary>A parameter with the value that holds, and everything that answers "why this number".</summary>
/// <param name="Code">Code.</param>
/// <param name="Units">Value in whole units: fen for yuan, 10⁻⁴ yuan for rates, hundredths of a percent.</param>
/// <param name="Text">Value as it was written.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Clause">Clause; null where the plan is silent.</param>
/// <param name="Since">Day from which it holds.</param>
/// <param name="DecidedBy">Who decided it: an account, or null for the plan itself.</param>
/// <param name="Reason">Why, where a person decided it.</param>
internal sealed record Setting(string Code, long Units, string Text, string Unit, string? Clause, DateOnly Since, string? DecidedBy, string? Reason)
{
    public static Setting Of(PlanParameter parameter) => Of(parameter, parameter.Value, parameter.EffectiveFrom, null, parameter.Clause is null ? parameter.Note : null);

    /// <summary>The parameter with another value; null where the text is no value of its unit.</summary>
    public static Setting? With(PlanParameter parameter, string value, DateOnly since, string? by, string? reason) =>
        TryParse(value, parameter.Unit, out var units) ? new Setting(parameter.Code, units, value, parameter.Unit, parameter.Clause, since, by, reason) : null;

    private static Setting Of(PlanParameter parameter, string value, DateOnly since, string? by, string? reason) =>
        With(parameter, value, since, by, reason) ?? throw new FormatException(parameter.Code);

    // Rates are held in 10⁻⁴ yuan, everything else in hundredths, so a value may have no more decimals than that.
    private static bool TryParse(string text, string unit, out long units)
    {
        units = 0;
        var digits = PlanParameters.DigitsOf(unit) == 4 || unit == "yuan/room" ? 4 : 2;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 10_000_000_000m
            && decimal.Round(value, PlanParameters.DigitsOf(unit)) == value && FixedPoint.TryFrom(value, digits, out units);
    }
}

/// <summary>The values of a programme's parameters on a given day, with what persons decided after the plan, and tries on top of that.</summary>
internal sealed class Settings(PlanParameters plan, IReadOnlyList<Setting> decided)
{
    private readonly Dictionary<string, Setting[]> _decided = decided.GroupBy(d => d.Code, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderBy(d => d.Since).ToArray(), StringComparer.Ordinal);

    /// <summary>The value that holds on a day: the newest decision whose day has come, else the plan's.</summary>
    public Setting On(string code, DateOnly day)
    {
        var found = plan.Find(code) ?? throw new KeyNotFoundException(code);
        return (_decided.GetValueOrDefault(code)?.LastOrDefault(d => d.Since <= day)) ?? Setting.Of(found);
    }

    /// <summary>Days on which a value begins to hold, so that all days between two of them are alike.</summary>
    public IEnumerable<DateOnly> Turns => decided.Select(d => d.Since).Distinct().Order();

    /// <summary>The same with one more decision.</summary>
    public Settings With(Setting setting) => new(plan, [.. decided, setting]);
}
