using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.MintRights;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Funds.ReportFunds;

/// <summary>Finds what in a county's money should not be, each with its name.</summary>
internal sealed class FundDifferences(FundsWork work, int county, TextCatalog texts, CultureInfo culture)
{
    private const int IdleAfterDays = 30;

    public IReadOnlyList<FundDifference> Of(Dictionary<(FundSource Source, FundAccount Account), long> balances)
    {
        var found = new List<FundDifference>();
        Add(found, "not-arrived", balances.Where(b => b.Key.Account == FundAccount.Due).Sum(b => b.Value), Oldest("due") ?? "");
        BankBalance(found);
        var today = RightDay.Text(work.Today);
        foreach (var r in work.Connection.Query(
            work.Transaction, "SELECT contract, amount - released, due FROM retention WHERE county_code = @p0 AND programme = @p1 AND due < @p2 AND released < amount ORDER BY due, id", county, work.Programme.Number, today))
        {
            Add(found, "retention-overdue", r.GetInt64(1), r.GetString(0) + " " + r.GetString(2));
        }

        Add(found, "paid-beyond-amount", Sum("SUM(CASE WHEN paid_before > amount THEN paid_before - amount ELSE 0 END)"), "");
        Add(found, "overpaid", Sum("SUM(overpaid)"), "");
        Idle(found, balances.Where(b => b.Key.Account == FundAccount.Fund).Sum(b => b.Value));
        return found;
    }

    public PaymentLag Lag()
    {
        var (payments, days, longest) = (0L, 0L, 0L);
        foreach (var r in work.Connection.Query(
            work.Transaction,
            "SELECT l.settled_at, r.day FROM payment_line l JOIN payable_right r ON r.county_code = l.county_code AND r.household_id = l.household_id AND r.kind = l.kind AND r.period = l.period "
            + "WHERE l.county_code = @p0 AND l.state = 2 AND l.kind = 1", county))
        {
            var lag = DateOnly.FromDateTime(new DateTime(r.GetInt64(0), DateTimeKind.Utc)).DayNumber - RightDay.Parse(r.GetString(1)).DayNumber;
            (payments, days, longest) = (payments + 1, days + lag, Math.Max(longest, lag));
        }

        const string payable = "amount + recovered - paid_before - paid - held";
        var waiting = work.Connection.Query(
            work.Transaction, $"SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM({payable}), 0) AS BIGINT), MIN(day) FROM payable_right WHERE county_code = @p0 AND programme = @p1 AND state = 0 AND {payable} > 0", county, work.Programme.Number)
            .Select(r => (r.GetInt64(0), r.GetInt64(1), r.TextOrNull(2))).First();
        return new PaymentLag(payments, payments == 0 ? 0 : days / payments, longest, waiting.Item1, waiting.Item2, waiting.Item3 is { } day ? Math.Max(0, work.Today.DayNumber - RightDay.Parse(day).DayNumber) : 0);
    }

    // What the bank says beside what the books said at that moment: money that left the account past the books.
    private void BankBalance(List<FundDifference> found)
    {
        foreach (var r in work.Connection.Query(
            work.Transaction, "SELECT balance, books, day, document FROM bank_balance WHERE county_code = @p0 AND programme = @p1 ORDER BY day DESC, id DESC LIMIT 1", county, work.Programme.Number).Select(r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3))))
        {
            Add(found, r.Item1 < r.Item2 ? "interception" : "unexplained-surplus", Math.Abs(r.Item1 - r.Item2), r.Item3 + " " + r.Item4);
        }
    }

    // Money lies free for long while households wait for theirs.
    private void Idle(List<FundDifference> found, long free)
    {
        if (free > 0 && Newest() is { } day && work.Today.DayNumber - RightDay.Parse(day).DayNumber > IdleAfterDays && Lag().Waiting > 0)
        {
            Add(found, "idle", free, day);
        }
    }

    private void Add(List<FundDifference> found, string code, long fen, string detail)
    {
        if (fen > 0)
        {
            found.Add(new FundDifference(code, texts.Get("difference." + code, culture), fen, detail));
        }
    }

    private long Sum(string what) => work.Connection.ScalarLong(work.Transaction, $"SELECT CAST(COALESCE({what}, 0) AS BIGINT) FROM payable_right WHERE county_code = @p0 AND programme = @p1", county, work.Programme.Number) ?? 0;

    private string? Oldest(string kind) => work.Connection.Query(
        work.Transaction, "SELECT MIN(day) FROM fund_entry WHERE county_code = @p0 AND programme = @p1 AND kind = @p2", county, work.Programme.Number, kind).Select(r => r.TextOrNull(0)).FirstOrDefault();

    private string? Newest() => work.Connection.Query(
        work.Transaction, "SELECT MAX(day) FROM fund_entry WHERE county_code = @p0 AND programme = @p1", county, work.Programme.Number).Select(r => r.TextOrNull(0)).FirstOrDefault();
}
