using System.Collections;
using System.Globalization;
using CleanHeating.Platform.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CleanHeating.Storage.Postgres;

/// <summary>COPY knows no conflicts, so rows go as one array per column, thousands in a statement.</summary>
internal sealed class PostgresBulkUpsert : IBulkInsert
{
    private const int RowsPerStatement = 8192;
    private readonly NpgsqlConnection _connection;
    private readonly TableShape _table;
    private readonly string _statement;
    private readonly IList[] _columns;
    private int _column, _rows;

    public PostgresBulkUpsert(NpgsqlConnection connection, TableShape table, string onConflict)
    {
        (_connection, _table) = (connection, table);
        var arrays = string.Join(", ", table.Columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")));
        _statement = $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT * FROM unnest({arrays}) {onConflict}";
        _columns = [.. table.Columns.Select(c => EmptyOf(c.Type))];
    }

    public void Int(int value) => Put(value);

    public void Long(long value) => Put(value);

    public void Long(long? value) => Put(value);

    public void Text(string? value) => Put(value);

    public void Bytes(ReadOnlySpan<byte> value) => Put(value.ToArray());

    public void Null() => Put(null);

    public void EndRow()
    {
        _column = 0;
        if (++_rows == RowsPerStatement)
        {
            Complete();
        }
    }

    public void Complete()
    {
        if (_rows == 0)
        {
            return;
        }

        using var command = _connection.CreateCommand();
        command.CommandText = _statement;
        for (var i = 0; i < _columns.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}"), Value = _columns[i], NpgsqlDbType = NpgsqlDbType.Array | TypeOf(_table.Columns[i].Type) });
        }

        command.ExecuteNonQuery();
        Array.ForEach(_columns, c => c.Clear());
        _rows = 0;
    }

    public void Dispose()
    {
    }

    private static IList EmptyOf(ColumnType type) => type switch
    {
        ColumnType.Int => new List<int?>(),
        ColumnType.Long => new List<long?>(),
        ColumnType.Bytes => new List<byte[]?>(),
        _ => new List<string?>(),
    };

    private static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Int => NpgsqlDbType.Integer,
        ColumnType.Long => NpgsqlDbType.Bigint,
        ColumnType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private void Put(object? value) => _columns[_column++].Add(value);
}
