using CleanHeating.Kernel;

namespace CleanHeating.Delivery.Domain;

/// <summary>Where a firm stands.</summary>
public enum FirmState
{
    /// <summary>Asked for, not decided.</summary>
    Registered = 0,
    /// <summary>May work here.</summary>
    Admitted = 1,
    Refused = 2,
    /// <summary>May not work here until its last day, or until it is lifted.</summary>
    Blacklisted = 3,
}

/// <summary>What can be done about it.</summary>
public enum FirmTrigger
{
    Change,
    Admit,
    Refuse,
    Blacklist,
    Lift,
}

/// <summary>One line of the life cycle.</summary>
public sealed record FirmTransition(FirmState From, FirmTrigger Trigger, FirmState To, bool NeedsReason = false);

/// <summary>The life cycle of a firm in the register: this table is all there is to it (C26).</summary>
public static class FirmLifeCycle
{
    public static readonly IReadOnlyList<FirmTransition> Table =
    [
        new(FirmState.Registered, FirmTrigger.Change, FirmState.Registered),
        new(FirmState.Registered, FirmTrigger.Admit, FirmState.Admitted),
        new(FirmState.Registered, FirmTrigger.Refuse, FirmState.Refused, NeedsReason: true),
        new(FirmState.Registered, FirmTrigger.Blacklist, FirmState.Blacklisted, NeedsReason: true),
        new(FirmState.Admitted, FirmTrigger.Change, FirmState.Admitted),
        new(FirmState.Admitted, FirmTrigger.Refuse, FirmState.Refused, NeedsReason: true),
        new(FirmState.Admitted, FirmTrigger.Blacklist, FirmState.Blacklisted, NeedsReason: true),
        new(FirmState.Refused, FirmTrigger.Change, FirmState.Registered),
        new(FirmState.Refused, FirmTrigger.Admit, FirmState.Admitted, NeedsReason: true),
        new(FirmState.Refused, FirmTrigger.Blacklist, FirmState.Blacklisted, NeedsReason: true),
        new(FirmState.Blacklisted, FirmTrigger.Lift, FirmState.Registered, NeedsReason: true),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<FirmTransition> Find(FirmState state, FirmTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("firm-state", null, DeliveryWords.Of(state), DeliveryWords.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> registered: register\n"
        + string.Concat(Table.Select(t => $"  {DeliveryWords.Of(t.From)} --> {DeliveryWords.Of(t.To)}: {DeliveryWords.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
