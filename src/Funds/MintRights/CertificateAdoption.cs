using CleanHeating.Funds.Data;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.MintRights;

/// <summary>Certificates of persons who stood in no ledger wait with the city until one of them turns up in a county.</summary>
internal static class CertificateAdoption
{
    /// <summary>Takes up every certificate whose person has a household by now.</summary>
    public static void Run(Workplace workplace, LoadedProgramme programme)
    {
        using var connection = workplace.Database.Open();
        var waiting = connection.Query(null, "SELECT identity_index, certificate FROM hardship_certificate WHERE county_code = 0 ORDER BY identity_index, certificate")
            .Select(r => (Person: r.GetFieldValue<byte[]>(0), Certificate: r.GetString(1))).ToList();
        foreach (var (person, certificate) in waiting)
        {
            if (LedgerHouseholds.OfPerson(connection, null, person, programme.Number) is { } household)
            {
                Repeating.Run(workplace.Database, () => Adopt(workplace, programme, person, certificate, household));
            }
        }
    }

    /// <summary>Carries a certificate to another county, or to the city where it waits.</summary>
    public static void Carry(JournalWriter journal, SealedRow row, int county, long? household)
    {
        if (!journal.Rows.Delete(row))
        {
            throw new StaleRowException(FundsSeals.HardshipCertificate.Name, row.LongOrNull("household_id") ?? 0);
        }

        journal.Append((int)row.Long("county_code"), "carried", FundsSeals.HardshipCertificate.Name, household ?? 0, household ?? 0, (int)row.Long("version"));
        journal.Rows.Insert(
            FundsSeals.HardshipCertificate, county, row.Bytes("identity_index"), row.Text("certificate"), household, row.Text("category"), (int)row.Long("issuer"), row.Text("valid_from"), row.Text("valid_to"), row.Long("import_id"),
            (int)row.Long("version") + 1);
        journal.Append(county, "carried", FundsSeals.HardshipCertificate.Name, household ?? 0, household ?? 0, (int)row.Long("version") + 1);
    }

    private static bool Adopt(Workplace workplace, LoadedProgramme programme, byte[] person, string certificate, HouseholdId household)
    {
        using var work = FundsWork.Write(workplace, programme, household.CountyCode, "certificate-adopt");
        work.Journal.Watch(0);
        if (work.Rows.Find(FundsSeals.HardshipCertificate, 0, person, certificate) is not { } row)
        {
            return false;
        }

        Carry(work.Journal, row, household.CountyCode, household.Value);
        work.Commit();
        return true;
    }
}
