using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace CleanHeating.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer, for a department's server; Citus where one machine is not enough.</summary>
public sealed class PostgresDatabase(string connectionString) : IDatabase
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public DatabaseKind Kind => DatabaseKind.Postgres;

    public DbConnection Open() => _source.OpenConnection();

    public DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction();

    public DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    public IBulkInsert BulkInsert(DbConnection connection, TableShape table) => new PostgresBulkInsert((NpgsqlConnection)connection, table);

    public IBulkInsert BulkUpsert(DbConnection connection, TableShape table, string onConflict) => new PostgresBulkUpsert((NpgsqlConnection)connection, table, onConflict);

    public IRowScan Scan(DbConnection connection, TableShape table, int keyColumns, int? county = null) => new PostgresRowScan((NpgsqlConnection)connection, table, keyColumns, county);

    public IReadOnlyList<SealedTable> SealedTables => RoomParts.SealedTables;

    public DatabaseFault Classify(DbException exception) => exception.SqlState switch
    {
        "23505" => DatabaseFault.Duplicate,
        "23503" => DatabaseFault.Reference,
        "40001" or "40P01" or "55P03" => DatabaseFault.Busy,
        "53100" => DatabaseFault.Full,
        { } state when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => DatabaseFault.Unreachable,
        null => DatabaseFault.Unreachable,
        _ => DatabaseFault.Other,
    };

    public CleanHeatingDb CreateContext(DbConnection? connection = null) =>
        Context(connection is null ? options => options.UseNpgsql(_source, Migrations) : options => options.UseNpgsql(connection, Migrations));

    public void Migrate()
    {
        if (IsCurrent())
        {
            return;
        }

        using var context = CreateContext();
        context.Database.Migrate();
    }

    public IDisposable? TryAcquireLease(string name)
    {
        // A session's advisory lock ends with the session, so a killed process holds nothing.
        var connection = _source.OpenConnection();
        var taken = connection.ScalarLong(null, "SELECT CASE WHEN pg_try_advisory_lock(@p0) THEN 1 ELSE 0 END", LeaseNumber(name)) == 1;
        if (taken)
        {
            return new Lease(connection, LeaseNumber(name));
        }

        connection.Dispose();
        return null;
    }

    public void Dispose() => _source.Dispose();

    // A server that can't be reached, or a database that is not there yet, is the migration's to deal with.
    private bool IsCurrent()
    {
        try
        {
            using var connection = _source.OpenConnection();
            return SchemaVersion.IsCurrent(connection, typeof(PostgresDatabase).Assembly);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    internal static CleanHeatingDb Context(Action<DbContextOptionsBuilder<CleanHeatingDb>> use)
    {
        var options = new DbContextOptionsBuilder<CleanHeatingDb>();
        use(options);
        return new CleanHeatingDb(options.Options, RoomParts.All);
    }

    private static void Migrations(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsAssembly(typeof(PostgresDatabase).Assembly.GetName().Name);

    private static long LeaseNumber(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return unchecked((long)hash);
    }

    private sealed class Lease(NpgsqlConnection connection, long number) : IDisposable
    {
        public void Dispose()
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                connection.Execute(null, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_unlock({number})"));
            }

            connection.Dispose();
        }
    }

    internal sealed class DesignTime : IDesignTimeDbContextFactory<CleanHeatingDb>
    {
        public CleanHeatingDb CreateDbContext(string[] args) =>
            Context(options => options.UseNpgsql("Host=127.0.0.1;Database=design", Migrations));
    }
}
