using System.Data.Common;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.Data;

/// <summary>Households of a county that are accepted at this moment.</summary>
internal static class AcceptedNow
{
    public static HashSet<long> Of(IDatabase database, DbConnection connection, int county, int programme)
    {
        var accepted = new HashSet<long>();
        using var scan = LedgerHouseholds.Scan(database, connection, county);
        while (scan.Next())
        {
            if (scan.Long(LedgerHouseholds.Result) == LedgerHouseholds.Passed && scan.Long(LedgerHouseholds.Programme) == programme)
            {
                accepted.Add(scan.Long(LedgerHouseholds.Household));
            }
        }

        return accepted;
    }
}
