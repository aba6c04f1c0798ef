using System.Runtime.InteropServices;
using System.Text;
using CleanHeating.Platform.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CleanHeating.Storage.Sqlite;

/// <summary>
/// One prepared statement, bound through the engine's own interface: parameter objects would cost more than the insert. A row's
/// texts and bytes lie side by side in one buffer that does not move, so that the engine need not copy each.
/// </summary>
internal sealed class SqliteBulkInsert : IBulkInsert
{
    private const int Done = 101;
    private const int RowSize = 1 << 14;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private readonly byte[] _row = GC.AllocateUninitializedArray<byte>(RowSize, pinned: true);
    private readonly nint _rowAddress;
    private int _column, _used;

    public SqliteBulkInsert(SqliteConnection connection, TableShape table, string onConflict = "")
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var marks = string.Join(",", Enumerable.Repeat("?", table.Columns.Count));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({marks}) {onConflict}", out _statement), 0);
        _handle = _statement.DangerousGetHandle();
        _rowAddress = Marshal.UnsafeAddrOfPinnedArrayElement(_row, 0);
    }

    public void Int(int value) => Long(value);

    public void Long(long value) => Check(SqliteBinding.Long(_handle, ++_column, value), 0);

    public void Long(long? value)
    {
        if (value is { } some)
        {
            Long(some);
        }
        else
        {
            Null();
        }
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
        }
        else if (Encoding.UTF8.TryGetBytes(value, _row.AsSpan(_used), out var length))
        {
            Check(SqliteBinding.Text(_handle, ++_column, _rowAddress + _used, length, SqliteBinding.Static), 0);
            _used += length;
        }
        else
        {
            Check(raw.sqlite3_bind_text(_statement, ++_column, Encoding.UTF8.GetBytes(value)), 0);
        }
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (value.TryCopyTo(_row.AsSpan(_used)))
        {
            Check(SqliteBinding.Bytes(_handle, ++_column, _rowAddress + _used, value.Length, SqliteBinding.Static), 0);
            _used += value.Length;
        }
        else
        {
            Check(raw.sqlite3_bind_blob(_statement, ++_column, value), 0);
        }
    }

    public void Null() => Check(SqliteBinding.Null(_handle, ++_column), 0);

    public void EndRow()
    {
        (_column, _used) = (0, 0);
        var step = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(step, Done);
    }

    public void Complete()
    {
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code, int expected)
    {
        if (code != expected)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(_database));
        }
    }
}
