namespace CleanHeating.Planning.Domain;

/// <summary>What a scenario asks for. Counties are six digits, villages twelve.</summary>
public sealed record ScenarioSettings
{
    /// <summary>Households that a county must reach; a county that is not named has the programme's target.</summary>
    public IReadOnlyDictionary<string, long> Targets { get; init; } = new Dictionary<string, long>();

    /// <summary>Most that a county may spend, yuan; a county that is not named has no limit.</summary>
    public IReadOnlyDictionary<string, long> Budgets { get; init; } = new Dictionary<string, long>();

    /// <summary>Capital cost of a route in percent of what the programme says; 100 where it is not named.</summary>
    public IReadOnlyDictionary<string, int> Prices { get; init; } = new Dictionary<string, int>();

    /// <summary>Yuan a household, at the most, that low need for heating counts as a cost (C18).</summary>
    public int NeedWeight { get; init; }

    /// <summary>Yuan a household, at the most, that lacking willingness counts as a cost (C18).</summary>
    public int WillingnessWeight { get; init; }

    /// <summary>Saving of neighbours changed over together, in percent of what the programme says (C18).</summary>
    public int Contiguity { get; init; } = 100;

    /// <summary>Yuan that a tonne of CO₂ in a season counts as a cost.</summary>
    public int CarbonPrice { get; init; }

    /// <summary>Seasons of running cost that count beside the capital cost.</summary>
    public int RunningSeasons { get; init; } = 5;

    /// <summary>Villages that must be chosen.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>Villages that must not be.</summary>
    public IReadOnlyList<string> Out { get; init; } = [];

    /// <summary>Routes that may not be chosen.</summary>
    public IReadOnlyList<string> Barred { get; init; } = [];

    /// <summary>Least share of willing households, percent.</summary>
    public int LeastWillingness { get; init; }
}
