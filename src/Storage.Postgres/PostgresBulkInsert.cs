using CleanHeating.Platform.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CleanHeating.Storage.Postgres;

/// <summary>Binary COPY. While one is open the connection does nothing else, so writers gather a batch first.</summary>
internal sealed class PostgresBulkInsert : IBulkInsert
{
    private readonly NpgsqlBinaryImporter _copy;
    private bool _inRow;

    public PostgresBulkInsert(NpgsqlConnection connection, TableShape table)
    {
        _copy = connection.BeginBinaryImport($"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)");

        // The end of a large one waits for its indexes and foreign keys.
        _copy.Timeout = TimeSpan.FromMinutes(30);
    }

    public void Int(int value)
    {
        Row();
        _copy.Write(value, NpgsqlDbType.Integer);
    }

    public void Long(long value)
    {
        Row();
        _copy.Write(value, NpgsqlDbType.Bigint);
    }

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

        Row();
        _copy.Write(value, NpgsqlDbType.Text);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Row();
        _copy.Write(value.ToArray(), NpgsqlDbType.Bytea);
    }

    public void Null()
    {
        Row();
        _copy.WriteNull();
    }

    public void EndRow() => _inRow = false;

    public void Complete() => _copy.Complete();

    public void Dispose() => _copy.Dispose();

    private void Row()
    {
        if (!_inRow)
        {
            _copy.StartRow();
            _inRow = true;
        }
    }
}
