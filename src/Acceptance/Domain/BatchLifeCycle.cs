using CleanHeating.Kernel;

namespace CleanHeating.Acceptance.Domain;

/// <summary>Where a day's route stands.</summary>
public enum BatchState
{
    /// <summary>Laid out for a day; households can still be visited under it.</summary>
    Planned = 0,

    /// <summary>Over; what is left waits for another.</summary>
    Closed = 1,
    Cancelled = 2,
}

/// <summary>What can be done with a batch.</summary>
public enum BatchTrigger
{
    Close,
    Cancel,
}

/// <summary>One line of the life cycle.</summary>
public sealed record BatchTransition(BatchState From, BatchTrigger Trigger, BatchState To, bool NeedsReason = false);

/// <summary>The life cycle of a batch (改造一批、验收一批): this table is all there is to it.</summary>
public static class BatchLifeCycle
{
    public static readonly IReadOnlyList<BatchTransition> Table =
    [
        new(BatchState.Planned, BatchTrigger.Close, BatchState.Closed),
        new(BatchState.Planned, BatchTrigger.Cancel, BatchState.Cancelled, NeedsReason: true),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<BatchTransition> Find(BatchState state, BatchTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("batch-state", null, Words.Of(state), Words.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> planned: plan\n"
        + string.Concat(Table.Select(t => $"  {Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
