namespace CleanHeating.Programme.Plan;

/// <summary>How construction is scheduled and foreseen.</summary>
/// <param name="WorkDaysAWeek">Days of a week on which crews work.</param>
/// <param name="Chance">Chance at which a date counts as safe, percent.</param>
/// <param name="AcceptanceDays">Days from the last completion in a village to its acceptance.</param>
/// <param name="Done">Percent of a place's households at which it counts as done.</param>
/// <param name="MoveCost">Yuan for a week of a crew that moved within its county.</param>
/// <param name="MoveCostFar">The same between counties.</param>
/// <param name="CrewRates">Households that a crew finishes on a working day, by route.</param>
public sealed record ConstructionPlan(int WorkDaysAWeek, int Chance, int AcceptanceDays, double Done, int MoveCost, int MoveCostFar, IReadOnlyDictionary<string, double> CrewRates)
{
    /// <summary>Where a programme says nothing.</summary>
    public static ConstructionPlan Usual { get; } = new(6, 80, 15, 99, 3000, 6000, new Dictionary<string, double>());

    /// <summary>Rate of a crew by a route; two households a day where the programme has none.</summary>
    public double RateOf(string route) => CrewRates.GetValueOrDefault(route, 2);
}
