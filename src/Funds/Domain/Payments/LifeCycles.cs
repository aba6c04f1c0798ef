namespace CleanHeating.Funds.Domain.Payments;

/// <summary>Where a right stands.</summary>
internal enum RightState
{
    /// <summary>Something is payable, or in a batch.</summary>
    Open = 0,

    /// <summary>Paid in full.</summary>
    Settled = 1,

    /// <summary>The acceptance no longer counts, or the household no longer has a claim: nothing may be paid.</summary>
    Frozen = 2,
}

internal enum RightTrigger
{
    /// <summary>Nothing is left to pay.</summary>
    Settle,

    /// <summary>Something is payable again: the amount rose, or money came back.</summary>
    Reopen,
    Freeze,
    Thaw,
}

/// <summary>Where a batch stands.</summary>
internal enum BatchState
{
    Proposed = 0,
    Checked = 1,

    /// <summary>The list hangs in the villages.</summary>
    Published = 2,
    Approved = 3,

    /// <summary>A bank file was made; answers are awaited.</summary>
    Sent = 4,

    /// <summary>Every line is paid or withdrawn.</summary>
    Closed = 5,
    Rejected = 6,
}

internal enum BatchTrigger
{
    Check,
    Publish,
    Approve,
    Send,

    /// <summary>Send again what came back and was corrected.</summary>
    Resend,

    /// <summary>Take in the bank's answer.</summary>
    Answer,
    Close,
    Reject,
}

/// <summary>Where a line of a batch stands.</summary>
internal enum LineState
{
    Held = 0,
    Sent = 1,
    Paid = 2,

    /// <summary>The bank could not pay it.</summary>
    Returned = 3,
    Withdrawn = 4,
}

internal enum LineTrigger
{
    Send,
    Pay,
    Return,
    Withdraw,
}

/// <summary>Where a claim for money back, or an objection, or a sanction stands.</summary>
internal enum ClaimState
{
    Open = 0,
    Settled = 1,

    /// <summary>The household is entitled again.</summary>
    Dropped = 2,
}

internal enum ClaimTrigger
{
    Recover,
    Settle,
    Drop,
}

internal enum ObjectionState
{
    Open = 0,
    Upheld = 1,
    Dismissed = 2,
}

internal enum ObjectionTrigger
{
    Uphold,
    Dismiss,
}

internal enum SanctionState
{
    Imposed = 0,
    Lifted = 1,
}

internal enum SanctionTrigger
{
    Lift,
}

/// <summary>The room's life cycles; these tables are all there is to them.</summary>
internal static class LifeCycles
{
    private const string Another = "another person", Reason = "with a reason";

    public static readonly LifeCycle<RightState, RightTrigger> Right = new("right-state", ("acceptance", RightState.Open),
    [
        new(RightState.Open, RightTrigger.Settle, RightState.Settled),
        new(RightState.Open, RightTrigger.Freeze, RightState.Frozen),
        new(RightState.Settled, RightTrigger.Reopen, RightState.Open),
        new(RightState.Settled, RightTrigger.Freeze, RightState.Frozen),
        new(RightState.Frozen, RightTrigger.Thaw, RightState.Open),
    ]);

    public static readonly LifeCycle<BatchState, BatchTrigger> Batch = new("payment-state", ("propose", BatchState.Proposed),
    [
        new(BatchState.Proposed, BatchTrigger.Check, BatchState.Checked, Another),
        new(BatchState.Proposed, BatchTrigger.Reject, BatchState.Rejected, Reason),
        new(BatchState.Checked, BatchTrigger.Publish, BatchState.Published),
        new(BatchState.Checked, BatchTrigger.Reject, BatchState.Rejected, Reason),
        new(BatchState.Published, BatchTrigger.Approve, BatchState.Approved, "another person, notice over, objections decided, money there"),
        new(BatchState.Published, BatchTrigger.Reject, BatchState.Rejected, Reason),
        new(BatchState.Approved, BatchTrigger.Send, BatchState.Sent),
        new(BatchState.Approved, BatchTrigger.Reject, BatchState.Rejected, Reason),
        new(BatchState.Sent, BatchTrigger.Answer, BatchState.Sent),
        new(BatchState.Sent, BatchTrigger.Resend, BatchState.Sent),
        new(BatchState.Sent, BatchTrigger.Close, BatchState.Closed, "no line is open"),
    ]);

    public static readonly LifeCycle<LineState, LineTrigger> Line = new("line-state", ("propose", LineState.Held),
    [
        new(LineState.Held, LineTrigger.Send, LineState.Sent),
        new(LineState.Held, LineTrigger.Withdraw, LineState.Withdrawn),
        new(LineState.Sent, LineTrigger.Pay, LineState.Paid),
        new(LineState.Sent, LineTrigger.Return, LineState.Returned),
        new(LineState.Returned, LineTrigger.Send, LineState.Sent, "corrected"),
        new(LineState.Returned, LineTrigger.Withdraw, LineState.Withdrawn),
    ]);

    public static readonly LifeCycle<ClaimState, ClaimTrigger> Claim = new("claim-state", ("open", ClaimState.Open),
    [
        new(ClaimState.Open, ClaimTrigger.Recover, ClaimState.Open),
        new(ClaimState.Open, ClaimTrigger.Settle, ClaimState.Settled, "all is back"),
        new(ClaimState.Open, ClaimTrigger.Drop, ClaimState.Dropped),
    ]);

    public static readonly LifeCycle<ObjectionState, ObjectionTrigger> Objection = new("objection-state", ("raise", ObjectionState.Open),
    [
        new(ObjectionState.Open, ObjectionTrigger.Uphold, ObjectionState.Upheld, Reason),
        new(ObjectionState.Open, ObjectionTrigger.Dismiss, ObjectionState.Dismissed, Reason),
    ]);

    public static readonly LifeCycle<SanctionState, SanctionTrigger> Sanction = new("sanction-state", ("impose", SanctionState.Imposed), [new(SanctionState.Imposed, SanctionTrigger.Lift, SanctionState.Lifted, Reason)]);
}
