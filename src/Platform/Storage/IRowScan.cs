namespace CleanHeating.Platform.Storage;

/// <summary>Kind of a value as it is stored.</summary>
public enum StoredKind
{
    Null,
    Integer,
    Text,
    Bytes,

    /// <summary>Something that no column of ours holds, such as a fraction in an integer column of SQLite.</summary>
    Other,
}

/// <summary>
/// A pass over rows that makes no objects: values are looked at where the engine has them, texts as UTF-8. A span is good until the next
/// call of <see cref="Next"/>.
/// </summary>
public interface IRowScan : IDisposable
{
    bool Next();

    StoredKind Kind(int column);

    /// <summary>Value of an integer.</summary>
    long Long(int column);

    /// <summary>Value of a text, as UTF-8, or of bytes; something else as the engine writes it.</summary>
    ReadOnlySpan<byte> Bytes(int column);
}
