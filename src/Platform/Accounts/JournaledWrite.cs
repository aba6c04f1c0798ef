using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Accounts;

/// <summary>A transaction under way, with its journal.</summary>
internal sealed record Writing(DbConnection Connection, DbTransaction Transaction, JournalWriter Journal);

/// <summary>
/// Changes of accounts with their journal entries, in one transaction. Each watches the city's own chain (county 0), which
/// puts them in a row: of two at once the one that finds the chain moved on is repeated, so a rule over several accounts is asked again.
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
                journal.Watch(0);
                var result = work(new Writing(connection, transaction, journal));
                if (result.IsOk)
                {
                    journal.Flush();
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

    private static bool IsAnothersTurn(IDatabase database, Exception exception) =>
        exception is JournalMovedException || (exception is DbException db && database.Kind == DatabaseKind.Postgres && database.Classify(db) == DatabaseFault.Busy);
}
