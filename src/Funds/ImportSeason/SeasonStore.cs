using System.Data.Common;
using System.Globalization;
using System.Text.Json.Serialization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.MintRights;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>Finds out what in the files is new, and stores it, county by county.</summary>
internal sealed class SeasonStore(Workplace workplace, DbConnection connection, LoadedProgramme programme, Season season, SeasonHouseholds households, SeasonFiles files, ProcessContext process)
{
    private readonly Dictionary<long, SealedRow> _packs = [];
    private readonly Dictionary<int, CountyPart> _parts = [];
    private int _readings, _certificates, _changed, _homeless, _rights;

    public SeasonAnswer Run()
    {
        var readings = new SeasonReadings(households);
        Load(readings);
        foreach (var utility in (Metered[])[Metered.Power, Metered.Gas])
        {
            Take(readings, utility);
        }

        readings.Pack((village, writer, count) => Part((int)(village / 1_000_000)).Packs.Add((village, writer.Written.ToArray(), count)));
        foreach (var certificate in files.Certificates)
        {
            var position = households.OfPerson(certificate.Person);
            var household = position < 0 ? (long?)null : households.Ids[position];
            if (household is null && !workplace.Caller.Scope.IsAll)
            {
                files.Refuse("person-unknown");
                continue;
            }

            _homeless += household is null ? 1 : 0;
            Part(household is { } id ? (int)(id / 100_000 / 1_000_000) : 0).Certificates.Add((certificate, household));
        }

        foreach (var (county, part) in _parts.OrderBy(p => p.Key))
        {
            Repeating.Run(workplace.Database, () => Store(county, part));
        }

        return new SeasonAnswer(_certificates, _readings, files.Refused.OrderBy(r => r.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal))
        {
            CertificatesWithoutHousehold = _homeless, CertificatesChanged = _changed, RightsChanged = _rights,
        };
    }

    /// <summary>Keeps what was given and what came of it.</summary>
    public void Record(string fileNames, string answer)
    {
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = Journal(transaction);
        journal.Rows.Insert(FundsSeals.SeasonImport, process.Id, season.Year, process.At, process.Actor, fileNames, answer);
        journal.Append(0, "imported", FundsSeals.SeasonImport.Name, process.Id, process.Id, 1, answer);
        journal.Flush();
        transaction.Commit();
    }

    // What is stored already is read with its seals: it will be written over.
    private void Load(SeasonReadings readings)
    {
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = Journal(transaction);
        int? last = null;
        foreach (var id in households.Ids.ToArray().Select(i => (int)(i / 100_000 / 1_000_000)).Distinct())
        {
            foreach (var row in journal.Rows.Where(FundsSeals.MeterPack, "county_code = @p0 AND season = @p1", last = id, season.Year))
            {
                _packs[row.Long("village_code")] = row;
                readings.Load(row.Long("village_code"), row.Bytes("pack"));
            }
        }

        transaction.Rollback();
    }

    private void Take(SeasonReadings readings, Metered utility)
    {
        var (last, position) = (default(AccountKey), SeasonHouseholds.Unknown);
        foreach (var line in files.Bills[(int)utility])
        {
            if (line.Fault != 0)
            {
                files.Refuse(SeasonWords.Codes[line.Fault - 1]);
                continue;
            }

            // A household's bills mostly stand one after the other.
            if (line.Account != last)
            {
                (last, position) = (line.Account, households.OfAccount(line.Account));
            }

            if (position < 0)
            {
                files.Refuse(position == SeasonHouseholds.Ambiguous ? "account-ambiguous" : "account-unknown");
            }
            else if (readings.Add(position, utility, line.Month, line.Value))
            {
                _readings++;
            }
            else
            {
                files.Refuse("reading-duplicate");
            }
        }
    }

    private bool Store(int county, CountyPart part)
    {
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = Journal(transaction);
        journal.Watch(county);
        StorePacks(county, part, journal);
        var changed = new CertificateStore(workplace, connection, journal, process).Store(county, part.Certificates);
        if (part.Packs.Count > 0)
        {
            journal.Append(
                county, "imported", FundsSeals.MeterPack.Name, part.Packs[0].Village, part.Packs[^1].Village, 1,
                string.Create(CultureInfo.InvariantCulture, $$"""{"season":"{{season}}","villages":{{part.Packs.Count}}}"""));
        }

        // The rights of the season follow in the same transaction; those of households that wait for their adoption come with it.
        var rights = county == 0 ? 0 : new RightsReconciler(FundsWork.Within(workplace, programme, connection, transaction, journal), county).OfSeason(season);
        journal.Flush();
        transaction.Commit();
        _certificates += part.Certificates.Count;
        _changed += changed;
        _rights += rights;
        return true;
    }

    private void StorePacks(int county, CountyPart part, JournalWriter journal)
    {
        var fresh = part.Packs.Where(p => !_packs.ContainsKey(p.Village)).ToList();
        if (fresh.Count > 0)
        {
            using var bulk = new SealedBulk(workplace.Database, connection, journal, FundsSeals.MeterPack, county);
            foreach (var (village, pack, count) in fresh)
            {
                bulk.Add(county, season.Year, village, pack, count, 1);
            }

            bulk.Complete();
        }

        foreach (var (village, pack, count) in part.Packs.Where(p => _packs.ContainsKey(p.Village)))
        {
            var before = _packs[village];
            if (!journal.Rows.Update(before, ("pack", pack), ("readings", count), ("version", before.Long("version") + 1)))
            {
                throw new InvalidOperationException("Bills changed while others were brought in; the lease allows one import at a time.");
            }
        }
    }

    private JournalWriter Journal(DbTransaction transaction) => new(workplace.Database, connection, transaction, workplace.Keys, process);

    private CountyPart Part(int county)
    {
        if (!_parts.TryGetValue(county, out var part))
        {
            _parts.Add(county, part = new CountyPart());
        }

        return part;
    }

    private sealed class CountyPart
    {
        public List<(long Village, byte[] Pack, int Readings)> Packs { get; } = [];

        public List<(IndexedCertificate Certificate, long? Household)> Certificates { get; } = [];
    }
}

[JsonSerializable(typeof(SeasonAnswer))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class SeasonJson : JsonSerializerContext;
