using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.TestKit;

namespace CleanHeating.Funds.Tests;

/// <summary>Each life cycle is its table, whole: what is not in it is refused, and the documentation shows it.</summary>
public sealed class LifeCycleTests
{
    [Fact]
    public void Next_EveryStateAndTrigger_FollowsTheTable()
    {
        Check(LifeCycles.Right, 5, RightState.Open);
        Check(LifeCycles.Batch, 11, BatchState.Proposed);
        Check(LifeCycles.Line, 6, LineState.Held);
        Check(LifeCycles.Claim, 3, ClaimState.Open);
        Check(LifeCycles.Objection, 2, ObjectionState.Open);
        Check(LifeCycles.Sanction, 1, SanctionState.Imposed);
    }

    [Fact]
    public void Diagrams_OfTheArchitecture_AreTheTables()
    {
        var text = File.ReadAllText(Repository.Locate("docs/architecture.md"));

        foreach (var diagram in new[] { LifeCycles.Right.Diagram(), LifeCycles.Batch.Diagram(), LifeCycles.Line.Diagram(), LifeCycles.Claim.Diagram(), LifeCycles.Objection.Diagram(), LifeCycles.Sanction.Diagram() })
        {
            Assert.Contains("```mermaid\n" + diagram + "```", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
    }

    private static void Check<TState, TTrigger>(LifeCycle<TState, TTrigger> cycle, int lines, TState first) where TState : struct, Enum where TTrigger : struct, Enum
    {
        Assert.Equal(lines, cycle.Table.Count);
        Assert.Equal(lines, cycle.Table.Select(t => (t.From, t.Trigger)).Distinct().Count());
        var reached = new HashSet<TState> { first };
        while (cycle.Table.Any(t => reached.Contains(t.From) && reached.Add(t.To)))
        {
        }

        Assert.Equal(Enum.GetValues<TState>(), reached.Order());
        foreach (var state in Enum.GetValues<TState>())
        {
            foreach (var trigger in Enum.GetValues<TTrigger>())
            {
                var line = cycle.Table.FirstOrDefault(t => t.From.Equals(state) && t.Trigger.Equals(trigger));
                var next = cycle.Next(state, trigger);
                Assert.Equal(line is not null, next.IsOk);
                Assert.Equal(line is not null, cycle.Allows(state, trigger));
                Assert.Equal(line is null ? Words.Of(state) : Words.Of(line.To), next.IsOk ? Words.Of(next.Value) : next.Errors[0].Args[0]);
            }
        }
    }
}
