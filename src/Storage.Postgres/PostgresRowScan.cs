using System.Buffers.Binary;
using System.Globalization;
using CleanHeating.Platform.Storage;
using Npgsql;

namespace CleanHeating.Storage.Postgres;

/// <summary>Reads binary COPY as it comes, row by row: a length before every value, numbers big-endian, texts as UTF-8.</summary>
internal sealed class PostgresRowScan : IRowScan
{
    // Eleven bytes of signature, four of flags, four with the length of what follows them.
    private const int HeaderSize = 19;
    private readonly Stream _stream;
    private readonly TableShape _table;
    private readonly (int Start, int Length)[] _values;
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _isEnd;

    public PostgresRowScan(NpgsqlConnection connection, TableShape table, int keyColumns, int? county)
    {
        _table = table;
        _values = new (int, int)[table.Columns.Count];
        var where = county is { } code ? string.Create(CultureInfo.InvariantCulture, $" WHERE county_code = {code}") : "";
        var order = string.Join(", ", table.Columns.Take(keyColumns).Select(c => c.Name));
        _stream = connection.BeginRawBinaryCopy($"COPY (SELECT {table.ColumnList} FROM {table.Name}{where} ORDER BY {order}) TO STDOUT (FORMAT BINARY)");
        Need(HeaderSize);
        var extension = Int(15);
        Need(HeaderSize + extension);
        _start += HeaderSize + extension;
    }

    public bool Next()
    {
        if (_isEnd)
        {
            return false;
        }

        Need(2);
        if (BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_start)) < 0)
        {
            _isEnd = true;
            return false;
        }

        var at = 2;
        for (var i = 0; i < _values.Length; i++)
        {
            Need(at + 4);
            var length = Int(at);
            at += 4;
            Need(at + Math.Max(length, 0));
            _values[i] = (at, length);
            at += Math.Max(length, 0);
        }

        // Only now, since a row may have moved to the front of the buffer while it was gathered.
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Start += _start;
        }

        _start += at;
        return true;
    }

    public StoredKind Kind(int column) => _values[column].Length < 0 ? StoredKind.Null : _table.Columns[column].Type switch
    {
        ColumnType.Int or ColumnType.Long => StoredKind.Integer,
        ColumnType.Text => StoredKind.Text,
        _ => StoredKind.Bytes,
    };

    public long Long(int column) => _values[column].Length == 4 ? BinaryPrimitives.ReadInt32BigEndian(Bytes(column)) : BinaryPrimitives.ReadInt64BigEndian(Bytes(column));

    public ReadOnlySpan<byte> Bytes(int column) => _buffer.AsSpan(_values[column].Start, _values[column].Length);

    public void Dispose() => _stream.Dispose();

    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start + at));

    // Has the buffer hold this much from the start of the row on.
    private void Need(int size)
    {
        if (_end - _start >= size)
        {
            return;
        }

        if (_start + size > _buffer.Length)
        {
            var to = size > _buffer.Length ? new byte[Math.Max(size, _buffer.Length * 2)] : _buffer;
            _buffer.AsSpan(_start.._end).CopyTo(to);
            (_buffer, _end, _start) = (to, _end - _start, 0);
        }

        while (_end - _start < size)
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read > 0 ? read : throw new EndOfStreamException("The server ended a copy in the middle of a row.");
        }
    }
}
