namespace CleanHeating.Planning.Optimiser.Domain;

/// <summary>A plan and how good it is proven to be.</summary>
/// <param name="Choices">Route per chosen village, by code.</param>
/// <param name="Expansions">Resources whose expansion is bought.</param>
/// <param name="Objective">Cost of options and expansions less savings, in yuan.</param>
/// <param name="Bound">Proven: no plan costs less.</param>
/// <param name="Seconds">Time taken.</param>
public sealed record PlanSolution(
    IReadOnlyDictionary<string, string> Choices,
    IReadOnlyList<string> Expansions,
    double Objective,
    double Bound,
    double Seconds)
{
    /// <summary>
    /// What one more unit of a resource would save, in yuan, by its id; and what one household less in a county's target would, by "county:" and
    /// its code. Prices of the relaxation: an estimate for small changes, not a promise.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyDictionary<string, double> UnitSavings { get; init; } = new Dictionary<string, double>();

    /// <summary>How far the objective may lie above the best possible, as a share of it.</summary>
    public double Gap => (Objective - Bound) / Math.Max(1, Math.Abs(Objective));
}
