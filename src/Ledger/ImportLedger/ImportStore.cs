using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.SweepLeads;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>What became of a row.</summary>
internal enum RowFate
{
    Imported,
    Updated,
    Unchanged,
    Quarantined,
}

/// <summary>
/// Stores checked rows in order: tells new from known persons, gives out household numbers, seals, journals, counts. Runs on
/// one thread over one connection; everything between two commits is one transaction, so a county's part is stored whole or not at all.
/// </summary>
internal sealed class ImportStore : IDisposable
{
    private readonly ImportTerms _terms;
    private readonly DbConnection _connection;
    private readonly FieldCipher _cipher;
    private readonly HashSet<IndexValue> _standing = [];
    private readonly List<HouseholdRecord> _new = new(BatchSize);
    private readonly Dictionary<int, PartCounts> _parts = [];
    private readonly VillageNumbers _numbers;
    private readonly KnownHouseholds _known;
    private readonly QuarantineStore _quarantine;
    private const int BatchSize = 1024, MostPending = 16_384;
    private Transaction? _open;
    private IDisposable? _turn;

    public ImportStore(ImportTerms terms)
    {
        _terms = terms;
        _connection = terms.Database.Open();
        _cipher = new FieldCipher(terms.Keys);
        _numbers = new VillageNumbers(_connection);
        _known = new KnownHouseholds(_connection, terms.Programme);
        _quarantine = new QuarantineStore(terms);
    }

    /// <summary>Counties that the open transaction has touched.</summary>
    public IEnumerable<int> OpenCounties => _parts.Keys;

    /// <summary>What a check would have stored, as far as leads need it.</summary>
    public List<SharedValues> Expected { get; } = [];

    /// <summary>Stores a batch; tells each row's fate through <paramref name="fate"/>. A duplicate person's row gets its refusal here.</summary>
    public void Take(RowBatch batch, string file, string sheet, Action<PreparedRow, RowFate> fate)
    {
        Open();
        _known.Load(_open!.Handle, batch.Rows);
        foreach (var row in batch.Rows)
        {
            var what = Take(row, file, sheet);
            Part(row.CountyCode).Count(what);
            fate(row, what);
        }

        if (_new.Count >= BatchSize)
        {
            WriteNew();
        }

        // A county in which every household changed has as many entries.
        if (_open.Journal.Pending >= MostPending)
        {
            _open.Journal.WriteEntries();
        }
    }

    /// <summary>Makes everything since the last commit lasting.</summary>
    public void Commit()
    {
        if (_open is null)
        {
            return;
        }

        if (_terms.DryRun)
        {
            Rollback();
            return;
        }

        WriteNew();
        _numbers.Save(_open.Handle, (village, first, last) =>
            _open.Journal.Append((int)(village / 1_000_000), "created", HouseholdRecord.Table, village * 100_000 + first, village * 100_000 + last, 1));
        _open.Counters.Apply(_terms.Database, _connection);
        foreach (var (county, part) in _parts)
        {
            part.Save(_open.Journal, county, _terms.Process.Id);
            if (part.HasChanged)
            {
                LedgerEvents.Imported(_open.Journal, _terms.Ids.Next(), county, _terms.Process.Id);
            }
        }

        _open.Journal.Flush();
        _open.Handle.Commit();
        Close();
    }

    public void Rollback()
    {
        _open?.Handle.Rollback();
        Close();
        _numbers.Forget();
    }

    public void Dispose()
    {
        if (_open is not null)
        {
            Rollback();
        }

        _turn?.Dispose();
        _cipher.Dispose();
        _quarantine.Dispose();
        _connection.Dispose();
    }

    private RowFate Take(PreparedRow row, string file, string sheet)
    {
        if (row.Record is not { } record)
        {
            return Refuse(row, file, sheet);
        }

        // A refused row claims nobody: only a row that is taken stands.
        var known = _known.Find(row.Person);
        if (_standing.Contains(row.Person) || (known is not null && known.VillageCode != row.VillageCode))
        {
            return Refuse(row, "id-duplicate", file, sheet);
        }

        if (known is not null)
        {
            HouseholdChanges.KeepAbsent(known, record, row.Brought, _terms.SubsidyFloor);
            if (row.Brought.Fields != BroughtFields.All && HouseholdChanges.Broken(record) is { } code)
            {
                return Refuse(row, code, file, sheet);
            }
        }

        _standing.Add(row.Person);
        return known is null ? Insert(row, record) : Update(record, known);
    }

