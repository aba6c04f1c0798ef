namespace CleanHeating.Planning.Plans;

/// <summary>A county's plan or proposal.</summary>
/// <param name="Id">Address.</param>
/// <param name="Number">Running number in the county.</param>
/// <param name="County">County's code.</param>
/// <param name="CountyName">County's name.</param>
/// <param name="Name">Name of the scenario that it came from.</param>
/// <param name="Scenario">Address of that scenario.</param>
/// <param name="State">proposed, approved, returned, withdrawn or superseded.</param>
/// <param name="Target">Households that were asked for.</param>
/// <param name="Households">Households of its villages.</param>
/// <param name="Villages">How many villages.</param>
/// <param name="CapitalFen">Capital cost on average.</param>
/// <param name="Gap">How far above the best possible the scenario was proven to be at the most.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why, where it was returned.</param>
/// <param name="Acts">What the caller may do.</param>
/// <param name="Version">Version.</param>
public sealed record CountyPlanLine(
    string Id, string Number, string County, string CountyName, string Name, string Scenario, string State, long Target, long Households, int Villages, long CapitalFen, double Gap, string ProposedBy, DateTimeOffset ProposedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, IReadOnlyList<string> Acts, int Version);

/// <summary>Plans, newest first in each county.</summary>
public sealed record CountyPlanList(IReadOnlyList<CountyPlanLine> Plans);

/// <summary>A village of a plan, with its households in the ledger by now.</summary>
public sealed record PlanVillageAnswer(string Code, string Name, string Township, string Route, string RouteName, int Households, long InLedger, long ByOtherRoutes);

/// <summary>A plan with its villages.</summary>
public sealed record CountyPlanAnswer(CountyPlanLine Plan, IReadOnlyList<PlanVillageAnswer> Villages);

/// <summary>Proposes a scenario's plan for its counties.</summary>
public sealed record ProposePlanRequest(string Scenario);

/// <summary>Approves, returns or withdraws a proposal; to return needs a reason.</summary>
public sealed record PlanActRequest(int Version, string? Reason = null);

/// <summary>Households of a village by a route that something speaks against.</summary>
/// <param name="Pattern">route-not-planned, route-no-agreement, route-outside-area or route-capacity.</param>
/// <param name="Village">Village; for a capacity, where its households are most.</param>
/// <param name="VillageName">County, township and village.</param>
/// <param name="Route">Route.</param>
/// <param name="RouteName">Its name.</param>
/// <param name="Households">Households of the ledger.</param>
/// <param name="Sentence">What speaks against it.</param>
public sealed record RouteLead(string Pattern, string Village, string VillageName, string Route, string RouteName, long Households, string Sentence);

/// <summary>Leads on routes, and what the programme makes of them: off, lead or refuse.</summary>
public sealed record RouteLeadsAnswer(string Check, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<RouteLead> Leads);
