using CleanHeating.Planning.Domain.Heat;
using CleanHeating.Planning.Optimiser.Domain;

namespace CleanHeating.Planning.Domain;

/// <summary>Why a route is not open to a village, with what it rests on.</summary>
/// <param name="Route">Technology code.</param>
/// <param name="Code">no-substation, no-zone, no-agreement, no-heat, no-geothermal, transformer, barred, out or unwilling.</param>
/// <param name="Subject">The zone, transformer or source; empty where there is none.</param>
internal sealed record BarredRoute(string Route, string Code, string Subject);

/// <summary>What a scenario's villages could do, beside the instance for the optimiser.</summary>
/// <param name="Facts">The village.</param>
/// <param name="Needs">By route that is open, what it needs.</param>
/// <param name="Extra">By route, fen for a transformer's upgrade, where it needs one.</param>
/// <param name="Barred">Routes that are not open.</param>
internal sealed record VillageChoices(VillageFacts Facts, IReadOnlyDictionary<string, RouteNeed> Needs, IReadOnlyDictionary<string, long> Extra, IReadOnlyList<BarredRoute> Barred);

/// <summary>An instance with what it was made of.</summary>
/// <param name="Instance">For the optimiser.</param>
/// <param name="Villages">In the order of the instance.</param>
/// <param name="Names">Names of resources by id, for people.</param>
/// <param name="Targets">Households that were asked for, by county: those of villages that must be chosen among them.</param>
internal sealed record BuiltInstance(PlanInstance Instance, IReadOnlyList<VillageChoices> Villages, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<int, long> Targets);
