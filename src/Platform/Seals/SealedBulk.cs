using System.Data.Common;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Seals;

/// <summary>
/// Writes many rows of a sealed table at once, new ones or over those that are there. Over rows that were read in the same transaction only, in
/// a county whose journal is watched: nobody else can then have changed them.
/// </summary>
public sealed class SealedBulk : IDisposable
{
    private readonly JournalWriter _journal;
    private readonly SealedTable _table;
    private readonly IBulkInsert _insert;
    private readonly RowSeal _seal;
    private readonly int _county;

    /// <param name="database">The database.</param>
    /// <param name="connection">The connection, inside the journal's transaction.</param>
    /// <param name="journal">The journal of the transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="county">County of all rows; 0 for the city.</param>
    /// <param name="over">Whether rows with the same key are written over; else all keys are new.</param>
    public SealedBulk(IDatabase database, DbConnection connection, JournalWriter journal, SealedTable table, int county, bool over = false)
    {
        (_journal, _table, _county) = (journal, table, county);

        // Whatever the seal needs is asked for now: while rows stream in, the connection answers nothing else.
        _seal = journal.SealOf(table.IsOfCounty ? county : 0);
        _insert = over ? database.BulkUpsert(connection, table.Shape, Over(table)) : database.BulkInsert(connection, table.Shape);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">Values of all columns but the seal.</param>
    public void Add(params ReadOnlySpan<object?> values)
    {
        var seal = SealedRows.ValueOf(_seal, _table, values);
        Write(values, seal.ToArray());
        _journal.Rows.Added(_table, _county, seal);
    }

    /// <summary>Writes a row over what was read.</summary>
    public void Replace(SealedRow before, params ReadOnlySpan<object?> values)
    {
        var seal = SealedRows.ValueOf(_seal, _table, values);
        Write(values, seal.ToArray());
        _journal.Moved(_county, _table.Name, 0, unchecked(seal.Hidden - before.Hidden));
    }

    public void Complete() => _insert.Complete();

    public void Dispose() => _insert.Dispose();

    private void Write(ReadOnlySpan<object?> values, byte[] seal)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case null: _insert.Null(); break;
                case int number: Whole(number, i); break;
                case long number: Whole(number, i); break;
                case string text: _insert.Text(text); break;
                case byte[] bytes: _insert.Bytes(bytes); break;
                default: throw new ArgumentException("A stored value is a whole number, a text or bytes.", nameof(values));
            }
        }

        _insert.Bytes(seal);
        _insert.EndRow();
    }

    private void Whole(long number, int column)
    {
        if (_table.Shape.Columns[column].Type == ColumnType.Int)
        {
            _insert.Int((int)number);
        }
        else
        {
            _insert.Long(number);
        }
    }

    private static string Over(SealedTable table) =>
        $"ON CONFLICT ({string.Join(", ", table.Shape.Columns.Take(table.KeyColumns).Select(c => c.Name))}) DO UPDATE SET {string.Join(", ", table.Shape.Columns.Skip(table.KeyColumns).Select(c => $"{c.Name} = excluded.{c.Name}"))}";
}
