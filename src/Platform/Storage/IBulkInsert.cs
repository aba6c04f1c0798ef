namespace CleanHeating.Platform.Storage;

/// <summary>Column type as stored: integers, text and bytes are all there is (money, area, energy and dates ride on them).</summary>
public enum ColumnType
{
    Int,
    Long,
    Text,
    Bytes,
}

/// <summary>A table and its columns in the order in which rows are written.</summary>
public sealed record TableShape(string Name, params IReadOnlyList<(string Name, ColumnType Type)> Columns)
{
    public string ColumnList => string.Join(", ", Columns.Select(c => c.Name));
}

/// <summary>
/// Writes rows column by column, in the order of the shape. Every value of a row is written, then <see cref="EndRow"/>.
/// Nothing is certain to be stored before <see cref="Complete"/>.
/// </summary>
public interface IBulkInsert : IDisposable
{
    void Int(int value);

    void Long(long value);

    void Long(long? value);

    void Text(string? value);

    void Bytes(ReadOnlySpan<byte> value);

    void Null();

    void EndRow();

    void Complete();
}
