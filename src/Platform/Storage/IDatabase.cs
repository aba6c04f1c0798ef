using System.Data.Common;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Verification;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Storage;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>What a database error means to us; told from SqlState or the engine's code, never from a constraint's name.</summary>
public enum DatabaseFault
{
    Other,

    /// <summary>A key or unique index already holds the value.</summary>
    Duplicate,

    /// <summary>A foreign key points nowhere, or something still points here.</summary>
    Reference,

    /// <summary>Somebody else wrote first, or holds the database; trying again may succeed.</summary>
    Busy,

    /// <summary>No space left on the disk.</summary>
    Full,

    /// <summary>The server or file can't be reached.</summary>
    Unreachable,
}

/// <summary>The one place where SQLite and PostgreSQL differ.</summary>
public interface IDatabase : IDisposable
{
    DatabaseKind Kind { get; }

    /// <summary>The server's connections, for a library that opens its own; null where the database is a file of ours.</summary>
    DbDataSource? Source { get; }

    /// <summary>Where the database is, for people; never a password.</summary>
    string Place { get; }

    /// <summary>Names of the migrations that this product has, oldest first, without their timestamps: the same on both databases.</summary>
    IReadOnlyList<string> Migrations { get; }

    /// <summary>An open connection, ready to use; the caller disposes it.</summary>
    DbConnection Open();

    /// <summary>Begins a transaction that will write: on SQLite it takes the write lock at once.</summary>
    DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Begins a transaction that only reads: one unmoving picture of the database, in nobody's way.</summary>
    DbTransaction BeginRead(DbConnection connection);

    /// <summary>Bulk insert into one table inside the connection's transaction: prepared statement on SQLite, binary COPY on PostgreSQL.</summary>
    IBulkInsert BulkInsert(DbConnection connection, TableShape table);

    /// <summary>
    /// Bulk insert that meets rows which are there already, in the same ways.
    /// </summary>
    /// <param name="connection">The connection, inside a transaction.</param>
    /// <param name="table">The table and its columns.</param>
    /// <param name="onConflict">What then happens, from ON CONFLICT on. No key may come twice in one bulk.</param>
    IBulkInsert BulkUpsert(DbConnection connection, TableShape table, string onConflict);

    /// <summary>
    /// Reads a whole table, or one county's part of it, in the order of its key: raw values as they are stored, for who looks at every row.
    /// </summary>
    /// <param name="connection">The connection; it does nothing else until the scan is disposed.</param>
    /// <param name="table">The table and its columns in the order in which they are read.</param>
    /// <param name="keyColumns">How many of the first columns make up the key.</param>
    /// <param name="county">The county, whose code is the first column; null for all rows.</param>
    IRowScan Scan(DbConnection connection, TableShape table, int keyColumns, int? county = null);

    DatabaseFault Classify(DbException exception);

    /// <summary>Tables of all rooms whose rows carry seals.</summary>
    IReadOnlyList<SealedTable> SealedTables { get; }

    /// <summary>Kinds of jobs whose arguments hold encrypted values.</summary>
    IReadOnlyList<JobCipher> JobCiphers { get; }

    /// <summary>A unit of work over the model, on its own connection or on the given one.</summary>
    CleanHeatingDb CreateContext(DbConnection? connection = null);

    /// <summary>What rooms prove of their tables beyond seals.</summary>
    IReadOnlyList<ICountyProof> Proofs { get; }

    /// <summary>Brings the schema to this version of the product; creates the database where it does not exist.</summary>
    void Migrate();

    /// <summary>Brings an empty place to the schema that a migration made, named without its timestamp.</summary>
    void MigrateTo(string migration);

    /// <summary>Whether the place holds nothing: no file, or no table of anybody's.</summary>
    bool IsEmpty();

    /// <summary>Removes the file, or every table: for a place that was empty before this process filled it.</summary>
    void Clear();

    /// <summary>Begins a transaction that fills tables; rows of one table may refer to each other in any order.</summary>
    DbTransaction BeginLoad(DbConnection connection);

    /// <summary>After much was loaded: folds the log into the file, or gathers what plans of queries rest on.</summary>
    void Settle();

    /// <summary>
    /// A named right that only one process can hold; null when another holds it. It is let go when disposed and when its process dies.
    /// </summary>
    IDisposable? TryAcquireLease(string name);
}

/// <summary>Opens the tables of the rooms: each room adds its part of the data model.</summary>
public interface IModelPart
{
    /// <summary>Which of the room's tables carry seals. A table that does not must be provable from others, or be free for a reason.</summary>
    IReadOnlyList<SealedTable> Sealed => [];

    /// <summary>What must hold between the room's rows, for a verification to prove.</summary>
    IReadOnlyList<ICountyProof> Proofs => [];

    /// <summary>Kinds of the room's jobs whose arguments hold encrypted values.</summary>
    IReadOnlyList<JobCipher> JobCiphers => [];

    void Configure(ModelBuilder model);
}

/// <summary>A kind of job whose arguments hold an encrypted value, which is made anew when keys turn.</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Field">Field that the value is bound to.</param>
/// <param name="Property">Property of the arguments' JSON that holds it in Base64, or null.</param>
public sealed record JobCipher(string Kind, PersonalField Field, string Property);
