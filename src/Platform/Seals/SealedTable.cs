using System.Globalization;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Seals;

/// <summary>
/// A table whose rows carry a seal. Its room names the columns that the seal covers, the key's first and the seal's own last; a table
/// that belongs to counties begins with county_code, any other belongs to the city (county 0).
/// </summary>
/// <param name="shape">Columns: key, what else is sealed, and last the column "seal".</param>
/// <param name="keyColumns">How many columns make up the key.</param>
public sealed class SealedTable(TableShape shape, int keyColumns)
{
    public SealedTable(string name, int keyColumns, params IReadOnlyList<(string Name, ColumnType Type)> columns)
        : this(new TableShape(name, [.. columns, ("seal", ColumnType.Bytes)]), keyColumns)
    {
    }

    public TableShape Shape { get; } = shape;

    public int KeyColumns { get; } = keyColumns;

    public string Name => Shape.Name;

    /// <summary>Columns that hold encrypted values, and the field that each is bound to: they are made anew when keys turn.</summary>
    public IReadOnlyList<(string Column, PersonalField Field)> Ciphers { get; init; } = [];

    public bool IsOfCounty { get; } = shape.Columns[0].Name == "county_code";

    /// <summary>Position of the seal, which is the number of columns that it covers.</summary>
    public int SealColumn { get; } = shape.Columns.Count - 1;

    internal string SelectByKey { get; } = $"SELECT {shape.ColumnList} FROM {shape.Name} WHERE {KeyIs(shape, keyColumns, 0)}";

    internal string InsertNew { get; } = Inserting(shape, keyColumns, []);

    internal string DeleteByKey { get; } = $"DELETE FROM {shape.Name} WHERE {KeyIs(shape, keyColumns, 0)} AND seal = {Mark(keyColumns)}";

    /// <summary>A page of a county's rows, or of all rows of a table that is the city's, in the order of the key: @p0 the county, then the key after which it begins, unless it is the first.</summary>
    internal string SelectPage(bool first, int rows)
    {
        var skip = IsOfCounty ? 1 : 0;
        var rest = Shape.Columns.Skip(skip).Take(KeyColumns - skip).Select(c => c.Name).ToList();
        List<string> conditions = [.. IsOfCounty ? ["county_code = @p0"] : Array.Empty<string>(), .. first ? [] : new[] { $"({string.Join(", ", rest)}) > ({string.Join(", ", rest.Select((_, i) => Mark(skip + i)))})" }];
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return string.Create(CultureInfo.InvariantCulture, $"SELECT {Shape.ColumnList} FROM {Name}{where} ORDER BY {string.Join(", ", Shape.Columns.Take(KeyColumns).Select(c => c.Name))} LIMIT {rows}");
    }

    internal string InsertWith(IEnumerable<string> free) => Inserting(Shape, KeyColumns, free);

    /// <summary>Sets some columns and the seal of a row that still has the seal it was read with.</summary>
    internal string Update(IEnumerable<int> columns)
    {
        int[] set = [.. columns, SealColumn];
        return $"UPDATE {Name} SET {string.Join(", ", set.Select((c, i) => $"{Shape.Columns[c].Name} = {Mark(i)}"))} WHERE {KeyIs(Shape, KeyColumns, set.Length)} AND seal = {Mark(set.Length + KeyColumns)}";
    }

    internal int ColumnOf(string name)
    {
        for (var i = 0; i < SealColumn; i++)
        {
            if (Shape.Columns[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(name), name, "The seal covers no such column.");
    }

    private static string Inserting(TableShape shape, int keyColumns, IEnumerable<string> free)
    {
        string[] columns = [.. shape.Columns.Select(c => c.Name), .. free];
        return $"INSERT INTO {shape.Name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => Mark(i)))}) "
            + $"ON CONFLICT ({string.Join(", ", columns.Take(keyColumns))}) DO NOTHING";
    }

    private static string KeyIs(TableShape shape, int keyColumns, int first) =>
        string.Join(" AND ", shape.Columns.Take(keyColumns).Select((c, i) => $"{c.Name} = {Mark(first + i)}"));

    private static string Mark(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");
}
