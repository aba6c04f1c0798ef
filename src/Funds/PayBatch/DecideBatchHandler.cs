using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>Carries a batch from its proposal to its approval: checked by another person, shown in the villages, approved by a third.</summary>
public sealed class DecideBatchHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>The county has checked the list.</summary>
    public Result<BatchKey> Check(string? key, int version, CultureInfo culture) => Act(culture).Run(
        key, version, BatchTrigger.Check, null, (work, store, batch) => IsWhole(store, batch) is { } broken ? broken : batch with { CheckedBy = work.Caller.Actor });

    /// <summary>The list is hung out; the notice ends when its days are over.</summary>
    public Result<BatchKey> Publish(string? key, int version, CultureInfo culture) => Act(culture).Run(
        key, version, BatchTrigger.Publish, null, (work, _, batch) => batch with { NoticeFrom = RightDay.Text(work.Today), NoticeUntil = RightDay.Text(work.Today.AddDays(work.Policy.Plan.Notice.Days - 1)) });

    /// <summary>Finance approves: the notice is over, objections are decided, the county is under no sanction, and the money is there; it is set aside.</summary>
    public Result<BatchKey> Approve(string? key, int version, CultureInfo culture) => Act(culture).Run(key, version, BatchTrigger.Approve, null, Approved);

    /// <summary>The batch comes to nothing: its rights are free again.</summary>
    public Result<BatchKey> Reject(string? key, int version, string? reason, CultureInfo culture) => Act(culture).Run(key, version, BatchTrigger.Reject, reason, (work, store, batch) => Rejected(work, store, batch, reason));

    private BatchAct Act(CultureInfo culture) => new(workplace, programmes, culture);

    // The list that is signed is the list that was proposed.
    private static Error? IsWhole(BatchStore store, PaymentBatch batch)
    {
        var lines = store.SoundLines(batch.Key).ConvertAll(l => l.Line);
        return lines.Count == batch.Lines && lines.Sum(l => l.Amount) == batch.Total && ProposeBatchHandler.HashOf(lines) == batch.Hash ? null : new Error("payment-hash", null, batch.Key.ToString());
    }

    private static Result<PaymentBatch> Approved(FundsWork work, BatchStore store, PaymentBatch batch)
    {
        if (IsWhole(store, batch) is { } broken)
        {
            return broken;
        }

        if (RightDay.TryParse(batch.NoticeUntil) is not { } until || work.Today <= until)
        {
            return new Error("notice-running", null, batch.NoticeUntil ?? "");
        }

        var open = work.Connection.ScalarLong(work.Transaction, "SELECT COUNT(*) FROM objection WHERE county_code = @p0 AND batch_id = @p1 AND state = 0", batch.Key.County, batch.Key.Id) ?? 0;
        if (open > 0)
        {
            return new Error("objections-open", null, open.ToString(CultureInfo.InvariantCulture));
        }

        var live = store.Lines(batch.Key).Where(l => l.IsLive).ToList();
        if (live.Count == 0)
        {
            return new Error("payment-nothing", null, "0", "0");
        }

        var (city, county) = (live.Sum(l => l.City), live.Sum(l => l.Amount - l.City));
        if (city > 0 && Sanctions.IsImposed(work, batch.Key.County))
        {
            return new Error("county-sanctioned", null, work.Programme.Plan.Divisions.NameOf(RegionCode.OfCounty(batch.Key.County)));
        }

        var books = new Books(work, batch.Key.County);
        foreach (var (source, fen) in BatchMoney.Split(city, county))
        {
            if (books.Enter(EntryKinds.Commit, source, fen, new EntryPaper(work.Today, batch.Key.ToString(), batch.Key.Id)) is { } shortage)
            {
                return shortage;
            }
        }

        return batch with { ApprovedBy = work.Caller.Actor };
    }

    private static Result<PaymentBatch> Rejected(FundsWork work, BatchStore store, PaymentBatch batch, string? reason)
    {
        var live = store.SoundLines(batch.Key, " AND live = 1");
        store.ChangeLines(batch.Key.County, live.ConvertAll(l => (l, l.Line with { State = LifeCycles.Line.Next(l.Line.State, LineTrigger.Withdraw).Value, Reason = reason })));
        new LineWithdrawal(work).GiveBack(batch, LineState.Held, live.Sum(l => l.Line.City), live.Sum(l => l.Line.Amount - l.Line.City), reason);
        new HeldRights(work, batch).Change(live.ConvertAll(l => l.Line), (right, line) => right.Release(line.Amount), "released");
        return batch;
    }
}
