using CleanHeating.Kernel;

namespace CleanHeating.Acceptance.Domain;

/// <summary>Where the mending of a failed household stands.</summary>
public enum RectificationState
{
    /// <summary>To be mended.</summary>
    Open = 0,

    /// <summary>The contractor says that it is mended; a re-inspection is due.</summary>
    Reported = 1,

    /// <summary>A re-inspection passed, or a workbook says so of what a workbook had failed.</summary>
    Cleared = 2,

    /// <summary>A re-inspection failed again: another rectification follows it.</summary>
    Replaced = 3,

    /// <summary>Given up with a reason.</summary>
    Dropped = 4,
}

/// <summary>What can be done with a rectification.</summary>
public enum RectificationTrigger
{
    /// <summary>Say anew who mends what by when.</summary>
    Amend,

    /// <summary>The contractor reports that it is mended.</summary>
    Report,

    /// <summary>The report was not true.</summary>
    Return,

    /// <summary>A re-inspection passed.</summary>
    Pass,

    /// <summary>A re-inspection failed.</summary>
    Fail,
    Drop,
}

/// <summary>One line of the life cycle.</summary>
public sealed record RectificationTransition(RectificationState From, RectificationTrigger Trigger, RectificationState To, bool NeedsReason = false);

/// <summary>The life cycle of a rectification: this table is all there is to it.</summary>
public static class RectificationLifeCycle
{
    public static readonly IReadOnlyList<RectificationTransition> Table =
    [
        new(RectificationState.Open, RectificationTrigger.Amend, RectificationState.Open),
        new(RectificationState.Open, RectificationTrigger.Report, RectificationState.Reported),
        new(RectificationState.Open, RectificationTrigger.Pass, RectificationState.Cleared),
        new(RectificationState.Open, RectificationTrigger.Fail, RectificationState.Replaced),
        new(RectificationState.Open, RectificationTrigger.Drop, RectificationState.Dropped, NeedsReason: true),
        new(RectificationState.Reported, RectificationTrigger.Return, RectificationState.Open, NeedsReason: true),
        new(RectificationState.Reported, RectificationTrigger.Pass, RectificationState.Cleared),
        new(RectificationState.Reported, RectificationTrigger.Fail, RectificationState.Replaced),
        new(RectificationState.Reported, RectificationTrigger.Drop, RectificationState.Dropped, NeedsReason: true),
    ];

    /// <summary>Whether something is still to be done. A household has at most one such rectification.</summary>
    public static bool IsLive(RectificationState state) => state is RectificationState.Open or RectificationState.Reported;

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<RectificationTransition> Find(RectificationState state, RectificationTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("rectification-state", null, Words.Of(state), Words.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> open: fail\n"
        + string.Concat(Table.Select(t => $"  {Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
