using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>A transaction under way, with its journal.</summary>
internal sealed record Writing(DbConnection Connection, DbTransaction Transaction, JournalWriter Journal);

/// <summary>
/// Changes of accounts with their journal entries, in one transaction. Each appends to the city's own chain (county 0), which also
/// puts them in a row: of two at once the one whose chain moved on is repeated, so a rule over several accounts is asked again.
/// </summary>
internal static class JournaledWrite
{
    private const int Tries = 25;

    public static Result<T> Run<T>(Workplace workplace, ProcessContext process, Func<Writing, Result<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = workplace.Database.Open();
                using var transaction = workplace.Database.BeginWrite(connection);
                using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
                var result = work(new Writing(connection, transaction, journal));
                if (result.IsOk)
                {
                    Flush(workplace.Database, journal);
                    transaction.Commit();
                }

                return result;
            }
            catch (Exception exception) when (attempt < Tries && IsAnothersTurn(workplace.Database, exception))
            {
                Thread.Sleep(Random.Shared.Next(1, 4 * attempt));
            }
        }
    }

    // Two that append the same number meet at the entry's key before they meet at the head.
    private static void Flush(IDatabase database, JournalWriter journal)
    {
        try
        {
            journal.Flush();
        }
        catch (DbException exception) when (database.Classify(exception) == DatabaseFault.Duplicate)
        {
            throw new JournalMovedException();
        }
    }

    private static bool IsAnothersTurn(IDatabase database, Exception exception) =>
        exception is JournalMovedException || (exception is DbException db && database.Kind == DatabaseKind.Postgres && database.Classify(db) == DatabaseFault.Busy);
}
