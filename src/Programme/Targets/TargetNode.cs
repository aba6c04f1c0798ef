using CleanHeating.Kernel;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Targets;

/// <summary>
/// A node of the target tree with what it handed down. Always: the children's amounts and the reserve add up to the amount.
/// Amounts are households or 0.01 m², by the tree's measure.
/// </summary>
/// <param name="Code">Region, or a county group's code.</param>
/// <param name="Amount">Target.</param>
/// <param name="Reserve">What was not handed down; all of it where nothing was.</param>
/// <param name="IsHandedDown">Whether it was divided among the level below.</param>
/// <param name="Version">Version, for conflict detection; 0 where the node has no target yet.</param>
public sealed record TargetNode(long Code, long Amount, long Reserve, bool IsHandedDown, int Version);

/// <summary>A node with its children and the acts that shaped it.</summary>
public sealed record TargetView(TargetMeasure Measure, TargetNode Node, IReadOnlyList<TargetNode> Children, IReadOnlyList<TargetAct> Acts)
{
    public bool IsBalanced => !Node.IsHandedDown || Children.Sum(c => c.Amount) + Node.Reserve == Node.Amount;
}

/// <summary>A recorded act: hand-down, transfer, or a change of the plan.</summary>
public sealed record TargetAct(long Id, DateTimeOffset At, string Actor, string Kind, long From, long To, long Amount, string Reason);

/// <summary>The shape of the tree: who is below whom. It comes from the plan; amounts come from the store.</summary>
public sealed class TargetTree(ProgrammePlan plan, TargetMeasure measure)
{
    private readonly TargetAnnex _annex = measure == TargetMeasure.Area ? plan.Urban : plan.Rural;

    public long Root => plan.City.Code.Value;

    public IReadOnlyList<long> ChildrenOf(long code)
    {
        if (code == Root)
        {
            return [.. _annex.Rows.Select(r => r.Code)];
        }

        if (GroupOf(code) is { } group)
        {
            return [.. group.Members.Select(m => m.Value)];
        }

        return [.. plan.Divisions.ChildrenOf(RegionCode.From(code)).Select(c => c.Value)];
    }

    public bool Has(long code) => code == Root || GroupOf(code) is not null || (RegionCode.TryFrom(code, out var region) && plan.Divisions.Has(region) && region.Level >= RegionLevel.County);

    /// <summary>The node above; 0 for the root.</summary>
    public long ParentOf(long code)
    {
        if (code == Root)
        {
            return 0;
        }

        if (_annex.Rows.Any(r => r.Code == code))
        {
            return Root;
        }

        var region = RegionCode.From(code);
        return plan.Groups.FirstOrDefault(g => _annex.Rows.Any(r => r.Code == g.Code) && g.Members.Contains(region))?.Code ?? region.Parent.Value;
    }

    public string NameOf(long code) => GroupOf(code)?.Name ?? (code == Root ? plan.City.Name : plan.Divisions.NameOf(code));

    /// <summary>city, group, county, township or village.</summary>
    public string LevelOf(long code) => code == Root ? "city" : GroupOf(code) is not null ? "group" : RegionCode.From(code).Level.ToString().ToLowerInvariant();

    private CountyGroup? GroupOf(long code) => plan.Groups.FirstOrDefault(g => g.Code == code && _annex.Rows.Any(r => r.Code == code));
}
