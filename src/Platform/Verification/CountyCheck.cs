using System.Data.Common;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Verification;

/// <summary>
/// One county's part of a verification, on one connection and thread: the chain of its journal, every row of its sealed tables, and what
/// its head says of them. County 0 is the city. A room looks at the rows of its own table with <see cref="Table"/>, and at others with <see cref="Rest"/>.
/// </summary>
public sealed class CountyCheck : IDisposable
{
    private readonly IDatabase _database;
    private readonly DbConnection _connection;
    private readonly KeyRing _keys;
    private readonly JournalHead? _head;
    private readonly SealState? _state;
    private readonly Dictionary<int, RowSeal> _seals = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly RowSeal _seal;

    /// <param name="database">The database.</param>
    /// <param name="picture">The picture that is verified.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="county">The county; 0 for the city.</param>
    public CountyCheck(IDatabase database, Picture picture, KeyRing keys, int county)
    {
        (_database, _connection, _keys, County) = (database, picture.Connection, keys, county);
        var (head, isThere) = JournalHeads.Look(database, picture.Connection, county);
        _seal = SealOf(head?.Keys ?? keys.Current) ?? SealOf(keys.Current)!;
        if (!isThere)
        {
            JournalOk = picture.Connection.ScalarLong(picture.Transaction, "SELECT COUNT(*) FROM journal_entry WHERE county_code = @p0", county) == 0;
            _state = JournalOk ? new SealState() : null;
        }
        else if (head is { Seals.Length: > 0 } && JournalHeads.IsSound(head, _seal))
        {
            JournalOk = true;
            _head = head;
            _state = SealState.Read(head.Seals, _seal, county, head.Number);
        }

        if (!JournalOk)
        {
            Add(JournalModel.Heads.Name, RowKey.Of(county), isThere ? "changed" : "missing");
        }
    }

    public int County { get; }

    public List<Broken> Broken { get; } = [];

    /// <summary>Rows looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether head and, after <see cref="Journal"/>, chain are whole.</summary>
    public bool JournalOk { get; private set; }

    public void Add(string table, string key, string what) => Broken.Add(new Broken(table, key, what));

    /// <summary>Walks the county's chain and hands on each entry that is sound.</summary>
    public void Journal(JournalEntryVisitor visit)
    {
        using var scan = _database.Scan(_connection, JournalModel.Table, 2, County);
        var walk = new JournalWalk(this, _head, SealOf);
        Rows += walk.Run(scan, visit);
        JournalOk &= walk.IsWhole;
    }

    /// <summary>Looks at every row of a sealed table. <paramref name="each"/> sees the row, and whether its seal is sound.</summary>
    public void Table(SealedTable table, Action<IRowScan, bool>? each = null, Func<IRowScan, string>? key = null)
    {
        _done.Add(table.Name);
        var (sum, broken) = (default(SealSum), 0);
        using (var scan = _database.Scan(_connection, table.Shape, table.KeyColumns, table.IsOfCounty ? County : null))
        {
            while (scan.Next())
            {
                var hidden = SealCheck.Check(scan, table, _seal);
                sum = sum.Plus(1, hidden ?? 0);
                if (hidden is null)
                {
                    broken++;
                    Add(table.Name, key?.Invoke(scan) ?? RowKey.Of(scan, table.KeyColumns), "seal-broken");
                }

                each?.Invoke(scan, hidden is not null);
            }
        }

        Rows += sum.Rows;
        Compare(table.Name, sum, broken);
    }

    /// <summary>Looks at every sealed table that was not looked at yet.</summary>
    public void Rest()
    {
        foreach (var table in _database.SealedTables.Where(t => (t.IsOfCounty || County == 0) && !_done.Contains(t.Name)))
        {
            Table(table);
        }

        // Rows that the head knows of a table that nobody has.
        foreach (var (table, sum) in _state?.Tables ?? new Dictionary<string, SealSum>())
        {
            if (sum.Rows != 0 && table != JournalModel.Heads.Name && !_done.Contains(table))
            {
                Add(table, RowKey.Of(County), "rows-missing");
            }
        }
    }

    /// <summary>Compares the journals that the city knows of with those that are there.</summary>
    public void Journals(IReadOnlyCollection<int> counties)
    {
        var sum = default(SealSum);
        foreach (var county in counties.Where(c => c != 0))
        {
            sum = sum.Plus(1, JournalHeads.HiddenOf(_seal, county));
        }

        Compare(JournalModel.Heads.Name, sum, 0);
    }

    public void Dispose()
    {
        foreach (var seal in _seals.Values)
        {
            seal.Dispose();
        }
    }

    // A named row explains a differing sum; a differing number of rows always says more than the rows that are there can.
    private void Compare(string table, SealSum found, int broken)
    {
        var expected = _state?.Of(table) ?? default;
        if (_state is not null && (found.Rows != expected.Rows || (broken == 0 && found.Sum != expected.Sum)))
        {
            Add(table, RowKey.Of(County), found.Rows < expected.Rows ? "rows-missing" : found.Rows > expected.Rows ? "rows-added" : "rows-put-back");
        }
    }

    private RowSeal? SealOf(int generation)
    {
        if (!_keys.Has(generation))
        {
            return null;
        }

        if (!_seals.TryGetValue(generation, out var seal))
        {
            _seals.Add(generation, seal = new RowSeal(_keys, generation));
        }

        return seal;
    }
}
