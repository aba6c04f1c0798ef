using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>What an entry is about.</summary>
/// <param name="Day">Day of the document.</param>
/// <param name="Document">Name or number of the document that it rests on.</param>
/// <param name="Batch">Batch, where it is about one.</param>
/// <param name="Household">Household, where it is about one.</param>
/// <param name="Reason">Why, where that was asked.</param>
internal sealed record EntryPaper(DateOnly Day, string Document, long? Batch = null, long? Household = null, string? Reason = null);

/// <summary>
/// The books of a county, or of the city (county 0). An entry takes an amount from one account to another, so the books balance whatever is
/// entered; what an account holds stands beside them and can't fall below nothing.
/// </summary>
internal sealed class Books(FundsWork work, int county)
{
    /// <summary>Enters an amount; nothing for an amount of nothing. Refuses what the giving account does not hold.</summary>
    public Error? Enter(EntryKind kind, FundSource source, long fen, EntryPaper paper)
    {
        if (fen == 0)
        {
            return null;
        }

        if (kind.Credit != FundAccount.Origin && BalanceOf(source, kind.Credit) is var there && there < fen)
        {
            return new Error("funds-short", null, new Money(there).ToString(), new Money(fen).ToString()) with { Place = new ErrorPlace(Path: Words.Of(source)) };
        }

        var id = work.Workplace.Ids.Next();
        work.Rows.Insert(
            FundsSeals.FundEntry, county, id, work.Programme.Number, (int)source, (int)kind.Debit, (int)kind.Credit, fen, kind.Word, Text(paper.Day), paper.Document, paper.Batch, paper.Household, paper.Reason,
            work.Process.At, work.Process.Actor);
        Move(source, kind.Credit, -fen);
        Move(source, kind.Debit, fen);
        work.Journal.Append(
            county, "entered", FundsSeals.FundEntry.Name, id, id, 1, string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"{{kind.Word}}","source":"{{Words.Of(source)}}","amount":{{fen}}}"""));
        return null;
    }

    public long BalanceOf(FundSource source, FundAccount account) => work.Connection.ScalarLong(
        work.Transaction, "SELECT amount FROM fund_balance WHERE county_code = @p0 AND programme = @p1 AND source = @p2 AND account = @p3", county, work.Programme.Number, (int)source, (int)account) ?? 0;

    /// <summary>All balances of some books.</summary>
    public static Dictionary<(FundSource Source, FundAccount Account), long> Balances(DbConnection connection, DbTransaction? transaction, int county, int programme) => connection.Query(
        transaction, "SELECT source, account, amount FROM fund_balance WHERE county_code = @p0 AND programme = @p1 ORDER BY source, account", county, programme)
        .ToDictionary(r => ((FundSource)r.GetInt32(0), (FundAccount)r.GetInt32(1)), r => r.GetInt64(2));

    // Changed before it is made, so that the check meets the sum and not the difference alone.
    private void Move(FundSource source, FundAccount account, long fen)
    {
        object?[] key = [county, work.Programme.Number, (int)source, (int)account, fen];
        if (work.Connection.Execute(work.Transaction, "UPDATE fund_balance SET amount = amount + @p4 WHERE county_code = @p0 AND programme = @p1 AND source = @p2 AND account = @p3", key) == 0)
        {
            work.Connection.Execute(work.Transaction, "INSERT INTO fund_balance (county_code, programme, source, account, amount) VALUES (@p0, @p1, @p2, @p3, @p4)", key);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
