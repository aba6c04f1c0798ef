using System.Data.Common;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Platform.Storage;

/// <summary>The row changed between being read and being written, both in one transaction: nothing was stored, and it may be tried again.</summary>
public sealed class StaleRowException(string table, long key)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table} {key} was changed by somebody else meanwhile."));

/// <summary>
/// Runs a person's act that is one transaction. Two people who write in one county meet at its journal, although their rows have
/// nothing to do with each other; whoever comes second begins again over what then stands, and is told of a conflict only where his
/// own row is another's.
/// </summary>
public static class Repeating
{
    private const int Times = 12;

    public static T Run<T>(IDatabase database, Func<T> act) => Run(database, Times, TimeSpan.Zero, act);

    /// <param name="database">The database.</param>
    /// <param name="times">How often it is tried.</param>
    /// <param name="pause">Longest pause before the next time, for who gives way to others.</param>
    /// <param name="act">The act.</param>
    public static T Run<T>(IDatabase database, int times, TimeSpan pause, Func<T> act)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return act();
            }
            catch (Exception exception) when (time < times && IsPassing(database, exception))
            {
                // The other's transaction is through by now: it was what this one waited for.
                Thread.Sleep(pause * Random.Shared.NextDouble());
            }
        }
    }

    public static void Run(IDatabase database, Action act) => Run(database, () =>
    {
        act();
        return true;
    });

    // SQLite gives the right to write to one at a time and waits for it by itself; its "busy" is the end of that patience.
    private static bool IsPassing(IDatabase database, Exception exception) => exception switch
    {
        JournalMovedException or StaleRowException => true,
        DbException fault => database.Classify(fault) is DatabaseFault.Duplicate || (database.Kind == DatabaseKind.Postgres && database.Classify(fault) is DatabaseFault.Busy),
        _ => false,
    };
}
