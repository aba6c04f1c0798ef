using CleanHeating.Planning.Domain;
using CleanHeating.Programme.Registers;
using CleanHeating.TestKit;

namespace CleanHeating.Planning.Tests;

/// <summary>Every state with every trigger, against a list that was written by hand, and the picture in the documentation.</summary>
public sealed class PlanLifeCycleTests
{
    private static readonly Dictionary<(PlanState, PlanTrigger), PlanState> Allowed = new()
    {
        [(PlanState.Proposed, PlanTrigger.Approve)] = PlanState.Approved,
        [(PlanState.Proposed, PlanTrigger.Return)] = PlanState.Returned,
        [(PlanState.Proposed, PlanTrigger.Withdraw)] = PlanState.Withdrawn,
        [(PlanState.Approved, PlanTrigger.Supersede)] = PlanState.Superseded,
    };

    public static TheoryData<string, string> Pairs => new(Enum.GetValues<PlanState>().SelectMany(_ => Enum.GetValues<PlanTrigger>(), (s, t) => (Words.Of(s), Words.Of(t))));

    [Theory, MemberData(nameof(Pairs))]
    public void Next_EveryStateAndTrigger_IsAllowedOrRefusedByCode(string from, string by)
    {
        var (state, trigger) = (Words.Find<PlanState>(from)!.Value, Words.Find<PlanTrigger>(by)!.Value);

        var next = PlanLifeCycle.Table.Next(state, trigger, "targets changed");

        Assert.Equal(Allowed.TryGetValue((state, trigger), out var to), next.IsOk);
        Assert.Equal(next.IsOk ? to.ToString() : "plan-state", next.IsOk ? next.Value.ToString() : next.Errors[0].Code);
        Assert.Equal(next.IsOk, PlanLifeCycle.Table.Allowed(state).Contains(by));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("  ")]
    public void Next_ReturnWithoutReason_AsksForOne(string? reason) => Assert.Equal("reason-missing", PlanLifeCycle.Table.Next(PlanState.Proposed, PlanTrigger.Return, reason).Errors[0].Code);

    [Fact]
    public void Next_ApproveOrWithdrawWithoutReason_NeedsNone()
    {
        Assert.True(PlanLifeCycle.Table.Next(PlanState.Proposed, PlanTrigger.Approve, null).IsOk);
        Assert.True(PlanLifeCycle.Table.Next(PlanState.Proposed, PlanTrigger.Withdraw, null).IsOk);
    }

    [Fact]
    public void Diagram_OfTheDocumentation_IsTheTable()
    {
        var document = File.ReadAllText(Repository.Locate("docs/architecture.md")).ReplaceLineEndings("\n");
        string[] lines =
        [
            "stateDiagram-v2", "  [*] --> proposed: propose",
            .. PlanLifeCycle.Table.Transitions.Select(t => $"  {Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}"), "```",
        ];

        Assert.Contains(string.Join('\n', lines), document, StringComparison.Ordinal);
    }
}
