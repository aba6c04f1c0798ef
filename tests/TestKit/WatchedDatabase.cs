using System.Data.Common;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CleanHeating.TestKit;

/// <summary>
/// A database whose connections are prepared before the product gets them: to watch the statements that reach SQLite, or to give it
/// less space than it wants. Everything else is the real database's.
/// </summary>
public sealed class WatchedDatabase(IDatabase real, Action<DbConnection> prepare) : IDatabase
{
    public DatabaseKind Kind => real.Kind;

    public DbDataSource? Source => real.Source;

    public string Place => real.Place;

    public IReadOnlyList<string> Migrations => real.Migrations;

    public IReadOnlyList<SealedTable> SealedTables => real.SealedTables;

    public IReadOnlyList<ICountyProof> Proofs => real.Proofs;

    public IReadOnlyList<JobCipher> JobCiphers => real.JobCiphers;

    /// <summary>Hears of every statement as SQLite runs it, wherever in the product it was written.</summary>
    public static WatchedDatabase Traced(IDatabase real, Action<string> statement) =>
        new(real, connection => raw.sqlite3_trace(((SqliteConnection)connection).Handle, (strdelegate_trace)((_, text) => statement(text)), null));

    public DbConnection Open()
    {
        var connection = real.Open();
        prepare(connection);
        return connection;
    }

    public DbTransaction BeginWrite(DbConnection connection) => real.BeginWrite(connection);

    public DbTransaction BeginRead(DbConnection connection) => real.BeginRead(connection);

    public IBulkInsert BulkInsert(DbConnection connection, TableShape table) => real.BulkInsert(connection, table);

    public IBulkInsert BulkUpsert(DbConnection connection, TableShape table, string onConflict) => real.BulkUpsert(connection, table, onConflict);

    public IRowScan Scan(DbConnection connection, TableShape table, int keyColumns, int? county = null) => real.Scan(connection, table, keyColumns, county);

    public DatabaseFault Classify(DbException exception) => real.Classify(exception);

    public CleanHeatingDb CreateContext(DbConnection? connection = null) => real.CreateContext(connection ?? Open());

    public void Migrate() => real.Migrate();

    public void MigrateTo(string migration) => real.MigrateTo(migration);

    public bool IsEmpty() => real.IsEmpty();

    public void Clear() => real.Clear();

    public DbTransaction BeginLoad(DbConnection connection) => real.BeginLoad(connection);

    public void Settle() => real.Settle();

    public IDisposable? TryAcquireLease(string name) => real.TryAcquireLease(name);

    public void Dispose() => real.Dispose();
}
