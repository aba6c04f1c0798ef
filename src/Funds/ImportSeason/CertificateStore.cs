using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>Stores a county's certificates: new ones in bulk, changed ones one by one with what changed.</summary>
internal sealed class CertificateStore(Workplace workplace, DbConnection connection, JournalWriter journal, ProcessContext process)
{
    /// <returns>How many are new or differ from what stood.</returns>
    public int Store(int county, IReadOnlyList<(IndexedCertificate Certificate, long? Household)> certificates)
    {
        if (certificates.Count == 0)
        {
            return 0;
        }

        var known = journal.Rows.Where(FundsSeals.HardshipCertificate, "county_code = @p0", county).ToDictionary(r => (IndexValue.From(r.Bytes("identity_index")), r.Text("certificate")!));
        var fresh = new List<object?[]>();
        var changed = 0;
        foreach (var (certificate, household) in certificates)
        {
            var (line, from, to) = (certificate.Line, Date(certificate.Line.From), Date(certificate.Line.To));
            if (!known.TryGetValue((certificate.Person, line.Number), out var row))
            {
                fresh.Add([county, certificate.Person.ToArray(), line.Number, household, line.Category, (int)line.Issuer, from, to, process.Id, 1]);
            }
            else if ((row.Text("valid_from"), row.Text("valid_to"), row.Text("category"), row.Long("issuer"), row.LongOrNull("household_id")) != (from, to, line.Category, (int)line.Issuer, household))
            {
                changed++;
                journal.Rows.Update(
                    row, ("household_id", household), ("category", line.Category), ("issuer", (long)line.Issuer), ("valid_from", from), ("valid_to", to), ("import_id", process.Id), ("version", row.Long("version") + 1));
                journal.Append(county, "updated", FundsSeals.HardshipCertificate.Name, household ?? 0, household ?? 0, (int)row.Long("version") + 1, $$"""{"from":["{{row.Text("valid_from")}}","{{from}}"],"to":["{{row.Text("valid_to")}}","{{to}}"]}""");
            }
        }

        if (fresh.Count > 0)
        {
            using var bulk = new SealedBulk(workplace.Database, connection, journal, FundsSeals.HardshipCertificate, county);
            fresh.ForEach(values => bulk.Add(values));
            bulk.Complete();
            journal.Append(county, "imported", FundsSeals.HardshipCertificate.Name, process.Id, process.Id, 1, string.Create(CultureInfo.InvariantCulture, $$"""{"certificates":{{fresh.Count}}}"""));
        }

        return changed + fresh.Count;
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
