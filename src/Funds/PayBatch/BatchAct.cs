using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>What every act on a batch goes through: known, in scope, allowed, the version that was seen, a state that has the act; then one transaction.</summary>
internal sealed class BatchAct(Workplace workplace, ProgrammeStore programmes, CultureInfo culture)
{
    private static readonly Dictionary<BatchTrigger, Permission> Needs = new()
    {
        [BatchTrigger.Check] = Permission.CheckPayments, [BatchTrigger.Publish] = Permission.CheckPayments, [BatchTrigger.Approve] = Permission.ApprovePayments,
        [BatchTrigger.Send] = Permission.ApprovePayments, [BatchTrigger.Resend] = Permission.ApprovePayments, [BatchTrigger.Answer] = Permission.ApprovePayments,
    };

    /// <summary>Whether a caller holds what an act takes; rejecting is for whoever checks or approves.</summary>
    public static bool May(Caller caller, BatchTrigger trigger) => trigger == BatchTrigger.Reject
        ? caller.May(Permission.CheckPayments) || caller.May(Permission.ApprovePayments) : Needs.TryGetValue(trigger, out var needed) && caller.May(needed);

    /// <summary>Runs an act.</summary>
    /// <param name="key">The batch.</param>
    /// <param name="version">Version that the person has seen.</param>
    /// <param name="trigger">The act.</param>
    /// <param name="reason">Why; must be stated where the table says so.</param>
    /// <param name="act">Does it and gives the batch as it then is; what it refuses changes nothing.</param>
    public Result<BatchKey> Run(string? key, int version, BatchTrigger trigger, string? reason, Func<FundsWork, BatchStore, PaymentBatch, Result<PaymentBatch>> act)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (BatchKey.Parse(key) is not { } batch)
        {
            return new Error("payment-unknown", null, key ?? "");
        }

        try
        {
            return Repeating.Run(workplace.Database, () => Once(programme, batch, version, trigger, reason, act));
        }
        catch (BrokenSealException broken)
        {
            return new Error("row-tampered", null, broken.Table, broken.Key);
        }
    }

    private Result<BatchKey> Once(LoadedProgramme programme, BatchKey key, int version, BatchTrigger trigger, string? reason, Func<FundsWork, BatchStore, PaymentBatch, Result<PaymentBatch>> act)
    {
        using var work = FundsWork.Write(workplace, programme, key.County, "payment-" + Words.Of(trigger), reason);
        var store = new BatchStore(work);
        var admitted = Admit(work, store, key, version, trigger, reason);
        if (!admitted.IsOk)
        {
            return Result<BatchKey>.Fail(admitted.Errors);
        }

        var done = act(work, store, admitted.Value);
        if (!done.IsOk)
        {
            return Result<BatchKey>.Fail(done.Errors);
        }

        var after = done.Value with { State = LifeCycles.Batch.Next(admitted.Value.State, trigger).Value, Version = admitted.Value.Version + 1 };
        store.Update(after);
        store.AddStep(after, Words.Of(trigger), reason);
        new LineWithdrawal(work).CloseWhereDone(store, after);
        work.Commit();
        return key;
    }

    private Result<PaymentBatch> Admit(FundsWork work, BatchStore store, BatchKey key, int version, BatchTrigger trigger, string? reason)
    {
        if (store.Find(key) is not { } batch)
        {
            return new Error("payment-unknown", null, key.ToString());
        }

        if (!May(work.Caller, trigger))
        {
            return new Error("permission-missing", null, Words.Of(trigger));
        }

        if (batch.Version != version)
        {
            return new Error("version-conflict") { Current = Conflict(store, batch, trigger) };
        }

        if (LifeCycles.Batch.Next(batch.State, trigger) is { IsOk: false })
        {
            return new Error("payment-state", null, Name("payment.state." + Words.Of(batch.State)), Name("payment.act." + Words.Of(trigger)));
        }

        if (trigger == BatchTrigger.Reject && Reasons.Objection(reason) is { } objection)
        {
            return objection;
        }

        // Whoever proposed can't check, and whoever did either can't approve.
        return (trigger == BatchTrigger.Check && batch.ProposedBy == work.Caller.Actor) || (trigger == BatchTrigger.Approve && batch.IsSignedBy(work.Caller.Actor))
            ? new Error("payment-own") : batch;
    }

    private Conflict Conflict(BatchStore store, PaymentBatch batch, BatchTrigger trigger)
    {
        var last = store.Steps(batch.Key) is [.., var newest] ? newest : null;
        return new Conflict(batch.Version, last?.Actor, last?.At, [new ConflictField("state", Name("payment.field.state"), null, Name("payment.act." + Words.Of(trigger)), Name("payment.state." + Words.Of(batch.State)))]);
    }

    private string Name(string key) => workplace.Texts.Get(key, culture);
}
