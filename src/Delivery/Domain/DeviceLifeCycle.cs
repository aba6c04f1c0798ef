using CleanHeating.Kernel;

namespace CleanHeating.Delivery.Domain;

/// <summary>Where a model stands.</summary>
public enum DeviceState
{
    /// <summary>May be installed.</summary>
    Listed = 0,
    /// <summary>Not for the time being.</summary>
    Suspended = 1,
    /// <summary>Failed its samples; for good.</summary>
    Disqualified = 2,
}

/// <summary>What can be done about it.</summary>
public enum DeviceTrigger
{
    Change,
    Suspend,
    Restore,
    Disqualify,
}

/// <summary>One line of the life cycle.</summary>
public sealed record DeviceTransition(DeviceState From, DeviceTrigger Trigger, DeviceState To, bool NeedsReason = false);

/// <summary>The life cycle of a model in the catalogue: this table is all there is to it.</summary>
public static class DeviceLifeCycle
{
    public static readonly IReadOnlyList<DeviceTransition> Table =
    [
        new(DeviceState.Listed, DeviceTrigger.Change, DeviceState.Listed),
        new(DeviceState.Listed, DeviceTrigger.Suspend, DeviceState.Suspended, NeedsReason: true),
        new(DeviceState.Listed, DeviceTrigger.Disqualify, DeviceState.Disqualified),
        new(DeviceState.Suspended, DeviceTrigger.Change, DeviceState.Suspended),
        new(DeviceState.Suspended, DeviceTrigger.Restore, DeviceState.Listed, NeedsReason: true),
        new(DeviceState.Suspended, DeviceTrigger.Disqualify, DeviceState.Disqualified),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<DeviceTransition> Find(DeviceState state, DeviceTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("device-state", null, DeliveryWords.Of(state), DeliveryWords.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> listed: list\n"
        + string.Concat(Table.Select(t => $"  {DeliveryWords.Of(t.From)} --> {DeliveryWords.Of(t.To)}: {DeliveryWords.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
