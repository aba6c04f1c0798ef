using System.Data.Common;
using CleanHeating.Acceptance;

namespace CleanHeating.Funds.Data;

/// <summary>
/// Which households of a county count as accepted at this moment. Where the ledger has news that acceptances have not taken up yet, it is asked
/// itself: figures need not wait for the adoption, and come out the same.
/// </summary>
internal sealed class AcceptedNow(DbConnection connection, DbTransaction? transaction, int county, int programme, bool hasNews)
{
    private readonly Dictionary<long, AcceptedHousehold> _known = AcceptedHouseholds.OfCounty(connection, transaction, programme, county).ToDictionary(a => a.Household.Value);

    /// <param name="household">The household.</param>
    /// <param name="hasPassed">Whether the ledger says that it passed.</param>
    public bool Counts(long household, bool hasPassed) => _known.TryGetValue(household, out var acceptance) ? hasNews && IsSaidByLedger(acceptance) ? hasPassed : acceptance.Counts : hasNews && hasPassed;

    // What a person said of a household stands, whatever a later workbook says.
    private static bool IsSaidByLedger(AcceptedHousehold a) => a.State == AcceptanceState.Unconfirmed || (a.State == AcceptanceState.Withdrawn && a.WithdrawnBy == WithdrawnBy.Ledger);
}
