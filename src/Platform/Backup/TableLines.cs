using System.Buffers;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Backup;

/// <summary>Writes a table's rows as lines, one JSON array each: numbers, texts, Base64 for bytes, null.</summary>
internal static class TableLines
{
    private const int BufferSize = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The table as it was written, with its rows, size and hash.</summary>
    public static BackupTable Write(DbConnection connection, DbTransaction? transaction, BackupTable table, Stream to, Action<long> rows, CancellationToken cancellation)
    {
        using var measured = new MeasuredStream(to, reading: false);
        var types = table.Columns.Select(c => StoredTables.TypeOf(c.Type)).ToArray();
        var buffer = new ArrayBufferWriter<byte>(BufferSize * 2);
        using var json = new Utf8JsonWriter(buffer, Options);
        var count = 0L;
        using var command = connection.Command(transaction, StoredTables.Select(table));

        // The picture is read to its end, however long the disk takes to follow.
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Write(reader, types, json);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount >= BufferSize)
            {
                cancellation.ThrowIfCancellationRequested();
                measured.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
                rows(count);
            }
        }

        measured.Write(buffer.WrittenSpan);
        rows(count);
        return table with { Rows = count, Bytes = measured.Count, Sha256 = measured.Sha256() };
    }

    /// <summary>Reads lines into a table that holds nothing; returns how many they were.</summary>
    public static long Read(Stream from, BackupTable table, IBulkInsert insert, Action<long> rows, CancellationToken cancellation)
    {
        var types = table.Columns.Select(c => StoredTables.TypeOf(c.Type)).ToArray();
        var buffer = new byte[BufferSize];
        var (filled, count) = (0, 0L);
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = from.Read(buffer.AsSpan(filled));
            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var length and >= 0)
            {
                Row(buffer.AsSpan(start, length), types, insert, table.Name);
                start += length + 1;
                count++;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            rows(count);
            cancellation.ThrowIfCancellationRequested();
            if (read == 0)
            {
                insert.Complete();
                return filled == 0 ? count : throw new InvalidDataException($"The last row of {table.Name} has no end.");
            }
        }
    }

    private static void Write(DbDataReader row, ColumnType[] types, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        for (var i = 0; i < types.Length; i++)
        {
            if (row.IsDBNull(i))
            {
                json.WriteNullValue();
                continue;
            }

            switch (types[i])
            {
                case ColumnType.Int: json.WriteNumberValue(row.GetInt32(i)); break;
                case ColumnType.Long: json.WriteNumberValue(row.GetInt64(i)); break;
                case ColumnType.Bytes: json.WriteBase64StringValue(row.GetFieldValue<byte[]>(i)); break;
                default: json.WriteStringValue(row.GetString(i)); break;
            }
        }

        json.WriteEndArray();
    }

    private static void Row(ReadOnlySpan<byte> line, ColumnType[] types, IBulkInsert insert, string table)
    {
        var json = new Utf8JsonReader(line);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartArray, table);
        foreach (var type in types)
        {
            Expect(json.Read() && json.TokenType != JsonTokenType.EndArray, table);
            if (json.TokenType == JsonTokenType.Null)
            {
                insert.Null();
                continue;
            }

            switch (type)
            {
                case ColumnType.Int: insert.Int(json.GetInt32()); break;
                case ColumnType.Long: insert.Long(json.GetInt64()); break;
                case ColumnType.Bytes: insert.Bytes(json.GetBytesFromBase64()); break;
                default: insert.Text(json.GetString()); break;
            }
        }

        Expect(json.Read() && json.TokenType == JsonTokenType.EndArray, table);
        insert.EndRow();
    }

    private static void Expect(bool holds, string table)
    {
        if (!holds)
        {
            throw new InvalidDataException($"A row of {table} does not have its columns.");
        }
    }
}
