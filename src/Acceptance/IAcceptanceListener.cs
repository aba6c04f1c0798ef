using System.Data.Common;
using CleanHeating.Platform.Journal;

namespace CleanHeating.Acceptance;

/// <summary>One acceptance was made, confirmed, withdrawn or made again.</summary>
/// <param name="Before">As it was; null where there was none.</param>
/// <param name="After">As it is.</param>
public sealed record AcceptanceChange(AcceptedHousehold? Before, AcceptedHousehold After);

/// <summary>The transaction in which acceptances change. Whoever listens writes into it, so that money and acceptance stand together or not at all.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Transaction">The transaction; only its owner commits.</param>
/// <param name="Journal">Its journal; only its owner flushes.</param>
public sealed record AcceptanceWork(DbConnection Connection, DbTransaction Transaction, JournalWriter Journal);

/// <summary>A room below that must act when households come to count as accepted, or cease to. It is called in the order in which rooms were added.</summary>
public interface IAcceptanceListener
{
    /// <summary>Called for one change, after its row was written.</summary>
    void Changed(AcceptanceWork work, AcceptanceChange change);

    /// <summary>Called once for a county, after many households came to be accepted out of a workbook that had no acceptance before. They are in order of their numbers.</summary>
    void Adopted(AcceptanceWork work, int county, IReadOnlyList<AcceptedHousehold> adopted);

    /// <summary>
    /// Called before an acceptance that only a workbook knows goes with a household that moves: gives up what can be made anew at the new
    /// place, or says why the household must stay.
    /// </summary>
    Kernel.Error? Leave(AcceptanceWork work, AcceptedHousehold accepted);
}
