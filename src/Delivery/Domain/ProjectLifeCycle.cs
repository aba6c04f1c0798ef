using CleanHeating.Kernel;

namespace CleanHeating.Delivery.Domain;

/// <summary>Where a project stands.</summary>
public enum ProjectState
{
    /// <summary>Being put together.</summary>
    Draft = 0,
    /// <summary>Its steps run.</summary>
    Submitted = 1,
    /// <summary>Every step is granted: it may start.</summary>
    Approved = 2,
    /// <summary>A step was refused.</summary>
    Refused = 3,
    Withdrawn = 4,
    Started = 5,
    Finished = 6,
}

/// <summary>What can be done about it.</summary>
public enum ProjectTrigger
{
    Change,
    Submit,
    Approve,
    Refuse,
    Withdraw,
    Start,
    Finish,
}

/// <summary>One line of the life cycle.</summary>
public sealed record ProjectTransition(ProjectState From, ProjectTrigger Trigger, ProjectState To, bool NeedsReason = false);

/// <summary>The life cycle of a project: this table is all there is to it. Nothing is built before every step is granted (C8).</summary>
public static class ProjectLifeCycle
{
    public static readonly IReadOnlyList<ProjectTransition> Table =
    [
        new(ProjectState.Draft, ProjectTrigger.Change, ProjectState.Draft),
        new(ProjectState.Draft, ProjectTrigger.Submit, ProjectState.Submitted),
        new(ProjectState.Draft, ProjectTrigger.Withdraw, ProjectState.Withdrawn, NeedsReason: true),
        new(ProjectState.Submitted, ProjectTrigger.Approve, ProjectState.Approved),
        new(ProjectState.Submitted, ProjectTrigger.Refuse, ProjectState.Refused, NeedsReason: true),
        new(ProjectState.Submitted, ProjectTrigger.Withdraw, ProjectState.Withdrawn, NeedsReason: true),
        new(ProjectState.Approved, ProjectTrigger.Start, ProjectState.Started),
        new(ProjectState.Approved, ProjectTrigger.Withdraw, ProjectState.Withdrawn, NeedsReason: true),
        new(ProjectState.Started, ProjectTrigger.Finish, ProjectState.Finished),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<ProjectTransition> Find(ProjectState state, ProjectTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("project-state", null, DeliveryWords.Of(state), DeliveryWords.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> draft: register\n"
        + string.Concat(Table.Select(t => $"  {DeliveryWords.Of(t.From)} --> {DeliveryWords.Of(t.To)}: {DeliveryWords.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
