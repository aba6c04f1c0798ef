using System.Data.Common;
using System.Globalization;

namespace CleanHeating.Storage.Tests.Tampering;

/// <summary>What was done to a table, and how a verification may name it: every group of keys must have one that is named.</summary>
internal sealed record Meddling(string What, StoredTable Table, IReadOnlyList<IReadOnlyList<string>> Names);

/// <summary>Changes rows at random as somebody with a database tool could.</summary>
internal sealed class Meddler(TamperedCity city, int seed, ICollection<string> free)
{
    private readonly Random _random = new(seed);

    /// <summary>Meddles with a table; null where the database itself would not have it, or nothing would change.</summary>
    public Meddling? Meddle(StoredTable table)
    {
        var rows = table.Rows(city.Tool);
        try
        {
            return _random.Next(4) switch
            {
                0 => Edit(table, rows),
                1 => Insert(table, rows),
                2 => Delete(table, rows),
                _ => Swap(table, rows),
            };
        }
        catch (DbException)
        {
            // A key that is taken, or a value that the column does not hold.
            return null;
        }
    }

    private Meddling Edit(StoredTable table, List<object?[]> rows)
    {
        var (row, column) = (Any(rows), Sealed(table));
        var changed = (object?[])row.Clone();
        if (city.IsSqlite && row[column] is not null && _random.Next(4) == 0)
        {
            return EditKind(table, row, column);
        }

        changed[column] = Other(row[column], table.Columns[column]);
        if (Equals(changed[column], row[column]) && row[column] is string same)
        {
            changed[column] = same + "y";
        }

        table.Update(city.Tool, row, [(column, changed[column])]);
        return new Meddling($"edit {table.Columns[column].Name} of {table.KeyOf(row)}: {Shown(row[column])} -> {Shown(changed[column])}", table, [[table.KeyOf(row), table.KeyOf(changed)]]);
    }

    // The same value as another kind, which SQLite stores in any column and reads as if nothing had happened.
    private static readonly string[] Kinds = ["CAST({0} AS BLOB)", "{0} + 0.25", "{0} || char(0) || 'x'"];

    private Meddling EditKind(StoredTable table, object?[] row, int column)
    {
        var name = table.Columns[column].Name;
        var kind = string.Format(CultureInfo.InvariantCulture, row[column] switch
        {
            // Beyond 2^50 a quarter more is lost in the rounding, and may leave the value as it was.
            long number => Kinds[_random.Next(2) * (Math.Abs(number) < 1L << 50 ? 1 : 0)],
            string => Kinds[_random.Next(2) * 2],
            _ => "CAST({0} AS TEXT)",
        }, name);
        table.Update(city.Tool, row, [(column, row[column])], kind);
        var key = table.Columns[column].IsKey ? [table.KeyOf(row), table.CountyOf(row), .. table.Rows(city.Tool).Select(table.KeyOf)] : (IReadOnlyList<string>)[table.KeyOf(row)];
        return new Meddling($"set {name} of {table.KeyOf(row)} to {kind}", table, [key]);
    }

    private Meddling Insert(StoredTable table, List<object?[]> rows)
    {
        var row = (object?[])Any(rows).Clone();
        var keys = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].IsKey).ToList();
        var key = keys[_random.Next(keys.Count)];
        row[key] = Other(row[key], table.Columns[key]);
        if (_random.Next(2) == 0)
        {
            var column = Sealed(table);
            row[column] = Other(row[column], table.Columns[column]);
        }

        table.Insert(city.Tool, row);
        return new Meddling($"insert {table.KeyOf(row)}", table, [[table.KeyOf(row)]]);
    }

    private Meddling Delete(StoredTable table, List<object?[]> rows)
    {
        var row = Any(rows);
        table.Delete(city.Tool, row);
        return new Meddling($"delete {table.KeyOf(row)}", table, [[table.KeyOf(row), table.CountyOf(row)]]);
    }

    // All that is not key changes places, or one column alone.
    private Meddling? Swap(StoredTable table, List<object?[]> rows)
    {
        var (one, other) = (Any(rows), Any(rows));
        var columns = Enumerable.Range(0, table.Columns.Count).Where(i => !table.Columns[i].IsKey && !free.Contains($"{table.Name}.{table.Columns[i].Name}")).ToList();
        if (columns.Count > 0 && _random.Next(2) == 0)
        {
            columns = [columns[_random.Next(columns.Count)]];
        }

        if (ReferenceEquals(one, other) || columns.All(c => Equal(one[c], other[c])))
        {
            return null;
        }

        table.Update(city.Tool, one, [.. columns.Select(c => (c, other[c]))]);
        table.Update(city.Tool, other, [.. columns.Select(c => (c, one[c]))]);
        return new Meddling($"swap {string.Join(',', columns.Select(c => table.Columns[c].Name))} of {table.KeyOf(one)} and {table.KeyOf(other)}", table, [[table.KeyOf(one)], [table.KeyOf(other)]]);
    }

    private int Sealed(StoredTable table)
    {
        int column;
        do
        {
            column = _random.Next(table.Columns.Count);
        }
        while (free.Contains($"{table.Name}.{table.Columns[column].Name}"));

        return column;
    }

    private object?[] Any(List<object?[]> rows) => rows[_random.Next(rows.Count)];

    private object? Other(object? value, StoredColumn column)
    {
        if (value is not null && column.IsNullable && _random.Next(3) == 0)
        {
            return null;
        }

        return value switch
        {
            int number => number + _random.Next(1, 9),
            long number => number + _random.Next(1, 9),
            string text => _random.Next(2) == 0 ? text + "x" : text.Length > 1 ? text[1..] : "y",
            byte[] bytes => Other(bytes),
            _ => column.Type == typeof(string) ? "x" : column.Type == typeof(byte[]) ? (byte[])[1, 2, 3] : (object)7,
        };
    }

    private byte[] Other(byte[] bytes)
    {
        if (bytes.Length == 0 || _random.Next(8) == 0)
        {
            return [.. bytes, 1];
        }

        var changed = (byte[])bytes.Clone();
        changed[_random.Next(changed.Length)] ^= (byte)(1 << _random.Next(8));
        return _random.Next(8) == 0 ? [] : changed;
    }

    private static bool Equal(object? one, object? other) => one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);

    private static string Shown(object? value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 40 } text ? text[..40] : $"{value}";
}
