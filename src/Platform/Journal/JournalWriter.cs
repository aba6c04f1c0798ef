using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>
/// Appends to the journal inside the caller's transaction, and keeps what the counties hold in the heads of their journals. Entries
/// gather in memory, unnumbered; <see cref="Flush"/>, which the caller calls before committing, moves each head, numbers the entries from
/// it and writes them. So a long transaction holds no numbers while it works, and two writers meet only at the end.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private const int Attempts = 20;
    private readonly IDatabase _database;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly KeyRing _keys;
    private readonly ProcessContext _process;
    private readonly SortedDictionary<int, CountyPart> _counties = [];
    private readonly Dictionary<int, RowSeal> _seals = [];

    public JournalWriter(IDatabase database, DbConnection connection, DbTransaction transaction, KeyRing keys, ProcessContext process)
    {
        (_database, _connection, _transaction, _keys, _process) = (database, connection, transaction, keys, process);
        Rows = new SealedRows(this, connection, transaction);
    }

    /// <summary>Writes rows of sealed tables in this transaction. Every county whose rows change needs an entry.</summary>
    public SealedRows Rows { get; }

    /// <summary>Entries that gathered since they were last written.</summary>
    public int Pending { get; private set; }

    public void Append(int county, string action, string target, long firstKey, long lastKey, int version, string? detail = null)
    {
        Of(county).Entries.Add(new PendingEntry(action, target, firstKey, lastKey, version, detail));
        Pending++;
    }

    /// <summary>From here on nobody else may write in the county: <see cref="Flush"/> then throws. For rules over several rows, which no row's own seal can keep.</summary>
    public void Watch(int county) => Of(county).Watched = JournalHeads.Read(_connection, _transaction, county)?.Number ?? 0;

    /// <summary>Seals rows of a county, with the keys that all its rows have.</summary>
    public RowSeal SealOf(int county)
    {
        var part = Of(county);
        if (part.Keys == 0)
        {
            part.Keys = JournalHeads.Read(_connection, _transaction, county)?.Keys ?? _keys.Current;
        }

        return Seal(part.Keys);
    }

    /// <summary>Whether the county's rows have other keys by now than this transaction took for its seals.</summary>
    internal bool HaveKeysTurned(int county) => Of(county).Keys is var keys and not 0 && JournalHeads.Read(_connection, _transaction, county) is { } head && head.Keys != keys;

    /// <summary>Writes what was appended and moves the heads. Throws <see cref="JournalMovedException"/> where a county's keys were changed meanwhile.</summary>
    public void Flush()
    {
        foreach (var (county, part) in _counties)
        {
            if (part.Sums.Count > 0 && part.Entries.Count == 0 && !part.IsMoved)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Rows of county {county} changed without an entry in its journal."));
            }
        }

        WriteEntries();
    }

    /// <summary>Writes what was appended so far, to free memory; rows of counties without entries wait for <see cref="Flush"/>.</summary>
    public void WriteEntries()
    {
        Open();
        foreach (var (county, part) in _counties.Where(c => c.Value.HasWork))
        {
            Move(county, part);
        }

        Write();
        Pending = 0;
    }

    public void Dispose()
    {
        foreach (var seal in _seals.Values)
        {
            seal.Dispose();
        }
    }

    /// <summary>Whether a head may be older than the seals; for the upgrade alone, since who could put an old head back could hide rows.</summary>
    internal bool TakesOldHeads { get; init; }

    internal void Moved(int county, string table, long rows, UInt128 change)
    {
        var sums = Of(county).Sums;
        sums[table] = sums.GetValueOrDefault(table).Plus(rows, change);
    }

    private CountyPart Of(int county)
    {
        if (!_counties.TryGetValue(county, out var part))
        {
            _counties.Add(county, part = new CountyPart());
        }

        return part;
    }

    private RowSeal Seal(int generation)
    {
        if (!_seals.TryGetValue(generation, out var seal))
        {
            _seals.Add(generation, seal = new RowSeal(_keys, generation));
        }

        return seal;
    }

    // The city knows which counties have a journal.
    private void Open()
    {
        foreach (var (county, part) in _counties.Where(c => c.Value.HasWork && c.Key != 0 && !c.Value.IsMoved).ToList())
        {
            if (JournalHeads.Read(_connection, _transaction, county) is null)
            {
                Append(0, "opened", "journal_head", county, county, 0);
                Moved(0, JournalModel.Heads.Name, 1, JournalHeads.HiddenOf(SealOf(0), county));
                part.IsNew = true;
            }
        }
    }

    // Numbers are given from the head as it now stands. Who moved it meanwhile did so for rows of his own, so it is asked again, not refused.
    private void Move(int county, CountyPart part)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var head = JournalHeads.Read(_connection, _transaction, county);
            if ((head is not null && part.IsNew && !part.IsMoved) || (head is not null && part.Keys != 0 && head.Keys != part.Keys) || (!part.IsMoved && part.Watched is { } watched && watched != (head?.Number ?? 0)))
            {
                throw new JournalMovedException();
            }

            if (JournalHeads.Move(_connection, _transaction, head, Next(county, part, head)))
            {
                part.IsMoved = true;
                part.Sums.Clear();
                return;
            }
        }

        throw new JournalMovedException();
    }

    private JournalHead Next(int county, CountyPart part, JournalHead? head)
    {
        var keys = head?.Keys ?? (part.Keys == 0 ? _keys.Current : part.Keys);
        var seal = Seal(keys);
        if (head is not null && !JournalHeads.IsSound(head, seal))
        {
            throw new BrokenSealException(JournalModel.Heads.Name, county.ToString(CultureInfo.InvariantCulture));
        }

        if (head is { Seals.Length: 0 } && !TakesOldHeads)
        {
            throw new InvalidOperationException("The database is older than its seals; opening the product upgrades it.");
        }

        var (number, hash) = (head?.Number ?? 0, head?.Hash ?? []);
        var state = SealState.Read(head?.Seals, seal, county, number);
        foreach (var (table, sum) in part.Sums)
        {
            state.Add(table, sum.Rows, sum.Sum);
        }

        (part.First, part.GivenKeys) = (number + 1, keys);
        part.Hashes.Clear();
        foreach (var e in part.Entries)
        {
            hash = JournalHash.Of(seal, hash, county, ++number, _process, e);
            part.Hashes.Add(hash);
        }

        var seals = state.Write(seal, county, number);
        return new JournalHead { CountyCode = county, Number = number, Hash = hash, Keys = keys, Seals = seals, Seal = JournalHeads.Seal(seal, county, number, hash, keys, seals) };
    }

    private void Write()
    {
        if (_counties.Values.All(c => c.Entries.Count == 0))
        {
            return;
        }

        using var insert = _database.BulkInsert(_connection, JournalModel.Table);
        foreach (var (county, part) in _counties)
        {
            for (var i = 0; i < part.Entries.Count; i++)
            {
                Write(insert, county, part.First + i, part.Entries[i], part.GivenKeys, part.Hashes[i]);
            }

            part.Entries.Clear();
            part.Hashes.Clear();
        }

        insert.Complete();
    }

    private void Write(IBulkInsert insert, int county, long number, in PendingEntry e, int keys, byte[] hash)
    {
        insert.Int(county);
        insert.Long(number);
        insert.Long(_process.Id);
        insert.Text(_process.Kind);
        insert.Text(_process.Actor);
        insert.Text(_process.OnBehalfOf);
        insert.Text(_process.Reason);
        insert.Long(_process.At);
        insert.Text(e.Action);
        insert.Text(e.Target);
        insert.Long(e.FirstKey);
        insert.Long(e.LastKey);
        insert.Int(e.Version);
        insert.Text(e.Detail);
        insert.Int(keys);
        insert.Bytes(hash);
        insert.EndRow();
    }

    private sealed class CountyPart
    {
        public List<PendingEntry> Entries { get; } = [];

        public List<byte[]> Hashes { get; } = [];

        public Dictionary<string, SealSum> Sums { get; } = new(StringComparer.Ordinal);

        /// <summary>Keys that rows were sealed with in this transaction; 0 where none was.</summary>
        public int Keys { get; set; }

        public int GivenKeys { get; set; }

        public long First { get; set; }

        /// <summary>Number that the journal must still have; null where it may go on.</summary>
        public long? Watched { get; set; }

        /// <summary>Whether this transaction moved the head already, so that nobody else can.</summary>
        public bool IsMoved { get; set; }

        /// <summary>Whether this transaction is the county's first.</summary>
        public bool IsNew { get; set; }

        public bool HasWork => Entries.Count > 0 || (IsMoved && Sums.Count > 0);
    }
}

