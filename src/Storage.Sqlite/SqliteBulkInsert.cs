using System.Text;
using CleanHeating.Platform.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CleanHeating.Storage.Sqlite;

/// <summary>One prepared statement, bound through the engine's own interface: parameter objects would cost more than the insert.</summary>
internal sealed class SqliteBulkInsert : IBulkInsert
{
    private const int Done = 101;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[512];
    private int _column;

    public SqliteBulkInsert(SqliteConnection connection, TableShape table)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var marks = string.Join(",", Enumerable.Repeat("?", table.Columns.Count));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({marks})", out _statement), 0);
    }

    public void Int(int value) => Check(raw.sqlite3_bind_int64(_statement, ++_column, value), 0);

    public void Long(long value) => Check(raw.sqlite3_bind_int64(_statement, ++_column, value), 0);

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
            return;
        }

        var need = value.Length * 3;
        if (need > _text.Length)
        {
            _text = new byte[need];
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_statement, ++_column, _text.AsSpan(0, length)), 0);
    }

    public void Bytes(ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, ++_column, value), 0);

    public void Null() => Check(raw.sqlite3_bind_null(_statement, ++_column), 0);

    public void EndRow()
    {
        _column = 0;
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
