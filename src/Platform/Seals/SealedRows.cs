using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Seals;

/// <summary>A sealed row as it was read, its seal found sound.</summary>
public sealed class SealedRow
{
    internal SealedRow(SealedTable table, object?[] values, byte[] seal, UInt128 hidden) => (Table, Values, Seal, Hidden) = (table, values, seal, hidden);

    internal SealedTable Table { get; }

    internal object?[] Values { get; }

    internal byte[] Seal { get; }

    internal UInt128 Hidden { get; }

    public long Long(string column) => (long)Values[Table.ColumnOf(column)]!;

    public long? LongOrNull(string column) => (long?)Values[Table.ColumnOf(column)];

    public string? Text(string column) => (string?)Values[Table.ColumnOf(column)];

    public byte[]? Bytes(string column) => (byte[]?)Values[Table.ColumnOf(column)];
}

/// <summary>
/// Writes rows of sealed tables in a transaction whose journal is written by <see cref="JournalWriter"/>: computes their seals and tells
/// the county's sums. A row that somebody changed behind the software's back is not built upon: changing it would make it look sound.
/// </summary>
public sealed class SealedRows
{
    private readonly JournalWriter _journal;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    internal SealedRows(JournalWriter journal, DbConnection connection, DbTransaction transaction) => (_journal, _connection, _transaction) = (journal, connection, transaction);

    /// <summary>Inserts a row; false where its key is there already.</summary>
    /// <param name="table">The table.</param>
    /// <param name="values">Values of all columns but the seal, in order: int, long, string, byte[] or null.</param>
    public bool Insert(SealedTable table, params ReadOnlySpan<object?> values) => Insert(table, [], values);

    /// <summary>Inserts a row with columns that its seal does not cover; false where its key is there already.</summary>
    public bool Insert(SealedTable table, IReadOnlyList<(string Column, object? Value)> free, params ReadOnlySpan<object?> values)
    {
        var seal = ValueOf(table, values);
        object?[] all = [.. values, seal.ToArray(), .. free.Select(f => f.Value)];
        if (_connection.Execute(_transaction, free.Count == 0 ? table.InsertNew : table.InsertWith(free.Select(f => f.Column)), all) != 1)
        {
            return false;
        }

        _journal.Moved(CountyOf(table, values[0]), table.Name, 1, seal.Hidden);
        return true;
    }

    /// <summary>The row with a key; null where there is none.</summary>
    public SealedRow? Find(SealedTable table, params object?[] key) => Read(table, table.SelectByKey, key).FirstOrDefault();

    /// <summary>Rows that a condition names; its parameters are @p0, @p1, …</summary>
    public List<SealedRow> Where(SealedTable table, string condition, params object?[] values) =>
        Read(table, $"SELECT {table.Shape.ColumnList} FROM {table.Name} WHERE {condition}", values);

    /// <summary>Sets columns of a row; false where somebody else changed it since it was read.</summary>
    public bool Update(SealedRow row, params IReadOnlyList<(string Column, object? Value)> set)
    {
        var table = row.Table;
        var values = (object?[])row.Values.Clone();
        int[] columns = [.. set.Select(s => table.ColumnOf(s.Column))];
        for (var i = 0; i < columns.Length; i++)
        {
            values[columns[i]] = set[i].Value;
        }

        var seal = ValueOf(table, values);
        object?[] parameters = [.. columns.Select(c => values[c]), seal.ToArray(), .. row.Values.Take(table.KeyColumns), row.Seal];
        if (_connection.Execute(_transaction, table.Update(columns), parameters) != 1)
        {
            return false;
        }

        _journal.Moved(CountyOf(table, row.Values[0]), table.Name, 0, unchecked(seal.Hidden - row.Hidden));
        return true;
    }

    /// <summary>Removes a row; false where somebody else changed it since it was read.</summary>
    public bool Delete(SealedRow row)
    {
        object?[] parameters = [.. row.Values.Take(row.Table.KeyColumns), row.Seal];
        if (_connection.Execute(_transaction, row.Table.DeleteByKey, parameters) != 1)
        {
            return false;
        }

        _journal.Moved(CountyOf(row.Table, row.Values[0]), row.Table.Name, -1, unchecked(0 - row.Hidden));
        return true;
    }

    /// <summary>
    /// Removes rows, also such as were tampered with, where removing must never be hindered. What a tampered row had added to the county's sum
    /// is not known, so a verification names the table from then on.
    /// </summary>
    public int Discard(SealedTable table, string condition, params object?[] values)
    {
        var rows = ReadUnchecked(table, $"SELECT {table.Shape.ColumnList} FROM {table.Name} WHERE {condition}", values);
        foreach (var row in rows)
        {
            var seal = ValueOf(table, row.Values);
            object?[] parameters = [.. row.Values.Take(table.KeyColumns), row.Seal];
            if (_connection.Execute(_transaction, table.DeleteByKey, parameters) == 1)
            {
                _journal.Moved(CountyOf(table, row.Values[0]), table.Name, -1, seal.Is(row.Seal) ? unchecked(0 - seal.Hidden) : 0);
            }
        }

        return rows.Count;
    }

    /// <summary>Tells of a row that was written in bulk with this seal.</summary>
    public void Added(SealedTable table, int county, in SealValue seal) => _journal.Moved(county, table.Name, 1, seal.Hidden);

