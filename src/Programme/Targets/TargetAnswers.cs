using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Programme.Targets;

/// <summary>A node of the target tree. Amounts are households, or 0.01 m² in the tree of areas.</summary>
public sealed record TargetNodeAnswer(string Code, string Name, string Level, long Amount, long Reserve, bool HandedDown, int Version, long Ledger, bool HasChildren);

/// <summary>A recorded act on targets.</summary>
public sealed record TargetActAnswer(string Id, DateTimeOffset At, string Actor, string Kind, string FromCode, string FromName, string ToCode, string ToName, long Amount, string Reason);

/// <summary>A node with its children; balanced when their amounts and the reserve add up to the node's.</summary>
public sealed record TargetAnswer(
    string Measure, TargetNodeAnswer Node, IReadOnlyList<TargetNodeAnswer> Path, bool Balanced, IReadOnlyList<TargetNodeAnswer> Children, IReadOnlyList<TargetActAnswer> Acts);

/// <summary>A share in a request or proposal.</summary>
public sealed record ShareAnswer(string Code, string Name, long Amount);

/// <summary>A proposal how to divide a target; nothing is stored by it.</summary>
public sealed record ProposalAnswer(string Region, IReadOnlyList<ShareAnswer> Children, long Reserve, string Basis);

/// <summary>Puts target nodes into the shapes of the interface.</summary>
internal sealed class TargetAnswers(LoadedProgramme programme, System.Data.Common.DbConnection connection, Scope scope)
{
    public TargetAnswer Answer(TargetView view)
    {
        var tree = new TargetTree(programme.Plan, view.Measure);
        var path = new List<TargetNodeAnswer>();
        for (var code = tree.ParentOf(view.Node.Code); code != 0; code = tree.ParentOf(code))
        {
            path.Insert(0, Node(tree, new TargetNode(code, 0, 0, true, 0), 0));
        }

        var ledger = new ProgressReader(connection, null, scope).Read(programme.Number, view.Children.Where(c => IsRegion(tree, c.Code)).Select(c => RegionCode.From(c.Code)));
        return new TargetAnswer(
            view.Measure.ToString().ToLowerInvariant(), Node(tree, view.Node, 0), path, view.IsBalanced,
            [.. view.Children.Select(c => Node(tree, c, ledger.GetValueOrDefault(c.Code)?.Ledger ?? 0))],
            [.. view.Acts.Select(a => new TargetActAnswer(Text(a.Id), a.At, a.Actor, a.Kind, Text(a.From), tree.NameOf(a.From), Text(a.To), tree.NameOf(a.To), a.Amount, a.Reason))]);
    }

    public ProposalAnswer Answer(TargetMeasure measure, TargetProposal proposal)
    {
        var tree = new TargetTree(programme.Plan, measure);
        return new ProposalAnswer(Text(proposal.Code), [.. proposal.Children.Select(c => new ShareAnswer(Text(c.Code), tree.NameOf(c.Code), c.Amount))], proposal.Reserve, proposal.Basis);
    }

    private static bool IsRegion(TargetTree tree, long code) => tree.LevelOf(code) is "county" or "township" or "village";

    private static TargetNodeAnswer Node(TargetTree tree, TargetNode node, long ledger) =>
        new(Text(node.Code), tree.NameOf(node.Code), tree.LevelOf(node.Code), node.Amount, node.Reserve, node.IsHandedDown, node.Version, ledger, tree.ChildrenOf(node.Code).Count > 0);

    private static string Text(long value) => value.ToString("D12", CultureInfo.InvariantCulture);
}
