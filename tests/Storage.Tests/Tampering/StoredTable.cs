using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Storage.Tests.Tampering;

internal sealed record StoredColumn(string Name, Type Type, bool IsNullable, bool IsKey);

/// <summary>A table as the model has it, and its rows as a database tool sees them.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    // A claim is named by the household that it stands for, whose number says more than a blind index.
    private IEnumerable<string> Naming => Name == "person_claim" ? ["household_id"] : Name == "household" ? ["household_id"] : Columns.Where(c => c.IsKey).Select(c => c.Name);

    public string ColumnList => string.Join(", ", Columns.Select(c => c.Name));

    public bool IsOfCounty => Columns.Any(c => c.Name == "county_code");

    public static List<StoredTable> Of(CleanHeatingDb context) =>
    [
        .. context.Model.GetEntityTypes().Select(entity => new StoredTable(
            entity.GetTableName()!,
            [
                .. entity.FindPrimaryKey()!.Properties.Concat(entity.GetProperties().Where(p => !p.IsPrimaryKey()))
                    .Select(p => new StoredColumn(p.GetColumnName(), Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType, p.IsNullable, p.IsPrimaryKey())),
            ])).OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    public List<object?[]> Rows(DbConnection tool)
    {
        var keys = string.Join(", ", Columns.Where(c => c.IsKey).Select(c => c.Name));
        return [.. tool.Query(null, $"SELECT {ColumnList} FROM {Name} ORDER BY {keys}").Select(r => Enumerable.Range(0, Columns.Count).Select(i => r.IsDBNull(i) ? null : r.GetValue(i)).ToArray())];
    }

    /// <summary>How a verification should name a row.</summary>
    public string KeyOf(object?[] row) => string.Join('/', Naming.Select(n => row[ColumnOf(n)] is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(row[ColumnOf(n)], CultureInfo.InvariantCulture)));

    public string CountyOf(object?[] row) => IsOfCounty ? Convert.ToString(row[ColumnOf("county_code")], CultureInfo.InvariantCulture)! : "0";

    public void Insert(DbConnection tool, object?[] row) =>
        tool.Execute(null, $"INSERT INTO {Name} ({ColumnList}) VALUES ({string.Join(", ", row.Select((_, i) => Mark(i)))})", row);

    public void Delete(DbConnection tool, object?[] row) => tool.Execute(null, $"DELETE FROM {Name} WHERE {KeyIs(0)}", Keys(row));

    /// <summary>Puts values into a row; an expression stands for a value where one is given.</summary>
    public void Update(DbConnection tool, object?[] row, IReadOnlyList<(int Column, object? Value)> set, string? expression = null) => tool.Execute(
        null,
        $"UPDATE {Name} SET {string.Join(", ", set.Select((s, i) => $"{Columns[s.Column].Name} = {expression ?? Mark(i)}"))} WHERE {KeyIs(set.Count)}",
        [.. set.Select(s => s.Value), .. Keys(row)]);

    public int ColumnOf(string name) => Columns.Select((c, i) => (c, i)).Single(c => c.c.Name == name).i;

    private object?[] Keys(object?[] row) => [.. row.Where((_, i) => Columns[i].IsKey)];

    private string KeyIs(int first) => string.Join(" AND ", Columns.Where(c => c.IsKey).Select((c, i) => $"{c.Name} = {Mark(first + i)}"));

    private static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");
}
