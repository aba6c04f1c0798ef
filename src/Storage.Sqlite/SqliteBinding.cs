using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Plain numbers and addresses only, so that a call needs no stub made at run time.
[assembly: DisableRuntimeMarshalling]

namespace CleanHeating.Storage.Sqlite;

/// <summary>
/// The calls of the engine that an import or a verification makes four million times. Through safe handles, counting references took more time than
/// binding; the statement's owner keeps it alive instead.
/// </summary>
internal static partial class SqliteBinding
{
    /// <summary>Bytes stay where they are until the row is stored.</summary>
    public const nint Static = 0;

    private const string Engine = "e_sqlite3";

    [LibraryImport(Engine, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    internal static partial int Long(nint statement, int column, long value);

    [LibraryImport(Engine, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    internal static partial int Null(nint statement, int column);

    [LibraryImport(Engine, EntryPoint = "sqlite3_bind_text")]
    internal static partial int Text(nint statement, int column, nint utf8, int length, nint lifetime);

    [LibraryImport(Engine, EntryPoint = "sqlite3_bind_blob")]
    internal static partial int Bytes(nint statement, int column, nint bytes, int length, nint lifetime);

    [LibraryImport(Engine, EntryPoint = "sqlite3_step")]
    internal static partial int Step(nint statement);

    [LibraryImport(Engine, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    internal static partial int KindOf(nint statement, int column);

    [LibraryImport(Engine, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    internal static partial long LongOf(nint statement, int column);

    // May fetch pages that a long value flows over to.
    [LibraryImport(Engine, EntryPoint = "sqlite3_column_blob")]
    internal static partial nint BytesOf(nint statement, int column);

    [LibraryImport(Engine, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    internal static partial int LengthOf(nint statement, int column);
}
