using System.Data.Common;
using CleanHeating.Acceptance.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.AdoptAcceptances;

/// <summary>
/// What becomes of a household's acceptance when it moves. What only a workbook said is given up and made anew at the new place; a
/// household that somebody inspected stays where it was inspected.
/// </summary>
internal sealed class AcceptanceFollower(IEnumerable<IAcceptanceListener> listeners) : IHouseholdFollower, IImportFollower
{
    private static readonly string[] Holding = ["inspection", "attachment", "acceptance_batch_household"];

    public Error? Leave(DbConnection connection, DbTransaction transaction, JournalWriter journal, HouseholdId household)
    {
        if (Holding.Any(table => connection.ScalarLong(transaction, $"SELECT COUNT(*) FROM {table} WHERE county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value) > 0))
        {
            return new Error("household-inspected");
        }

        var work = new AcceptanceWork(connection, transaction, journal);
        if (AcceptedHouseholds.Find(connection, transaction, household) is { } accepted)
        {
            // Confirmed or withdrawn by a person: that word was given of this household at this place.
            if (accepted.DecidedBy is not null)
            {
                return new Error("household-inspected");
            }

            if (listeners.Reverse().Select(l => l.Leave(work, accepted)).FirstOrDefault(e => e is not null) is { } objection)
            {
                return objection;
            }

            Delete(journal, AcceptanceSeals.Acceptance, AcceptanceRows.Find(journal, household)!, household);
        }

        foreach (var row in journal.Rows.Where(AcceptanceSeals.Rectification, "county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value))
        {
            Delete(journal, AcceptanceSeals.Rectification, row, household);
        }

        return null;
    }

    public void Follow(Workplace workplace, CancellationToken cancellation) => new WorkbookAcceptances(workplace, listeners).CatchUp(cancellation);

    private static void Delete(JournalWriter journal, SealedTable table, SealedRow row, HouseholdId household)
    {
        if (!journal.Rows.Delete(row))
        {
            throw new StaleRowException(table.Name, household.Value);
        }

        journal.Append(household.CountyCode, "deleted", table.Name, household.Value, household.Value, (int)row.Long("version"));
    }
}
