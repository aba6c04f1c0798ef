using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Platform.Seals;

/// <summary>
/// Gives the rows of a database that is older than the seals their seals, once, in one transaction. Whether it was done is told by the
/// city's journal head, which is under a seal of its own; clearing seals therefore does not bring it back.
/// </summary>
public static class SealUpgrade
{
    public static void Run(Workplace workplace)
    {
        using var connection = workplace.Database.Open();
        if (JournalHeads.Read(connection, null, 0) is not { Seals.Length: 0 })
        {
            return;
        }

        using var transaction = workplace.Database.BeginWrite(connection);
        if (JournalHeads.Read(connection, transaction, 0) is not { Seals.Length: 0 })
        {
            return;
        }

        var counties = new HashSet<int> { 0 };
        foreach (var table in workplace.Database.SealedTables.Where(t => t.IsOfCounty).Select(t => t.Name).Append(JournalModel.Heads.Name))
        {
            CountyCodes.Of(connection, transaction, table, counties, []);
        }

        var process = workplace.Begin("seals-added", Environment.UserName);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process) { TakesOldHeads = true };
        foreach (var county in counties)
        {
            journal.Append(county, "sealed", "*", county, county, 0);
            journal.SealOf(county);
        }

        foreach (var head in JournalHeads.All(connection, transaction).Where(h => h.CountyCode != 0))
        {
            journal.Moved(0, JournalModel.Heads.Name, 1, JournalHeads.HiddenOf(journal.SealOf(0), head.CountyCode));
        }

        foreach (var table in workplace.Database.SealedTables)
        {
            journal.Rows.Adopt(table);
        }

        journal.Flush();
        transaction.Commit();
    }
}