/// <summary>An entry that has no number yet.</summary>
internal readonly record struct PendingEntry(string Action, string Target, long FirstKey, long LastKey, int Version, string? Detail);

/// <summary>The county's journal went on, or its keys changed, while this transaction ran; the transaction is to be repeated.</summary>
public sealed class JournalMovedException : Exception
{
    public JournalMovedException() : base("The county's journal moved on while this transaction ran.") { }
}

internal static class JournalHash
{
    /// <summary>Hash of an entry: over the hash before it and its own columns in the order of the table.</summary>
    public static byte[] Of(RowSeal seal, byte[] previous, int county, long number, ProcessContext process, in PendingEntry e) =>
        seal.Begin("journal_entry").Add(previous.AsSpan()).Add(county).Add(number).Add(process.Id).Add(process.Kind).Add(process.Actor)
            .Add(process.OnBehalfOf).Add(process.Reason).Add(process.At).Add(e.Action).Add(e.Target).Add(e.FirstKey).Add(e.LastKey).Add(e.Version).Add(e.Detail).End();

    /// <summary>The same of an entry that was read.</summary>
    public static byte[] Of(RowSeal seal, byte[] previous, JournalEntry e) => Of(
        seal, previous, e.CountyCode, e.Number, new ProcessContext(e.ProcessId, e.Process, e.Actor, e.At, e.OnBehalfOf, e.Reason), new PendingEntry(e.Action, e.Target, e.FirstKey, e.LastKey, e.Version, e.Detail));
}
