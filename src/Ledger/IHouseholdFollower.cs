using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Ledger;

/// <summary>What a room below keeps of households, when one moves: its number changes, and every row that names it would be left behind.</summary>
public interface IHouseholdFollower
{
    /// <summary>
    /// Called in the transaction of a move, before the household leaves its old number. Carries or gives up what can be made anew at the
    /// new place, or says why the household must stay.
    /// </summary>
    Error? Leave(DbConnection connection, DbTransaction transaction, JournalWriter journal, HouseholdId household);
}

/// <summary>What a room below does once an import is in.</summary>
public interface IImportFollower
{
    /// <summary>Called after an import of the server, in its job. Whatever is left undone must be done at the next occasion.</summary>
    void Follow(Workplace workplace, CancellationToken cancellation);
}
