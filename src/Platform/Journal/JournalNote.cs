using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>Writes down an act that changes no row by itself: a look at personal numbers, an export.</summary>
public static class JournalNote
{
    /// <summary>One entry in a transaction of its own; where somebody else appended meanwhile it is tried again.</summary>
    public static void Write(Workplace workplace, ProcessContext process, int county, string action, string target, long firstKey, long lastKey, string? detail) => Repeating.Run(workplace.Database, () =>
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        journal.Append(county, action, target, firstKey, lastKey, 0, detail);
        journal.Flush();
        transaction.Commit();
        return true;
    });
}
