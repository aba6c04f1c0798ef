using CleanHeating.Planning.Domain;

namespace CleanHeating.Planning.Scenarios;

/// <summary>Makes a scenario, or changes one: version 0 for a new one.</summary>
/// <param name="Version">Version that the person saw.</param>
/// <param name="Name">Name.</param>
/// <param name="Counties">Counties, six or twelve digits.</param>
/// <param name="Settings">What it asks for.</param>
public sealed record ScenarioRequest(int Version, string Name, IReadOnlyList<string> Counties, ScenarioSettings Settings);

/// <summary>Asks for a plan, within so many seconds.</summary>
public sealed record SolveRequest(int Seconds = 60);

/// <summary>How far a search is at this moment.</summary>
public sealed record SolveStanding(double Seconds, double? Objective, double Bound);

/// <summary>A county of a scenario with its target.</summary>
public sealed record ScenarioCounty(string Code, string Name, long Target);

/// <summary>Figures of a plan: money in fen, coal, CO₂, SO₂ and particles in tonnes a season, as ranges.</summary>
public sealed record PlanFigures(
    int Villages, long Households, long CapitalLowFen, long CapitalHighFen, long ExpansionsFen, long SavingsFen, long RunningLowFen, long RunningHighFen, double CarbonLow, double CarbonHigh, double CoalTonnes,
    double CoalCarbonLow, double CoalCarbonHigh, double SulphurLow, double SulphurHigh, double ParticlesLow, double ParticlesHigh, IReadOnlyList<RouteShare> Routes);

/// <summary>Households of a route.</summary>
public sealed record RouteShare(string Route, string Name, long Households);

/// <summary>A scenario in a list.</summary>
/// <param name="Id">Address.</param>
/// <param name="Name">Name.</param>
/// <param name="Counties">Its counties.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ChangedAt">When it changed last.</param>
/// <param name="IsSolved">Whether there is a plan.</param>
/// <param name="IsStale">Whether facts or settings changed since.</param>
/// <param name="ObjectiveYuan">Cost by which plans are compared.</param>
/// <param name="BoundYuan">Proven: no plan costs less.</param>
/// <param name="Gap">How far the plan may lie above the best possible, as a share.</param>
/// <param name="SolvedSeconds">Time that the search took.</param>
/// <param name="Figures">Figures of its plan.</param>
/// <param name="Job">Job that solves it, or did last.</param>
/// <param name="Standing">How far the search is, while it runs on this server.</param>
/// <param name="Version">Version.</param>
public sealed record ScenarioLine(
    string Id, string Name, IReadOnlyList<ScenarioCounty> Counties, string CreatedBy, DateTimeOffset ChangedAt, bool IsSolved, bool IsStale, double? ObjectiveYuan, double? BoundYuan, double? Gap, double? SolvedSeconds,
    PlanFigures? Figures, string? Job, SolveStanding? Standing, int Version);

/// <summary>Scenarios, newest first.</summary>
public sealed record ScenarioList(IReadOnlyList<ScenarioLine> Scenarios);

/// <summary>A limit: of substation, gas, heat, budget, or a county's target.</summary>
/// <param name="Id">Kind and code.</param>
/// <param name="Kind">substation, gas-peak, gas-season, heat-source, budget or county.</param>
/// <param name="Name">Name.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Used">Used, or reached.</param>
/// <param name="Limit">How much there is, or is wanted.</param>
/// <param name="IsExpanded">Whether its upgrade is bought.</param>
/// <param name="UnitSavingYuan">What one more unit (one household less of a target) would save about, by the prices of the relaxation.</param>
public sealed record LimitLine(string Id, string Kind, string Name, string Unit, double Used, double Limit, bool IsExpanded, double UnitSavingYuan);

/// <summary>A village in a plan, with its reasons as sentences.</summary>
public sealed record PlannedVillageLine(string Code, string Name, string Township, string County, int Households, string? Route, string? RouteName, double? Longitude, double? Latitude, long CapitalFen, IReadOnlyList<string> Why);

/// <summary>A scenario with its settings, and its plan where there is one.</summary>
public sealed record ScenarioAnswer(ScenarioLine Scenario, ScenarioSettings Settings, IReadOnlyList<LimitLine> Limits, IReadOnlyList<PlannedVillageLine> Villages);

/// <summary>A village in which compared scenarios differ: its route in each, null where it is not chosen.</summary>
public sealed record DifferingVillage(string Code, string Name, string County, int Households, IReadOnlyList<string?> Routes);

/// <summary>Scenarios side by side.</summary>
public sealed record ComparisonAnswer(IReadOnlyList<ScenarioLine> Scenarios, int Differing, IReadOnlyList<DifferingVillage> Villages);

/// <summary>What would be if a village took a route beside the plan as it stands.</summary>
/// <param name="Fits">Whether every limit is kept.</param>
/// <param name="Sentences">What is broken first, or why the route is not open, or what it costs.</param>
public sealed record TryVillageAnswer(bool Fits, IReadOnlyList<string> Sentences);
