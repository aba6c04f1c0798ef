using System.Data.Common;
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

    DatabaseFault Classify(DbException exception);

    /// <summary>A unit of work over the model, on its own connection or on the given one.</summary>
    CleanHeatingDb CreateContext(DbConnection? connection = null);

    /// <summary>Brings the schema to this version of the product; creates the database where it does not exist.</summary>
    void Migrate();

    /// <summary>
    /// A named right that only one process can hold; null when another holds it. It is let go when disposed and when its process dies.
    /// </summary>
    IDisposable? TryAcquireLease(string name);
}

/// <summary>Opens the tables of the rooms: each room adds its part of the data model.</summary>
public interface IModelPart
{
    void Configure(ModelBuilder model);
}
