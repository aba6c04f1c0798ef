namespace CleanHeating.Planning.Optimiser.Domain;

/// <summary>What is to be planned: villages with their routes, counties with their targets, and what is scarce.</summary>
/// <remarks>Checked when made by <see cref="ReadInstance.InstanceReader"/>: every code that is named exists, and no number is negative.</remarks>
public sealed record PlanInstance(
    IReadOnlyList<PlanCounty> Counties,
    IReadOnlyList<PlanResource> Resources,
    IReadOnlyList<PlanVillage> Villages,
    IReadOnlyList<NeighbourPair> Adjacency);

/// <summary>A county and the households that must be in its chosen villages.</summary>
public sealed record PlanCounty(int Code, string Name, long Target);

/// <summary>Something scarce: a substation, a gas zone, a heat source, a budget.</summary>
public sealed record PlanResource(string Id, string Kind, string Unit, double Capacity, PlanExpansion? Expansion);

/// <summary>Capacity that can be bought once, whole. Cost in yuan.</summary>
public sealed record PlanExpansion(double Amount, double Cost);

/// <summary>A village and the routes it could take; none where no route reaches it.</summary>
public sealed record PlanVillage(string Code, int County, long Households, IReadOnlyList<PlanOption> Options);

/// <summary>One route for a village: its cost in yuan and what it uses of each resource, by the resource's place in the instance.</summary>
public sealed record PlanOption(string Route, double Cost, IReadOnlyList<PlanUse> Uses);

/// <summary>An amount of a resource, by its place in <see cref="PlanInstance.Resources"/>.</summary>
public readonly record struct PlanUse(int Resource, double Amount);

/// <summary>Two neighbouring villages, by their places in <see cref="PlanInstance.Villages"/>, and what is saved when both are chosen.</summary>
public readonly record struct NeighbourPair(int A, int B, double Saving);
