using CleanHeating.Planning.Domain;
using CleanHeating.Programme.Registers;
using CleanHeating.TestKit;

namespace CleanHeating.Planning.Tests.Domain;

public sealed class PlanLifeCycleTests
{
    private static readonly Dictionary<(string, string), string> Allowed = new()
    {
        [("proposed", "approve")] = "approved", [("proposed", "return")] = "returned", [("proposed", "withdraw")] = "withdrawn", [("approved", "supersede")] = "superseded",
    };

    [Fact]
    public void Next_EveryStateAndTrigger_IsAsWrittenByHand()
    {
        foreach (var state in Enum.GetValues<PlanState>())
        {
            foreach (var trigger in Enum.GetValues<PlanTrigger>())
            {
                var next = PlanLifeCycle.Table.Next(state, trigger, "a reason");
                var expected = Allowed.GetValueOrDefault((Words.Of(state), Words.Of(trigger)));

                Assert.Equal(expected, next.IsOk ? Words.Of(next.Value) : null);
                Assert.True(next.IsOk || next.Errors[0].Code == "plan-state");
            }
        }
    }

    [Fact]
    public void Next_Return_NeedsAReason() => Assert.Equal("reason-missing", PlanLifeCycle.Table.Next(PlanState.Proposed, PlanTrigger.Return, " ").Errors[0].Code);

    [Fact]
    public void Table_EveryLine_StandsInTheArchitecture()
    {
        var drawn = File.ReadAllText(Repository.Locate("docs/architecture.md"));

        Assert.All(PlanLifeCycle.Table.Transitions, t => Assert.Contains($"{Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}", drawn, StringComparison.Ordinal));
    }
}
