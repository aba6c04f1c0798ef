using System.Data.Common;
using System.Globalization;

namespace CleanHeating.Platform.Storage;

/// <summary>Hand-written statements over ADO.NET, the same text on both databases: parameters are @p0, @p1, …</summary>
public static class Sql
{
    /// <summary>A command with its parameters set by position; prepared when it will run often.</summary>
    public static DbCommand Command(this DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static int Execute(this DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(transaction, text, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>First column of the first row as a whole number; null when there is no row or the value is NULL.</summary>
    public static long? ScalarLong(this DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(transaction, text, values);
        var value = command.ExecuteScalar();
        return value is null or DBNull ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    public static IEnumerable<DbDataReader> Query(this DbConnection connection, DbTransaction? transaction, string text, params object?[] values)
    {
        using var command = connection.Command(transaction, text, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader;
        }
    }

    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static byte[]? BytesOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
