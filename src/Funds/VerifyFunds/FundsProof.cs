using System.Globalization;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Funds.VerifyFunds;

/// <summary>
/// Proves that no fen came or went: balances are the sums of the entries; a right holds and was paid exactly what its lines say; a batch's lines
/// add up to what was signed and to what the books say of it; claims are what came back.
/// </summary>
internal sealed class FundsProof : ICountyProof
{
    public IReadOnlyList<string> DerivedTables { get; } = ["fund_balance"];

    public long Run(Picture picture, int county, Action<Broken> broken)
    {
        var sums = new CountyFigures(picture, county);
        var rows = Balances(sums, county, broken);
        Rights(sums, county, broken);
        Batches(sums, county, broken);
        return rows;
    }

    // Every balance is what the entries give, and all balances of a source add up to nothing.
    private static long Balances(CountyFigures figures, int county, Action<Broken> broken)
    {
        var (expected, rows) = (figures.EntrySums(), 0L);
        foreach (var (key, amount) in figures.Balances())
        {
            rows++;
            if (!expected.Remove(key, out var sum) || sum != amount)
            {
                broken(new Broken("fund_balance", RowKey.Of(county, key.Programme, key.Source, key.Account), sum == amount ? "not-in-entries" : "differs"));
            }
        }

        foreach (var key in expected.Keys)
        {
            broken(new Broken("fund_balance", RowKey.Of(county, key.Programme, key.Source, key.Account), "missing"));
        }

        foreach (var (id, kind, debit, credit) in figures.Entries().Where(e => EntryKinds.Parse(e.Kind) is not { } known || (long)known.Debit != e.Debit || (long)known.Credit != e.Credit))
        {
            broken(new Broken("fund_entry", RowKey.Of(county, id), $"no-such-entry-{kind}-{debit.ToString(CultureInfo.InvariantCulture)}-{credit.ToString(CultureInfo.InvariantCulture)}"));
        }

        return rows;
    }

    private static void Rights(CountyFigures figures, int county, Action<Broken> broken)
    {
        var (held, paid, claimed) = (figures.LineSums("live = 1"), figures.LineSums("state = 2"), figures.ClaimSums());
        foreach (var right in figures.Rights())
        {
            var key = (right.Household, right.Kind, right.Period);
            var what = held.GetValueOrDefault(key) != right.Held ? "held-differs" : paid.GetValueOrDefault(key) != right.Paid ? "paid-differs"
                : claimed.GetValueOrDefault(key) != right.Recovered ? "recovered-differs" : null;
            held.Remove(key);
            paid.Remove(key);
            if (what is not null)
            {
                broken(new Broken("payable_right", RowKey.Of(county, right.Household, right.Kind) + "/" + right.Period, what));
            }
        }

        foreach (var key in held.Keys.Concat(paid.Keys).Distinct())
        {
            broken(new Broken("payment_line", RowKey.Of(county, key.Household, key.Kind) + "/" + key.Period, "without-right"));
        }
    }

    // What a signature stands for is what the lines add up to; what the books hold for a batch is where its lines stand.
    private static void Batches(CountyFigures figures, int county, Action<Broken> broken)
    {
        var (lines, books) = (figures.BatchLines(), figures.BatchBooks());
        foreach (var batch in figures.Batches())
        {
            var sums = lines.GetValueOrDefault(batch.Id) ?? new BatchSums();
            var held = books.GetValueOrDefault(batch.Id) ?? [];
            bool Differs(FundAccount account, long fen) => held.GetValueOrDefault((long)account) != fen;
            var isApproved = batch.State is (long)BatchState.Approved or (long)BatchState.Sent or (long)BatchState.Closed;
            var what = sums.Lines != batch.Lines || sums.Total != batch.Total ? "lines-differ"
                : Differs(FundAccount.Committed, isApproved ? sums.Of(LineState.Held) : 0) || Differs(FundAccount.Transit, sums.Of(LineState.Sent)) || Differs(FundAccount.Returned, sums.Of(LineState.Returned))
                    || Differs(FundAccount.Paid, sums.Of(LineState.Paid)) ? "books-differ" : null;
            if (what is not null)
            {
                broken(new Broken("payment_batch", RowKey.Of(county, batch.Id), what));
            }
        }
    }
}
