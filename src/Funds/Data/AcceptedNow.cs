using System.Data.Common;
using CleanHeating.Acceptance;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>
/// Households of a county that count as accepted at this moment. Where the ledger has news that acceptances have not taken up yet, it is asked
/// itself: figures need not wait for the adoption, and come out the same.
/// </summary>
internal static class AcceptedNow
{
    public static HashSet<long> Of(IDatabase database, DbConnection connection, DbTransaction? transaction, int county, int programme, bool hasNews)
    {
        var known = AcceptedHouseholds.OfCounty(connection, transaction, programme, county).ToDictionary(a => a.Household.Value);
        var accepted = known.Values.Where(a => a.Counts).Select(a => a.Household.Value).ToHashSet();
        if (!hasNews)
        {
            return accepted;
        }

        using var scan = LedgerHouseholds.Scan(database, connection, county);
        while (scan.Next())
        {
            var household = scan.Long(LedgerHouseholds.Household);
            if (scan.Long(LedgerHouseholds.Programme) != programme || (known.TryGetValue(household, out var acceptance) && !SaidByLedger(acceptance)))
            {
                continue;
            }

            _ = scan.Long(LedgerHouseholds.Result) == LedgerHouseholds.Passed ? accepted.Add(household) : accepted.Remove(household);
        }

        return accepted;
    }

    // What a person said of a household stands, whatever a later workbook says.
    private static bool SaidByLedger(AcceptedHousehold a) => a.State == AcceptanceState.Unconfirmed || (a.State == AcceptanceState.Withdrawn && a.WithdrawnBy == WithdrawnBy.Ledger);
}
