using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.PayBatch;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ReadPayments;

/// <summary>Reads batches: lists, one batch whole, its lines, its public list, its bank files.</summary>
public sealed class ReadBatchHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<BatchPage> List(string? region, string? state, string? cursor, int limit, CultureInfo culture) => With<BatchPage>(work =>
    {
        var county = default(RegionCode?);
        if (!string.IsNullOrEmpty(region))
        {
            if (!RegionCode.TryParse(region, out var code) || !work.Programme.Plan.Divisions.Has(code) || !work.Scope.Touches(code))
            {
                return new Error("region-unknown", new ErrorPlace(Path: "region"), region);
            }

            county = code;
        }

        var wanted = Words.Parse<BatchState>(state);
        if (!string.IsNullOrEmpty(state) && wanted is null)
        {
            return new Error("filter-unknown", new ErrorPlace(Path: "state"), state);
        }

        var below = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
        var most = Math.Clamp(limit, 1, 200);
        var lines = new BatchLines(work, workplace.Texts, culture);
        var found = work.Connection.Query(
            work.Transaction, $"SELECT {PaymentBatch.Columns} FROM payment_batch WHERE programme = @p0 AND id < @p1 ORDER BY id DESC", work.Programme.Number, below).Select(PaymentBatch.Read)
            .Where(b => work.Scope.Covers(b.Region) && (county is not { } c || c.Contains(b.Region)) && (wanted is null || b.State == wanted)).Take(most + 1).ToList();
        return new BatchPage([.. found.Take(most).Select(lines.Line)], found.Count > most ? found[most - 1].Key.Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    public Result<BatchAnswer> Read(string? key, CultureInfo culture) => With<BatchAnswer>(work =>
    {
        var store = new BatchStore(work);
        if (store.Find(BatchKey.Parse(key)) is not { } batch)
        {
            return new Error("payment-unknown", null, key ?? "");
        }

        var lines = new BatchLines(work, workplace.Texts, culture);
        var balances = Books.Balances(work.Connection, work.Transaction, batch.Key.County, work.Programme.Number);
        var shared = work.Connection.Query(work.Transaction, "SELECT account_index FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 AND account_index IS NOT NULL ORDER BY account_index", batch.Key.County, batch.Key.Id)
            .Select(r => IndexValue.From(r.GetFieldValue<byte[]>(0))).GroupBy(i => i).Where(g => g.Count() > 1).Sum(g => g.Count());
        return new BatchAnswer(
            lines.Line(batch), lines.Counts(batch), [.. store.Steps(batch.Key).Select(lines.Step)], lines.Files(batch), lines.Objections(batch), shared,
            new[] { FundSource.City, FundSource.County }.ToDictionary(Words.Of, s => balances.GetValueOrDefault((s, FundAccount.Fund)), StringComparer.Ordinal));
    });

    public Result<PaymentLinePage> Lines(string? key, string? state, string? cursor, int limit, CultureInfo culture) => With<PaymentLinePage>(work =>
    {
        if (new BatchStore(work).Find(BatchKey.Parse(key)) is not { } batch)
        {
            return new Error("payment-unknown", null, key ?? "");
        }

        var wanted = Words.Parse<LineState>(state);
        if (!string.IsNullOrEmpty(state) && wanted is null)
        {
            return new Error("filter-unknown", new ErrorPlace(Path: "state"), state);
        }

        var (after, most) = (int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0, Math.Clamp(limit, 1, 500));
        var found = work.Connection.Query(
            work.Transaction, $"SELECT {PaymentLine.Columns} FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 AND number > @p2 AND (@p3 < 0 OR state = @p3) ORDER BY number LIMIT @p4",
            batch.Key.County, batch.Key.Id, after, wanted is { } some ? (int)some : -1, most + 1).Select(PaymentLine.Read).ToList();
        using var cipher = new FieldCipher(workplace.Keys);
        var lines = new BatchLines(work, workplace.Texts, culture);
        return new PaymentLinePage([.. found.Take(most).Select(l => lines.Payment(l, cipher))], found.Count > most ? found[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null);
    });

    /// <summary>The public list of a batch, or of one village in it. Withdrawn lines are not on it.</summary>
    public Result<NoticeAnswer> Notice(string? key, string? village, CultureInfo culture) => With<NoticeAnswer>(work =>
    {
        if (new BatchStore(work).Find(BatchKey.Parse(key)) is not { } batch || batch.NoticeFrom is null)
        {
            return new Error("payment-unknown", null, key ?? "");
        }

        if (!RegionCode.TryParse(string.IsNullOrEmpty(village) ? batch.Region.ToString() : village, out var within) || !batch.Region.Contains(within))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "village"), village ?? "");
        }

        var (first, last) = HouseholdId.RangeOf(within);
        var villages = new BatchStore(work).Lines(batch.Key, first, last).Where(l => l.State != LineState.Withdrawn).GroupBy(l => l.Right.Household / 100_000)
            .Select(g => new NoticeVillage(
                g.Key.ToString("D12", CultureInfo.InvariantCulture), work.Programme.Plan.Divisions.NameOf(g.Key), [.. g.Select((l, i) => new NoticeLine(i + 1, BatchLines.Masked(l.Payee), l.Amount))], g.Sum(l => l.Amount))).ToList();
        return new NoticeAnswer(
            workplace.Texts.Get("notice.title", culture, work.Programme.Plan.Divisions.NameOf(within), workplace.Texts.Get("subsidy." + RightKinds.Word(batch.Kind), culture), batch.Period), within.ToString(), batch.NoticeFrom,
            batch.NoticeUntil!, villages, villages.Sum(v => v.TotalFen), workplace.Texts.Get("notice.note", culture, batch.NoticeFrom, batch.NoticeUntil));
    });

    private Result<T> With<T>(Func<FundsWork, Result<T>> read)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        return read(work);
    }
}
