using CleanHeating.Kernel;

namespace CleanHeating.Delivery.Domain;

/// <summary>Where an approval step stands.</summary>
public enum StepState
{
    /// <summary>Steps before it are not granted yet.</summary>
    Waiting = 0,
    /// <summary>Somebody has it; its days run.</summary>
    Open = 1,
    Granted = 2,
    Refused = 3,
    /// <summary>Back with the applicant; its days begin anew when it comes again.</summary>
    Returned = 4,
}

/// <summary>What can be done about it.</summary>
public enum StepTrigger
{
    Open,
    Hold,
    Grant,
    Refuse,
    Return,
    Resubmit,
}

/// <summary>One line of the life cycle.</summary>
public sealed record StepTransition(StepState From, StepTrigger Trigger, StepState To, bool NeedsReason = false);

/// <summary>The life cycle of one approval step: this table is all there is to it.</summary>
public static class StepLifeCycle
{
    public static readonly IReadOnlyList<StepTransition> Table =
    [
        new(StepState.Waiting, StepTrigger.Open, StepState.Open),
        new(StepState.Open, StepTrigger.Hold, StepState.Open),
        new(StepState.Open, StepTrigger.Grant, StepState.Granted),
        new(StepState.Open, StepTrigger.Refuse, StepState.Refused, NeedsReason: true),
        new(StepState.Open, StepTrigger.Return, StepState.Returned, NeedsReason: true),
        new(StepState.Returned, StepTrigger.Resubmit, StepState.Open),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<StepTransition> Find(StepState state, StepTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("step-state", null, DeliveryWords.Of(state), DeliveryWords.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> waiting: submit\n"
        + string.Concat(Table.Select(t => $"  {DeliveryWords.Of(t.From)} --> {DeliveryWords.Of(t.To)}: {DeliveryWords.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