    /// <summary>Tells of a row that was written over in bulk.</summary>
    public void Replaced(SealedTable table, int county, in SealValue before, in SealValue after) => _journal.Moved(county, table.Name, 0, unchecked(after.Hidden - before.Hidden));

    /// <summary>Seals the rows of a table that have no seal yet, and counts those that have one, sound or not.</summary>
    internal void Adopt(SealedTable table)
    {
        var (bare, last) = (new List<SealedRow>(), table.SealColumn);
        foreach (var reader in _connection.Query(_transaction, $"SELECT {table.Shape.ColumnList} FROM {table.Name}"))
        {
            var (values, stored) = (Values(reader, table), reader.GetFieldValue<byte[]>(last));
            var seal = ValueOf(table, values);
            _journal.Moved(CountyOf(table, values[0]), table.Name, 1, stored.Length == 0 || seal.Is(stored) ? seal.Hidden : 0);
            if (stored.Length == 0)
            {
                bare.Add(new SealedRow(table, values, seal.ToArray(), seal.Hidden));
            }
        }

        foreach (var row in bare)
        {
            _connection.Execute(_transaction, table.Update([]), [row.Seal, .. row.Values.Take(table.KeyColumns), Array.Empty<byte>()]);
        }
    }

    private List<SealedRow> Read(SealedTable table, string statement, object?[] parameters) => [.. ReadUnchecked(table, statement, parameters).Select(Checked)];

    private List<SealedRow> ReadUnchecked(SealedTable table, string statement, object?[] parameters)
    {
        var rows = new List<SealedRow>();
        foreach (var reader in _connection.Query(_transaction, statement, parameters))
        {
            rows.Add(new SealedRow(table, Values(reader, table), reader.GetFieldValue<byte[]>(table.SealColumn), 0));
        }

        return rows;
    }

    /// <summary>Values of the columns under the seal, of a row that holds all the table's columns from the first on.</summary>
    internal static object?[] Values(DbDataReader reader, SealedTable table, int first = 0)
    {
        var values = new object?[table.SealColumn];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.IsDBNull(first + i) ? null : table.Shape.Columns[i].Type switch
            {
                ColumnType.Int or ColumnType.Long => reader.GetInt64(first + i),
                ColumnType.Text => reader.GetString(first + i),
                _ => reader.GetFieldValue<byte[]>(first + i),
            };
        }

        return values;
    }

    // After reading: the generation of a county's keys is another query on the same connection.
    private SealedRow Checked(SealedRow row)
    {
        var seal = ValueOf(row.Table, row.Values);
        return seal.Is(row.Seal)
            ? new SealedRow(row.Table, row.Values, row.Seal, seal.Hidden)
            : throw Unsound(row.Table, row.Seal, KeyOf(row.Table, row.Values), [.. row.Values.Take(row.Table.KeyColumns)]);
    }

    /// <summary>
    /// What to throw where a row that was read does not agree with its seal. Row and generation of its county are read one after the other, so
    /// keys that turn in between make them differ: then the transaction begins again. Else somebody changed the row.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="seal">Seal that the row was read with.</param>
    /// <param name="shown">The row's key, for people.</param>
    /// <param name="key">The row's key.</param>
    public Exception Unsound(SealedTable table, byte[] seal, string shown, params object?[] key) =>
        _journal.HaveKeysTurned(CountyOf(table, key[0])) || ReadUnchecked(table, table.SelectByKey, key).FirstOrDefault() is not { } now || !now.Seal.AsSpan().SequenceEqual(seal)
            ? new JournalMovedException()
            : new BrokenSealException(table.Name, shown);

    /// <summary>A row's key as people read it.</summary>
    internal static string KeyOf(SealedTable table, object?[] values) =>
        string.Join('/', values.Take(table.KeyColumns).Select(v => v is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(v, CultureInfo.InvariantCulture)));

    private SealValue ValueOf(SealedTable table, ReadOnlySpan<object?> values)
    {
        if (values.Length != table.SealColumn)
        {
            throw new ArgumentException($"{table.Name} has {table.SealColumn.ToString(CultureInfo.InvariantCulture)} columns under its seal.", nameof(values));
        }

        return ValueOf(_journal.SealOf(CountyOf(table, values[0])), table, values);
    }

    /// <summary>The seal of these values.</summary>
    internal static SealValue ValueOf(RowSeal seal, SealedTable table, ReadOnlySpan<object?> values)
    {
        seal.Begin(table.Name);
        foreach (var value in values)
        {
            _ = value switch
            {
                null => seal.AddNull(),
                int number => seal.Add(number),
                long number => seal.Add(number),
                string text => seal.Add(text),
                byte[] bytes => seal.Add(bytes.AsSpan()),
                _ => throw new ArgumentException("A stored value is a whole number, a text or bytes.", nameof(values)),
            };
        }

        return seal.Value();
    }

    private static int CountyOf(SealedTable table, object? first) => table.IsOfCounty ? Convert.ToInt32(first, CultureInfo.InvariantCulture) : 0;
}

/// <summary>A stored row does not agree with its seal: somebody changed it behind the software's back. Nothing is built upon it.</summary>
public sealed class BrokenSealException(string table, string key) : Exception($"{table} {key} was changed behind the software's back; cleanheat verify tells more.")
{
    public string Table { get; } = table;

    public string Key { get; } = key;
}
