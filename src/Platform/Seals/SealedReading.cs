using System.Data.Common;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Seals;

/// <summary>Asks, on reading, whether a row is as it was sealed: for rows that let somebody in.</summary>
internal static class SealedReading
{
    /// <summary>Columns of a table with an alias before each.</summary>
    public static string Columns(this SealedTable table, string alias) => string.Join(", ", table.Shape.Columns.Select(c => $"{alias}.{c.Name}"));

    /// <param name="table">The table.</param>
    /// <param name="row">A row that holds all its columns in order.</param>
    /// <param name="first">Where they begin.</param>
    /// <param name="keys">Any of their seal keys will do: while keys turn, a county has its older ones still, or newer ones that were not heard of here.</param>
    public static bool IsSound(this SealedTable table, DbDataReader row, int first, KeyRing keys)
    {
        var stored = row.GetFieldValue<byte[]>(first + table.SealColumn);
        var held = keys.Generations.ToList();
        return held.Exists(IsUnder) || keys.Held.Generations.ExceptBy(held.Select(g => g.Number), g => g.Number).Any(IsUnder);

        bool IsUnder(KeyGeneration generation)
        {
            using var seal = new RowSeal(generation.Seal);
            return Feed(table, row, first, seal.Begin(table.Name)).Matches(stored);
        }
    }

    private static RowSeal Feed(SealedTable table, DbDataReader row, int first, RowSeal seal)
    {
        for (var i = 0; i < table.SealColumn; i++)
        {
            _ = row.IsDBNull(first + i) ? seal.AddNull() : table.Shape.Columns[i].Type switch
            {
                ColumnType.Int or ColumnType.Long => seal.Add(row.GetInt64(first + i)),
                ColumnType.Text => seal.Add(row.GetString(first + i)),
                _ => seal.Add(row.GetFieldValue<byte[]>(first + i).AsSpan()),
            };
        }

        return seal;
    }
}
