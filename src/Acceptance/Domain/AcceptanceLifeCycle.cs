using CleanHeating.Kernel;

namespace CleanHeating.Acceptance.Domain;

/// <summary>What can be done with a household's acceptance.</summary>
public enum AcceptanceTrigger
{
    /// <summary>An inspection passed.</summary>
    Pass,

    /// <summary>The office vouches for what a workbook said.</summary>
    Confirm,

    /// <summary>The office takes it back.</summary>
    Withdraw,

    /// <summary>An inspection failed.</summary>
    Fail,

    /// <summary>A later workbook or correction no longer says it.</summary>
    TakeBack,

    /// <summary>A workbook says again what one had taken back.</summary>
    Adopt,
}

/// <summary>One line of the life cycle.</summary>
public sealed record AcceptanceTransition(AcceptanceState From, AcceptanceTrigger Trigger, AcceptanceState To, bool NeedsReason = false);

/// <summary>
/// The life cycle of an acceptance: this table is all there is to it. It begins unconfirmed, out of a workbook, or standing, out of an
/// inspection in the field. What the field or the office decided no workbook undoes.
/// </summary>
public static class AcceptanceLifeCycle
{
    public static readonly IReadOnlyList<AcceptanceTransition> Table =
    [
        new(AcceptanceState.Unconfirmed, AcceptanceTrigger.Pass, AcceptanceState.Standing),
        new(AcceptanceState.Unconfirmed, AcceptanceTrigger.Confirm, AcceptanceState.Standing),
        new(AcceptanceState.Unconfirmed, AcceptanceTrigger.Withdraw, AcceptanceState.Withdrawn, NeedsReason: true),
        new(AcceptanceState.Unconfirmed, AcceptanceTrigger.Fail, AcceptanceState.Withdrawn),
        new(AcceptanceState.Unconfirmed, AcceptanceTrigger.TakeBack, AcceptanceState.Withdrawn),
        new(AcceptanceState.Standing, AcceptanceTrigger.Withdraw, AcceptanceState.Withdrawn, NeedsReason: true),
        new(AcceptanceState.Withdrawn, AcceptanceTrigger.Pass, AcceptanceState.Standing),
        new(AcceptanceState.Withdrawn, AcceptanceTrigger.Adopt, AcceptanceState.Unconfirmed),
    ];

    /// <summary>The line for a state and a trigger, or the refusal that there is none.</summary>
    public static Result<AcceptanceTransition> Find(AcceptanceState state, AcceptanceTrigger trigger) =>
        Table.FirstOrDefault(t => t.From == state && t.Trigger == trigger) is { } found ? found : new Error("acceptance-state", null, Words.Of(state), Words.Of(trigger));

    /// <summary>The table as a Mermaid state diagram; the documentation shows it.</summary>
    public static string Diagram() => "stateDiagram-v2\n  [*] --> unconfirmed: adopt\n  [*] --> standing: pass\n"
        + string.Concat(Table.Select(t => $"  {Words.Of(t.From)} --> {Words.Of(t.To)}: {Words.Of(t.Trigger)}{(t.NeedsReason ? " (with a reason)" : "")}\n"));
}
