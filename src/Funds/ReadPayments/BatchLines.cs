using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Kernel;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Funds.ReadPayments;

/// <summary>Puts batches into the shapes of the interface, with names in one language.</summary>
internal sealed class BatchLines(FundsWork work, TextCatalog texts, CultureInfo culture)
{
    // What a person can do; Answer is done with a file, Close happens by itself.
    private static readonly BatchTrigger[] Acts = [BatchTrigger.Check, BatchTrigger.Publish, BatchTrigger.Approve, BatchTrigger.Send, BatchTrigger.Resend, BatchTrigger.Answer, BatchTrigger.Reject];

    public BatchLine Line(PaymentBatch b) => new(
        b.Key.ToString(), b.Region.ToString(), work.Programme.Plan.Divisions.NameOf(b.Region), RightKinds.Word(b.Kind), Text("subsidy." + RightKinds.Word(b.Kind)), b.Period, Words.Of(b.State), StateName(b.State), b.Lines, b.Total, b.City,
        b.County, b.Hash, b.NoticeFrom, b.NoticeUntil, b.ProposedBy, b.CheckedBy, b.ApprovedBy, new DateTimeOffset(b.CreatedAt, TimeSpan.Zero), b.Version, [.. Acts.Where(a => Can(b, a)).Select(Words.Of)], Waits(b));

    public IReadOnlyList<LineCount> Counts(PaymentBatch b) => [.. work.Connection.Query(
        work.Transaction, "SELECT state, CAST(COUNT(*) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 GROUP BY state ORDER BY state", b.Key.County, b.Key.Id)
        .Select(r => new LineCount(Words.Of((LineState)r.GetInt32(0)), LineStateName((LineState)r.GetInt32(0)), (int)r.GetInt64(1), r.GetInt64(2)))];

    public IReadOnlyList<BankFileLine> Files(PaymentBatch b) => [.. work.Connection.Query(
        work.Transaction, "SELECT number, name, at, actor, lines, total, hash FROM bank_file WHERE county_code = @p0 AND batch_id = @p1 ORDER BY at, number", b.Key.County, b.Key.Id)
        .Select(r => new BankFileLine(r.GetInt32(0), r.GetString(1), new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero), r.GetString(3), r.GetInt32(4), r.GetInt64(5), r.GetString(6)))];

    public IReadOnlyList<ObjectionLine> Objections(PaymentBatch b) => [.. work.Connection.Query(
        work.Transaction, "SELECT id, household_id, text, raised_by, at, actor, state, decision, decided_by, decided_at, version FROM objection WHERE county_code = @p0 AND batch_id = @p1 ORDER BY id", b.Key.County, b.Key.Id)
        .Select(r => new ObjectionLine(
            r.GetInt64(0).ToString(CultureInfo.InvariantCulture), r.LongOrNull(1)?.ToString("D17", CultureInfo.InvariantCulture), r.GetString(2), r.GetString(3), new DateTimeOffset(r.GetInt64(4), TimeSpan.Zero), r.GetString(5),
            Words.Of((ObjectionState)r.GetInt32(6)), Text("objection.state." + Words.Of((ObjectionState)r.GetInt32(6))), r.TextOrNull(7), r.TextOrNull(8), r.LongOrNull(9) is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, r.GetInt32(10)))];

    public StepLine Step(PaymentStep s) => new(s.Act, Text("payment.act." + s.Act), s.Actor, s.At, Words.Of(s.State), StateName(s.State), s.Version, s.Hash, s.Total, s.Reason);

    public PaymentLineAnswer Payment(PaymentLine l, FieldCipher cipher) => new(
        l.Number, l.Right.Household.ToString("D17", CultureInfo.InvariantCulture), work.Programme.Plan.Divisions.NameOf(l.Right.Household / 100_000), l.Payee,
        l.AccountCipher is null ? null : IdentityNumber.Mask(cipher.Decrypt(PersonalField.Account, l.AccountCipher)), l.Amount, l.City, Words.Of(l.State), LineStateName(l.State),
        l.Reason is null ? null : texts.Find("cause." + l.Reason, culture) ?? l.Reason, l.File, l.SettledAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, l.Reference);

    /// <summary>A name as public lists show it: the family name and a star for each further character.</summary>
    public static string Masked(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        return runes.Count == 0 ? "" : runes[0] + new string('*', Math.Max(1, runes.Count - 1));
    }

    private bool Can(PaymentBatch b, BatchTrigger act) =>
        LifeCycles.Batch.Allows(b.State, act) && BatchAct.May(work.Caller, act)
        && !(act == BatchTrigger.Check && b.ProposedBy == work.Caller.Actor) && !(act == BatchTrigger.Approve && (b.IsSignedBy(work.Caller.Actor) || IsHanging(b)));

    private string? Waits(PaymentBatch b) => b.State switch
    {
        BatchState.Published when IsHanging(b) => "notice",
        BatchState.Sent => "bank",
        _ => null,
    };

    private bool IsHanging(PaymentBatch b) => b.State == BatchState.Published && RightDay.TryParse(b.NoticeUntil) is { } until && work.Today <= until;

    private string StateName(BatchState state) => Text("payment.state." + Words.Of(state));

    private string LineStateName(LineState state) => Text("line.state." + Words.Of(state));

    private string Text(string key, params ReadOnlySpan<object?> args) => texts.Get(key, culture, args);
}
