using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>An objection to a list that hangs in a village.</summary>
/// <param name="Household">Household that it is about; null: the list as a whole.</param>
/// <param name="Text">What is objected.</param>
/// <param name="RaisedBy">Who says so; may be nobody by name.</param>
public sealed record ObjectionRequest(string? Household, string? Text, string? RaisedBy = null);

/// <summary>The decision about an objection; one that is upheld takes the household's line out of the batch.</summary>
public sealed record ObjectionDecision(int Version, bool Upheld, string? Reason);

/// <summary>Records objections while a list hangs, and decides about them.</summary>
public sealed class ObjectionHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int Longest = 500;

    /// <summary>Records an objection; its id.</summary>
    public Result<string> Raise(string? key, ObjectionRequest request) => Act(key, Permission.ProposePayments, "objection-raise", null, (work, store, batch) =>
    {
        if (batch.State != BatchState.Published || RightDay(batch.NoticeUntil) < work.Today)
        {
            return new Error("notice-not-running");
        }

        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Longest || request.RaisedBy?.Length > 60)
        {
            return new Error("objection-text", new ErrorPlace(Path: "text"));
        }

        long? household = null;
        if (!string.IsNullOrEmpty(request.Household))
        {
            if (!HouseholdId.TryParse(request.Household, out var id) || !store.Lines(batch.Key, id.Value, id.Value).Any())
            {
                return new Error("household-unknown", new ErrorPlace(Path: "household"), request.Household);
            }

            household = id.Value;
        }

        var number = workplace.Ids.Next();
        work.Rows.Insert(
            FundsSeals.Objection, batch.Key.County, batch.Key.Id, number, household, request.Text.Trim(), request.RaisedBy?.Trim() ?? "", work.Process.At, work.Process.Actor, (int)ObjectionState.Open, null, null, null, 1);
        work.Journal.Append(batch.Key.County, "raised", FundsSeals.Objection.Name, number, number, 1, $$"""{"batch":"{{batch.Key}}"}""");
        return number.ToString(CultureInfo.InvariantCulture);
    });

    /// <summary>Decides about an objection.</summary>
    public Result<string> Decide(string? key, string? id, ObjectionDecision decision) => Act(key, Permission.CheckPayments, "objection-decide", decision.Reason, (work, store, batch) =>
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || work.Rows.Find(FundsSeals.Objection, batch.Key.County, batch.Key.Id, number) is not { } row)
        {
            return new Error("objection-unknown", null, id ?? "");
        }

        if (Reasons.Objection(decision.Reason) is { } objection)
        {
            return objection;
        }

        if (row.Long("version") != decision.Version)
        {
            return new Error("version-conflict");
        }

        var next = LifeCycles.Objection.Next((ObjectionState)row.Long("state"), decision.Upheld ? ObjectionTrigger.Uphold : ObjectionTrigger.Dismiss);
        if (!next.IsOk)
        {
            return Result<string>.Fail(next.Errors);
        }

        if (decision.Upheld && row.LongOrNull("household_id") is { } household)
        {
            Withdraw(work, store, batch, household);
        }

        work.Rows.Update(
            row, ("state", (long)next.Value), ("decision", decision.Reason), ("decided_by", work.Process.Actor), ("decided_at", work.Process.At), ("version", row.Long("version") + 1));
        work.Journal.Append(batch.Key.County, Words.Of(next.Value), FundsSeals.Objection.Name, number, number, (int)row.Long("version") + 1, $$"""{"batch":"{{batch.Key}}"}""");
        return number.ToString(CultureInfo.InvariantCulture);
    });

    private static void Withdraw(FundsWork work, BatchStore store, PaymentBatch batch, long household)
    {
        foreach (var line in store.SoundLines(batch.Key, " AND live = 1").Where(l => l.Line.Right.Household == household && LifeCycles.Line.Allows(l.Line.State, LineTrigger.Withdraw)))
        {
            new LineWithdrawal(work).Withdraw(line, "objection-upheld");
            new HeldRights(work, batch).Change([line.Line], (right, held) => right.Release(held.Amount), "released");
        }
    }

    private Result<string> Act(string? key, Permission permission, string kind, string? reason, Func<FundsWork, BatchStore, PaymentBatch, Result<string>> act)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        return BatchKey.Parse(key) is not { } batchKey ? new Error("payment-unknown", null, key ?? "") : Repeating.Run(workplace.Database, () =>
        {
            using var work = FundsWork.Write(workplace, programme, batchKey.County, kind, reason);
            var store = new BatchStore(work);
            if (store.Find(batchKey) is not { } batch)
            {
                return new Error("payment-unknown", null, batchKey.ToString());
            }

            if (!work.Caller.May(permission))
            {
                return new Error("permission-missing", null, kind);
            }

            var done = act(work, store, batch);
            if (done.IsOk)
            {
                work.Commit();
            }

            return done;
        });
    }

    private static DateOnly RightDay(string? text) => MintRights.RightDay.TryParse(text) ?? default;
}
