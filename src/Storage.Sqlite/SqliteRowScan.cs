using System.Globalization;
using CleanHeating.Platform.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CleanHeating.Storage.Sqlite;

/// <summary>
/// Steps through a statement and looks at values where the engine has them. The engine holds any kind of value in any column, so a kind is
/// told as it is stored, not as it was declared.
/// </summary>
internal sealed class SqliteRowScan : IRowScan
{
    private const int Row = 100, Done = 101;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;

    public SqliteRowScan(SqliteConnection connection, TableShape table, int keyColumns, int? county)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var where = county is { } code ? string.Create(CultureInfo.InvariantCulture, $" WHERE county_code = {code}") : "";
        var order = string.Join(", ", table.Columns.Take(keyColumns).Select(c => c.Name));
        Check(raw.sqlite3_prepare_v2(_database, $"SELECT {table.ColumnList} FROM {table.Name}{where} ORDER BY {order}", out _statement), 0);
        _handle = _statement.DangerousGetHandle();
    }

    public bool Next()
    {
        var step = SqliteBinding.Step(_handle);
        if (step == Row)
        {
            return true;
        }

        Check(step, Done);
        return false;
    }

    public StoredKind Kind(int column) => SqliteBinding.KindOf(_handle, column) switch
    {
        1 => StoredKind.Integer,
        3 => StoredKind.Text,
        4 => StoredKind.Bytes,
        5 => StoredKind.Null,
        _ => StoredKind.Other,
    };

    public long Long(int column) => SqliteBinding.LongOf(_handle, column);

    public unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = SqliteBinding.BytesOf(_handle, column);
        return new ReadOnlySpan<byte>((void*)bytes, SqliteBinding.LengthOf(_handle, column));
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
