using CleanHeating.Programme.Registers;

namespace CleanHeating.Delivery.Domain;

/// <summary>Where a hindrance stands.</summary>
public enum HindranceState
{
    Open = 0,
    Resolved = 1,
}

/// <summary>What can be done about it.</summary>
public enum HindranceTrigger
{
    Change,
    Resolve,
    Reopen,
}

/// <summary>The life cycle of a hindrance (C10): this table is all there is to it.</summary>
public static class HindranceLifeCycle
{
    public static readonly LifeCycle<HindranceState, HindranceTrigger> Table = new(
        "hindrance-state",
        (HindranceState.Open, HindranceTrigger.Change, HindranceState.Open, false),
        (HindranceState.Open, HindranceTrigger.Resolve, HindranceState.Resolved, true),
        (HindranceState.Resolved, HindranceTrigger.Reopen, HindranceState.Open, true));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> open: report\n"
        + string.Concat(Table.Transitions.Select(t => $"  {Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
