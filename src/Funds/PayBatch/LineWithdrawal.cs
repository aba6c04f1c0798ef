using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.PayBatch;

/// <summary>Takes lines out of batches; the signed list keeps them, with the reason. The right itself is its caller's to release.</summary>
internal sealed class LineWithdrawal(FundsWork work)
{
    public void Withdraw(ReadLine line, string reason)
    {
        var store = new BatchStore(work);
        var batch = work.Connection.Query(
            work.Transaction, $"SELECT {PaymentBatch.Columns} FROM payment_batch WHERE county_code = @p0 AND id = @p1", line.Line.Batch.County, line.Line.Batch.Id).Select(PaymentBatch.Read).Single();
        store.ChangeLines(batch.Key.County, [(line, line.Line with { State = LifeCycles.Line.Next(line.Line.State, LineTrigger.Withdraw).Value, Reason = reason })]);
        GiveBack(batch, line.Line.State, line.Line.City, line.Line.Amount - line.Line.City, reason);
        work.Journal.Append(
            batch.Key.County, "withdrawn", FundsSeals.PaymentLine.Name, line.Line.Right.Household, line.Line.Right.Household, line.Line.Version + 1, $$"""{"batch":"{{batch.Key}}","reason":"{{reason}}"}""");
        CloseWhereDone(store, batch);
    }

    /// <summary>Money set aside for lines that leave a batch is free again.</summary>
    public void GiveBack(PaymentBatch batch, LineState from, long city, long county, string? reason)
    {
        if (batch.State is BatchState.Proposed or BatchState.Checked or BatchState.Published)
        {
            return;
        }

        Error? refused = null;
        foreach (var (source, fen) in BatchMoney.Split(city, county))
        {
            refused ??= new Books(work, batch.Key.County).Enter(
                from == LineState.Returned ? EntryKinds.Unreturn : EntryKinds.Uncommit, source, fen, new EntryPaper(work.Today, batch.Key.ToString(), batch.Key.Id, null, reason));
        }

        if (refused is not null)
        {
            throw new InvalidOperationException($"The books do not hold what batch {batch.Key} set aside: {refused}");
        }
    }

    /// <summary>A batch that was sent closes with its last open line.</summary>
    public void CloseWhereDone(BatchStore store, PaymentBatch batch)
    {
        if (batch.State == BatchState.Sent && !store.Lines(batch.Key).Any(l => l.IsLive))
        {
            var closed = batch with { State = LifeCycles.Batch.Next(batch.State, BatchTrigger.Close).Value, Version = batch.Version + 1 };
            store.Update(closed);
            store.AddStep(closed, Words.Of(BatchTrigger.Close), null);
        }
    }
}

/// <summary>An amount by whose money it is.</summary>
internal static class BatchMoney
{
    public static IEnumerable<(FundSource Source, long Fen)> Split(long city, long county)
    {
        if (city > 0)
        {
            yield return (FundSource.City, city);
        }

        if (county > 0)
        {
            yield return (FundSource.County, county);
        }
    }
}
