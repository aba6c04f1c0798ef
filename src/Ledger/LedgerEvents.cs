using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;

namespace CleanHeating.Ledger;

/// <summary>
/// What happened in the ledger that a room below must hear: an import brought rows of a county, or a household was corrected or moved.
/// A row is written in the transaction of the change itself and goes in the transaction of whoever acted on it, so that nothing is heard
/// twice or lost. Each has a number of its own: two changes of one household are two rows, and who takes one leaves the other.
/// </summary>
public sealed class LedgerEvents
{
    private const string ImportKind = "import", HouseholdKind = "household";
    private readonly List<SealedRow> _rows;

    private LedgerEvents(List<SealedRow> rows) => _rows = rows;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Whether any household of the county may have changed; else those of <see cref="Households"/> alone.</summary>
    public bool IsWholeCounty => _rows.Exists(r => r.Text("kind") == ImportKind);

    /// <summary>Households that were changed singly.</summary>
    public IReadOnlyList<long> Households => [.. _rows.Select(r => r.LongOrNull("household_id")).OfType<long>().Distinct().Order()];

    /// <summary>Counties in which something waits.</summary>
    public static List<int> Counties(DbConnection connection, DbTransaction? transaction = null)
    {
        // From county to county by the key: cheap where nothing waits, and the same on many machines.
        var counties = new List<int>();
        for (var next = First(connection, transaction, null); next is { } county; next = First(connection, transaction, county))
        {
            counties.Add(county);
        }

        return counties;
    }

    /// <summary>What waits in a county at this moment. Read it before the households: what is written later waits on.</summary>
    public static LedgerEvents Of(JournalWriter journal, int county) => new(journal.Rows.Where(LedgerSeals.Event, "county_code = @p0", county));

    /// <summary>Takes away what was acted on.</summary>
    public void Take(JournalWriter journal)
    {
        foreach (var row in _rows.Where(row => !journal.Rows.Delete(row)))
        {
            throw new Platform.Storage.StaleRowException(LedgerSeals.Event.Name, row.Long("id"));
        }
    }

    internal static void Imported(JournalWriter journal, long id, int county, long import) => journal.Rows.Insert(LedgerSeals.Event, county, id, ImportKind, import, null);

    internal static void Changed(JournalWriter journal, long id, HouseholdId household) =>
        journal.Rows.Insert(LedgerSeals.Event, household.CountyCode, id, HouseholdKind, null, household.Value);

    private static int? First(DbConnection connection, DbTransaction? transaction, int? after) => (int?)(after is { } county
        ? Platform.Storage.Sql.ScalarLong(connection, transaction, "SELECT MIN(county_code) FROM ledger_event WHERE county_code > @p0", county)
        : Platform.Storage.Sql.ScalarLong(connection, transaction, "SELECT MIN(county_code) FROM ledger_event"));
}
