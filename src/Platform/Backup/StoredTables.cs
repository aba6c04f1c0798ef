using System.Data.Common;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CleanHeating.Platform.Backup;

/// <summary>Every table of the model, whichever room's, in an order in which they can be filled: who is referred to comes first.</summary>
internal static class StoredTables
{
    public static IReadOnlyList<BackupTable> Of(CleanHeatingDb context)
    {
        var tables = context.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        var waiting = new HashSet<ITable>();
        foreach (var table in tables)
        {
            Place(table, ordered, waiting);
        }

        return [.. ordered.Select(Describe)];
    }

    /// <summary>The shape for bulk insert. Names are quoted, since a column may be called as the language is.</summary>
    public static TableShape Shape(BackupTable table) => new(
        Quoted(table.Name), [.. table.Columns.Select(c => (Quoted(c.Name), TypeOf(c.Type)))]);

    public static string Select(BackupTable table) =>
        $"SELECT {string.Join(", ", table.Columns.Select(c => Quoted(c.Name)))} FROM {Quoted(table.Name)} ORDER BY {string.Join(", ", table.Key.Select(Quoted))}";

    public static ColumnType TypeOf(string type) => type switch
    {
        "int" => ColumnType.Int,
        "long" => ColumnType.Long,
        "text" => ColumnType.Text,
        "bytes" => ColumnType.Bytes,
        _ => throw new InvalidDataException($"There is no column type {type}."),
    };

    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>Empties every table of the model: what migrations put into them comes with the backup's rows.</summary>
    public static void Empty(DbConnection connection, DbTransaction transaction, IReadOnlyList<BackupTable> tables)
    {
        foreach (var table in tables.Reverse())
        {
            connection.Execute(transaction, $"DELETE FROM {Quoted(table.Name)}");
        }
    }

    private static void Place(ITable table, List<ITable> ordered, HashSet<ITable> waiting)
    {
        if (ordered.Contains(table) || !waiting.Add(table))
        {
            return;
        }

        foreach (var needed in table.ForeignKeyConstraints.Select(k => (ITable)k.PrincipalTable).Where(t => t != table).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Place(needed, ordered, waiting);
        }

        waiting.Remove(table);
        ordered.Add(table);
    }

    private static BackupTable Describe(ITable table)
    {
        var key = table.PrimaryKey?.Columns.Select(c => c.Name).ToList() ?? throw new InvalidOperationException($"{table.Name} has no primary key.");
        var rest = table.Columns.Select(c => c.Name).Except(key).Order(StringComparer.Ordinal);
        return new BackupTable(table.Name, [.. key.Concat(rest).Select(name => new BackupColumn(name, TypeOf(table, table.FindColumn(name)!)))], key, 0, 0, "");
    }

    private static string TypeOf(ITable table, IColumn column)
    {
        var type = column.PropertyMappings[0].TypeMapping.Converter?.ProviderClrType ?? column.PropertyMappings[0].Property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(string) ? "text" : type == typeof(byte[]) ? "bytes"
            : throw new NotSupportedException($"{table.Name}.{column.Name} is neither a whole number, text nor bytes.");
    }
}
