using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Funds.VerifyFunds;

/// <summary>An account of some books.</summary>
internal readonly record struct BalanceKey(long Programme, long Source, long Account);

/// <summary>What a batch's lines add up to.</summary>
internal sealed class BatchSums
{
    private readonly Dictionary<long, long> _byState = [];

    public long Lines { get; private set; }

    public long Total { get; private set; }

    public long Of(LineState state) => _byState.GetValueOrDefault((long)state);

    public void Add(long state, long lines, long fen)
    {
        (Lines, Total) = (Lines + lines, Total + fen);
        _byState[state] = fen;
    }
}

/// <summary>Sums of a county's money, each over rows of its own table.</summary>
internal sealed class CountyFigures(Picture picture, int county)
{
    public Dictionary<BalanceKey, long> EntrySums()
    {
        var sums = new Dictionary<BalanceKey, long>();
        foreach (var r in picture.Connection.Query(
            picture.Transaction, "SELECT programme, source, debit, credit, CAST(SUM(amount) AS BIGINT) FROM fund_entry WHERE county_code = @p0 GROUP BY programme, source, debit, credit", county))
        {
            var (debit, credit) = (new BalanceKey(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), new BalanceKey(r.GetInt64(0), r.GetInt64(1), r.GetInt64(3)));
            sums[debit] = sums.GetValueOrDefault(debit) + r.GetInt64(4);
            sums[credit] = sums.GetValueOrDefault(credit) - r.GetInt64(4);
        }

        return sums;
    }

    public List<(BalanceKey Key, long Amount)> Balances() => [.. picture.Connection.Query(
        picture.Transaction, "SELECT programme, source, account, amount FROM fund_balance WHERE county_code = @p0 ORDER BY programme, source, account", county)
        .Select(r => (new BalanceKey(Whole(r, 0), Whole(r, 1), Whole(r, 2)), Whole(r, 3)))];

    public IEnumerable<(long Id, string Kind, long Debit, long Credit)> Entries() => picture.Connection.Query(
        picture.Transaction, "SELECT id, kind, debit, credit FROM fund_entry WHERE county_code = @p0 ORDER BY id", county).Select(r => (Whole(r, 0), r.GetString(1), Whole(r, 2), Whole(r, 3)));

    public Dictionary<(long Household, long Kind, string Period), long> LineSums(string condition) => picture.Connection.Query(
        picture.Transaction, $"SELECT household_id, kind, period, CAST(SUM(amount) AS BIGINT) FROM payment_line WHERE county_code = @p0 AND {condition} GROUP BY household_id, kind, period", county)
        .ToDictionary(r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2)), r => r.GetInt64(3));

    public Dictionary<(long Household, long Kind, string Period), long> ClaimSums() => picture.Connection.Query(
        picture.Transaction, "SELECT household_id, kind, period, CAST(SUM(recovered) AS BIGINT) FROM recovery_claim WHERE county_code = @p0 GROUP BY household_id, kind, period", county)
        .ToDictionary(r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2)), r => r.GetInt64(3));

    public IEnumerable<(long Household, long Kind, string Period, long Paid, long Held, long Recovered)> Rights() => picture.Connection.Query(
        picture.Transaction, "SELECT household_id, kind, period, paid, held, recovered FROM payable_right WHERE county_code = @p0 ORDER BY household_id, kind, period", county)
        .Select(r => (Whole(r, 0), Whole(r, 1), r.GetString(2), Whole(r, 3), Whole(r, 4), Whole(r, 5)));

    public List<(long Id, long State, long Lines, long Total)> Batches() => [.. picture.Connection.Query(
        picture.Transaction, "SELECT id, state, lines, total FROM payment_batch WHERE county_code = @p0 ORDER BY id", county).Select(r => (Whole(r, 0), Whole(r, 1), Whole(r, 2), Whole(r, 3)))];

    public Dictionary<long, BatchSums> BatchLines()
    {
        var sums = new Dictionary<long, BatchSums>();
        foreach (var r in picture.Connection.Query(
            picture.Transaction, "SELECT batch_id, state, CAST(COUNT(*) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM payment_line WHERE county_code = @p0 GROUP BY batch_id, state", county))
        {
            var batch = r.GetInt64(0);
            var of = sums.TryGetValue(batch, out var known) ? known : sums[batch] = new BatchSums();
            of.Add(r.GetInt64(1), r.GetInt64(2), r.GetInt64(3));
        }

        return sums;
    }

    /// <summary>What the entries of each batch leave in each account.</summary>
    public Dictionary<long, Dictionary<long, long>> BatchBooks()
    {
        var sums = new Dictionary<long, Dictionary<long, long>>();
        foreach (var r in picture.Connection.Query(
            picture.Transaction, "SELECT batch_id, debit, credit, CAST(SUM(amount) AS BIGINT) FROM fund_entry WHERE county_code = @p0 AND batch_id IS NOT NULL GROUP BY batch_id, debit, credit", county))
        {
            var batch = r.GetInt64(0);
            var of = sums.TryGetValue(batch, out var known) ? known : sums[batch] = [];
            of[r.GetInt64(1)] = of.GetValueOrDefault(r.GetInt64(1)) + r.GetInt64(3);
            of[r.GetInt64(2)] = of.GetValueOrDefault(r.GetInt64(2)) - r.GetInt64(3);
        }

        return sums;
    }

    // SQLite holds anything in a column of integers; what is no whole number equals none.
    private static long Whole(System.Data.Common.DbDataReader r, int column) => r.GetValue(column) switch { long whole => whole, int whole => whole, _ => long.MinValue };
}
