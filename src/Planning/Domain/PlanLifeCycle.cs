using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Domain;

/// <summary>State of a county's plan. The number is stored.</summary>
internal enum PlanState
{
    Proposed = 0,
    Approved = 1,
    Returned = 2,
    Withdrawn = 3,

    /// <summary>Another one was approved after it.</summary>
    Superseded = 4,
}

internal enum PlanTrigger
{
    Approve,
    Return,
    Withdraw,
    Supersede,
}

/// <summary>Life of a county's plan (C7): proposed out of a scenario, decided by somebody else, in force until the next.</summary>
internal static class PlanLifeCycle
{
    public static readonly LifeCycle<PlanState, PlanTrigger> Table = new(
        "plan-state",
        (PlanState.Proposed, PlanTrigger.Approve, PlanState.Approved, false),
        (PlanState.Proposed, PlanTrigger.Return, PlanState.Returned, true),
        (PlanState.Proposed, PlanTrigger.Withdraw, PlanState.Withdrawn, false),
        (PlanState.Approved, PlanTrigger.Supersede, PlanState.Superseded, false));
}
