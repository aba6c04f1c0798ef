using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.PayBatch;

/// <summary>A line of the bank's answer that was not taken in.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Reference">Payment that it names.</param>
/// <param name="Code">Why.</param>
public sealed record RefusedAnswer(int Line, string Reference, string Code);

/// <summary>What the bank's answer came to.</summary>
public sealed record BankAnswered(string Batch, int Paid, long PaidFen, int Returned, long ReturnedFen, IReadOnlyList<RefusedAnswer> Refused);

/// <summary>Takes in the bank's file: each payment is paid, or came back with a reason. The same file twice changes nothing.</summary>
public sealed class AnswerBatchHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<BankAnswered> Take(string? key, int version, string name, byte[] content, CultureInfo culture)
    {
        BankAnswered? answered = null;
        var done = new BatchAct(workplace, programmes, culture).Run(key, version, BatchTrigger.Answer, null, (work, store, batch) =>
        {
            var result = Take(work, store, batch, name, content);
            answered = result.ValueOrDefault;
            return result.IsOk ? batch : Result<PaymentBatch>.Fail(result.Errors);
        });
        return done.IsOk ? answered! : Result<BankAnswered>.Fail(done.Errors);
    }

    private Result<BankAnswered> Take(FundsWork work, BatchStore store, PaymentBatch batch, string name, byte[] content)
    {
        var (answers, unread) = new BankFiles(work.Policy.Plan.Bank).Read(content);
        var lines = store.SoundLines(batch.Key).ToDictionary(l => l.Line.Reference, StringComparer.Ordinal);
        var refused = unread.ConvertAll(l => new RefusedAnswer(l, "", "answer-unread"));
        var (paid, returned) = (new List<(ReadLine Before, PaymentLine After)>(), new List<(ReadLine Before, PaymentLine After)>());
        foreach (var answer in answers)
        {
            if (Objection(answer, lines) is { } code)
            {
                refused.Add(new RefusedAnswer(answer.Line, answer.Reference, code));
                continue;
            }

            lines.Remove(answer.Reference, out var line);
            var state = LifeCycles.Line.Next(line!.Line.State, answer.IsPaid ? LineTrigger.Pay : LineTrigger.Return).Value;
            (answer.IsPaid ? paid : returned).Add((line, line.Line with
            {
                State = state, Reason = answer.IsPaid ? null : answer.Reason.Length is 0 or > 200 ? "?" : answer.Reason, SettledAt = answer.IsPaid ? work.Process.At : null,
            }));
        }

        if (paid.Count + returned.Count == 0)
        {
            return new Error("answer-nothing", null, refused.Count.ToString(CultureInfo.InvariantCulture));
        }

        Store(work, store, batch, paid, returned);
        using var cipher = new FieldCipher(workplace.Keys);
        var turn = (int)(work.Connection.ScalarLong(work.Transaction, "SELECT MIN(number) FROM bank_file WHERE county_code = @p0 AND batch_id = @p1", batch.Key.County, batch.Key.Id) ?? 0);
        SendBatchHandler.Keep(work, batch, Math.Min(0, turn) - 1, name, content, answers.Count, paid.Sum(p => p.After.Amount), cipher);
        return new BankAnswered(batch.Key.ToString(), paid.Count, paid.Sum(p => p.After.Amount), returned.Count, returned.Sum(p => p.After.Amount), refused);
    }

    private static string? Objection(BankAnswer answer, Dictionary<string, ReadLine> lines) =>
        !lines.TryGetValue(answer.Reference, out var line) ? "answer-unknown"
        : line.Line.State != LineState.Sent ? "answer-settled"
        : answer.Fen is { } fen && fen != line.Line.Amount ? "answer-amount" : null;

    private static void Store(FundsWork work, BatchStore store, PaymentBatch batch, List<(ReadLine Before, PaymentLine After)> paid, List<(ReadLine Before, PaymentLine After)> returned)
    {
        store.ChangeLines(batch.Key.County, paid.Concat(returned));
        new HeldRights(work, batch).Change(paid.ConvertAll(p => p.After), (right, line) => right.Pay(line.Amount), "paid");
        var books = new Books(work, batch.Key.County);
        foreach (var (kind, lines) in new[] { (EntryKinds.Pay, paid), (EntryKinds.Return, returned) })
        {
            foreach (var (source, fen) in BatchMoney.Split(lines.Sum(l => l.After.City), lines.Sum(l => l.After.Amount - l.After.City)))
            {
                if (books.Enter(kind, source, fen, new EntryPaper(work.Today, batch.Key.ToString(), batch.Key.Id)) is { } refused)
                {
                    throw new InvalidOperationException($"The books do not hold what batch {batch.Key} sent: {refused}");
                }
            }
        }
    }
}
