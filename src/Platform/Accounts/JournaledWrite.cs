using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>A transaction under way, with its journal.</summary>
internal sealed record Writing(DbConnection Connection, DbTransaction Transaction, JournalWriter Journal)
{
    /// <summary>
    /// Says that what is written goes by a rule over several accounts, which is asked after this: of two at once the second finds the order
    /// moved and begins again over what the first left.
    /// </summary>
    public long Order => Connection.ScalarLong(Transaction, "SELECT version FROM account_order WHERE id = 0") ?? 0;

    /// <summary>Takes the turn that was read with <see cref="Order"/>.</summary>
    public void Take(long order)
    {
        var taken = order == 0
            ? Connection.Execute(Transaction, "INSERT INTO account_order (id, version) VALUES (0, 1) ON CONFLICT (id) DO NOTHING")
            : Connection.Execute(Transaction, "UPDATE account_order SET version = version + 1 WHERE id = 0 AND version = @p0", order);
        if (taken != 1)
        {
            throw new StaleRowException("account_order", 0);
        }
    }
}

/// <summary>Changes of accounts with their entries in the city's own journal (county 0), in one transaction.</summary>
internal static class JournaledWrite
{
    public static Result<T> Run<T>(Workplace workplace, ProcessContext process, Func<Writing, Result<T>> work) => Repeating.Run(workplace.Database, () =>
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        var result = work(new Writing(connection, transaction, journal));
        if (result.IsOk)
        {
            journal.Flush();
            transaction.Commit();
        }

        return result;
    });
}