    private RowFate Refuse(PreparedRow row, string code, string file, string sheet)
    {
        row.Refusals = [new RowRefusal(code, -1, "")];
        return Refuse(row, file, sheet);
    }

    private RowFate Refuse(PreparedRow row, string file, string sheet)
    {
        if (!_terms.DryRun)
        {
            _quarantine.Keep(_open!.Journal.Rows, row, file, sheet);
        }

        return RowFate.Quarantined;
    }

    private RowFate Insert(PreparedRow row, HouseholdRecord record)
    {
        if (_terms.DryRun)
        {
            Expect(record, -1 - Expected.Count);
            return RowFate.Imported;
        }

        record.HouseholdId = row.VillageCode * 100_000 + _numbers.Next(_open!.Handle, row.VillageCode);
        record.Version = 1;
        var seal = record.SealWith(_open.Journal.SealOf(record.CountyCode));
        _open.Journal.Rows.Added(LedgerSeals.Household, record.CountyCode, seal);
        Count(record, 1);
        _new.Add(record);
        return RowFate.Imported;
    }

    private RowFate Update(HouseholdRecord record, HouseholdRecord known)
    {
        if (HouseholdChanges.Describe(known, record, _cipher) is not { } changes)
        {
            // An import that goes on after its server died finds its own rows: they are what it brought.
            return known.ImportId != _terms.Process.Id ? RowFate.Unchanged : known.Version == 1 ? RowFate.Imported : RowFate.Updated;
        }

        if (_terms.DryRun)
        {
            Expect(record, known.HouseholdId);
            return RowFate.Updated;
        }

        record.HouseholdId = known.HouseholdId;
        record.Version = known.Version + 1;
        var journal = _open!.Journal;
        var before = known.SoundSeal(journal);
        journal.Rows.Replaced(LedgerSeals.Household, record.CountyCode, before, record.SealWith(journal.SealOf(record.CountyCode)));
        Count(known, -1);
        Count(record, 1);
        HouseholdUpdate.Write(_connection, _open!.Handle, record, known.Version);
        journal.Append(record.CountyCode, "updated", HouseholdRecord.Table, record.HouseholdId, record.HouseholdId, record.Version, changes);
        return RowFate.Updated;
    }

    private void Expect(HouseholdRecord record, long household) => Expected.Add(
        new SharedValues(household, record.Brand, record.Serial, record.AccountIndex, record.UtilityAccount, record.PhoneIndex, record.Warnings));

    private void Count(HouseholdRecord record, int sign)
    {
        var outstanding = record.Stage == (int)Stage.Passed ? Math.Max(0, _terms.SubsidyFloor.Fen - record.Paid) : 0;
        _open!.Counters.Add(
            RegionCode.From(record.VillageCode), record.Route, (Stage)record.Stage,
            sign, new Area(sign * record.Area), new Money(sign * record.Paid), new Money(sign * outstanding));
    }

    private void WriteNew()
    {
        if (_new.Count == 0)
        {
            return;
        }

        using (var households = _terms.Database.BulkInsert(_connection, HouseholdRecord.Shape))
        {
            foreach (var record in _new)
            {
                record.Write(households);
            }

            households.Complete();
        }

        PersonClaims.Write(_terms.Database, _connection, _new);
        _new.Clear();
    }

    private void Open()
    {
        if (_open is null)
        {
            _turn = _terms.DryRun ? null : CountyTurns.Take(_terms.Database);
            var handle = _terms.DryRun ? _terms.Database.BeginRead(_connection) : _terms.Database.BeginWrite(_connection);
            _open = new Transaction(handle, new JournalWriter(_terms.Database, _connection, handle, _terms.Keys, _terms.Process), new CounterDeltas(_terms.Programme));
        }
    }

    private void Close()
    {
        _open?.Journal.Dispose();
        _open?.Handle.Dispose();
        _open = null;
        _turn?.Dispose();
        _turn = null;
        _parts.Clear();
        _new.Clear();
    }

    private PartCounts Part(int county)
    {
        if (!_parts.TryGetValue(county, out var part))
        {
            _parts.Add(county, part = new PartCounts());
        }

        return part;
    }

    private sealed record Transaction(DbTransaction Handle, JournalWriter Journal, CounterDeltas Counters);
}

/// <summary>What an import works with.</summary>
internal sealed record ImportTerms(IDatabase Database, KeyRing Keys, TimeOrderedId Ids, int Programme, ProcessContext Process, DateOnly AsOf, Money SubsidyFloor, bool DryRun);
