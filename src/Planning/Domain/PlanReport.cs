namespace CleanHeating.Planning.Domain;

/// <summary>What came of a solved scenario, as it is stored: all that pages show, without the facts.</summary>
/// <param name="SupplyVersion">Facts that it rests on.</param>
/// <param name="SolvedAt">UTC ticks.</param>
/// <param name="Objective">Yuan.</param>
/// <param name="Bound">Yuan: proven, no plan costs less.</param>
/// <param name="Gap">Share of the objective.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Villages">Every village with an open route or a reason why it has none.</param>
/// <param name="Limits">Resources that are used, and targets.</param>
/// <param name="Totals">Sums.</param>
internal sealed record PlanReport(
    long SupplyVersion, long SolvedAt, double Objective, double Bound, double Gap, double Seconds, IReadOnlyList<PlannedVillage> Villages, IReadOnlyList<PlannedLimit> Limits, PlannedTotals Totals);

/// <summary>A village in a plan.</summary>
/// <param name="Code">Twelve digits.</param>
/// <param name="Households">Households.</param>
/// <param name="Route">Chosen route; null where the village is not chosen.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Capital">Fen on average, with a transformer's upgrade.</param>
/// <param name="Why">Reasons, each a code with what is filled into its sentence.</param>
internal sealed record PlannedVillage(long Code, int Households, string? Route, double? Longitude, double? Latitude, long Capital, IReadOnlyList<PlannedReason> Why);

/// <summary>A reason: the sentence's code and its parts; parts that begin with route: are names of routes.</summary>
internal sealed record PlannedReason(string Code, IReadOnlyList<string> Parts);

/// <summary>A resource or target in a plan.</summary>
/// <param name="Id">Kind and code.</param>
/// <param name="Name">Name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Used">Of it, used.</param>
/// <param name="Limit">How much there is, with an expansion that is bought.</param>
/// <param name="Expanded">Whether its expansion is bought.</param>
/// <param name="UnitSaving">Yuan that one more unit would save, by the prices of the relaxation.</param>
internal sealed record PlannedLimit(string Id, string Name, string Unit, double Used, double Limit, bool Expanded, double UnitSaving)
{
    public double Left => Limit - Used;
}

/// <summary>Sums of a plan: money in fen, coal in tonnes, CO₂ in tonnes.</summary>
internal sealed record PlannedTotals(
    int Villages, long Households, long CapitalLow, long CapitalHigh, long Expansions, long Savings, long RunningLow, long RunningHigh, double CarbonLow, double CarbonHigh, double Coal, double CoalCarbonLow, double CoalCarbonHigh,
    double SulphurLow, double SulphurHigh, double ParticlesLow, double ParticlesHigh, IReadOnlyDictionary<string, long> ByRoute, IReadOnlyDictionary<string, long> ByCounty);
