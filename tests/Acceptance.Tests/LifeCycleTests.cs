using CleanHeating.Acceptance.Domain;
using CleanHeating.TestKit;

namespace CleanHeating.Acceptance.Tests;

/// <summary>Every state with every trigger, against lists that were written by hand.</summary>
public sealed class LifeCycleTests
{
    private static readonly Dictionary<(AcceptanceState, AcceptanceTrigger), AcceptanceState> Acceptances = new()
    {
        [(AcceptanceState.Unconfirmed, AcceptanceTrigger.Pass)] = AcceptanceState.Standing,
        [(AcceptanceState.Unconfirmed, AcceptanceTrigger.Confirm)] = AcceptanceState.Standing,
        [(AcceptanceState.Unconfirmed, AcceptanceTrigger.Withdraw)] = AcceptanceState.Withdrawn,
        [(AcceptanceState.Unconfirmed, AcceptanceTrigger.Fail)] = AcceptanceState.Withdrawn,
        [(AcceptanceState.Unconfirmed, AcceptanceTrigger.TakeBack)] = AcceptanceState.Withdrawn,
        [(AcceptanceState.Standing, AcceptanceTrigger.Withdraw)] = AcceptanceState.Withdrawn,
        [(AcceptanceState.Withdrawn, AcceptanceTrigger.Pass)] = AcceptanceState.Standing,
        [(AcceptanceState.Withdrawn, AcceptanceTrigger.Adopt)] = AcceptanceState.Unconfirmed,
    };

    private static readonly Dictionary<(RectificationState, RectificationTrigger), RectificationState> Rectifications = new()
    {
        [(RectificationState.Open, RectificationTrigger.Amend)] = RectificationState.Open,
        [(RectificationState.Open, RectificationTrigger.Report)] = RectificationState.Reported,
        [(RectificationState.Open, RectificationTrigger.Pass)] = RectificationState.Cleared,
        [(RectificationState.Open, RectificationTrigger.Fail)] = RectificationState.Replaced,
        [(RectificationState.Open, RectificationTrigger.Drop)] = RectificationState.Dropped,
        [(RectificationState.Reported, RectificationTrigger.Return)] = RectificationState.Open,
        [(RectificationState.Reported, RectificationTrigger.Pass)] = RectificationState.Cleared,
        [(RectificationState.Reported, RectificationTrigger.Fail)] = RectificationState.Replaced,
        [(RectificationState.Reported, RectificationTrigger.Drop)] = RectificationState.Dropped,
    };

    private static readonly Dictionary<(BatchState, BatchTrigger), BatchState> Batches = new()
    {
        [(BatchState.Planned, BatchTrigger.Close)] = BatchState.Closed,
        [(BatchState.Planned, BatchTrigger.Cancel)] = BatchState.Cancelled,
    };

    public static TheoryData<BatchState, BatchTrigger> BatchPairs => new(Pairs<BatchState, BatchTrigger>());

    public static TheoryData<AcceptanceState, AcceptanceTrigger> AcceptancePairs => new(Pairs<AcceptanceState, AcceptanceTrigger>());

    public static TheoryData<RectificationState, RectificationTrigger> RectificationPairs => new(Pairs<RectificationState, RectificationTrigger>());

    [Theory, MemberData(nameof(AcceptancePairs))]
    public void AcceptanceFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(AcceptanceState state, AcceptanceTrigger trigger)
    {
        var found = AcceptanceLifeCycle.Find(state, trigger);

        Assert.Equal(Acceptances.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "acceptance-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Theory, MemberData(nameof(RectificationPairs))]
    public void RectificationFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(RectificationState state, RectificationTrigger trigger)
    {
        var found = RectificationLifeCycle.Find(state, trigger);

        Assert.Equal(Rectifications.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "rectification-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Theory, MemberData(nameof(BatchPairs))]
    public void BatchFind_EveryStateAndTrigger_IsAllowedOrRefusedByCode(BatchState state, BatchTrigger trigger)
    {
        var found = BatchLifeCycle.Find(state, trigger);

        Assert.Equal(Batches.TryGetValue((state, trigger), out var to), found.IsOk);
        Assert.Equal(found.IsOk ? to.ToString() : "batch-state", found.IsOk ? found.Value.To.ToString() : found.Errors[0].Code);
    }

    [Fact]
    public void Tables_EveryLine_ComesOnce()
    {
        Assert.Equal(Batches.Count, BatchLifeCycle.Table.Count);
        Assert.Equal(Acceptances.Count, AcceptanceLifeCycle.Table.Count);
        Assert.Equal(Rectifications.Count, RectificationLifeCycle.Table.Count);
    }

    [Fact]
    public void Rectification_Live_EndsAndNeverBeginsAgain()
    {
        Assert.All(RectificationLifeCycle.Table, t => Assert.True(RectificationLifeCycle.IsLive(t.From)));
        Assert.All(Enum.GetValues<RectificationState>().Where(RectificationLifeCycle.IsLive), s => Assert.Contains(RectificationLifeCycle.Table, t => t.From == s && !RectificationLifeCycle.IsLive(t.To)));
    }

    [Fact]
    public void Diagrams_OfTheDocumentation_AreTheTables()
    {
        var document = File.ReadAllText(Repository.Locate("docs/architecture.md")).ReplaceLineEndings("\n");

        Assert.Contains(AcceptanceLifeCycle.Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(RectificationLifeCycle.Diagram(), document, StringComparison.Ordinal);
        Assert.Contains(BatchLifeCycle.Diagram(), document, StringComparison.Ordinal);
    }

    private static IEnumerable<(TState, TTrigger)> Pairs<TState, TTrigger>() where TState : struct, Enum where TTrigger : struct, Enum =>
        Enum.GetValues<TState>().SelectMany(_ => Enum.GetValues<TTrigger>(), (s, t) => (s, t));
}
