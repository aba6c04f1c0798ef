using System.Data.Common;
using CleanHeating.Funds.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.MintRights;

/// <summary>
/// What becomes of a household's bills and certificates when it moves, and of rights when a ledger came in. Certificates are a person's and
/// wait for the new number; bills were read at this place, so a household that has any stays.
/// </summary>
public sealed class FundsFollower : IHouseholdFollower, IImportFollower
{
    public Error? Leave(DbConnection connection, DbTransaction transaction, JournalWriter journal, HouseholdId household)
    {
        if (HasBills(connection, transaction, household))
        {
            return new Error("household-billed");
        }

        foreach (var row in journal.Rows.Where(FundsSeals.HardshipCertificate, "county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value))
        {
            CertificateAdoption.Carry(journal, row, 0, null);
        }

        return null;
    }

    public void Follow(Workplace workplace, CancellationToken cancellation) => new RightsKeeper(workplace, new ProgrammeStore(workplace)).Refresh(cancellation);

    private static bool HasBills(DbConnection connection, DbTransaction transaction, HouseholdId household)
    {
        Span<uint> values = stackalloc uint[Domain.Seasons.Season.Months];
        foreach (var pack in connection.Query(transaction, "SELECT pack FROM meter_pack WHERE county_code = @p0 AND village_code = @p1 ORDER BY season", household.CountyCode, household.Village.Value).Select(r => r.GetFieldValue<byte[]>(0)).ToList())
        {
            var reader = new Domain.Seasons.MeterPack.Reader(pack);
            while (reader.Next(values))
            {
                if (reader.Sequence == household.Sequence)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
