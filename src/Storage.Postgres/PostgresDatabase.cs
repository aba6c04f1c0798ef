using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace CleanHeating.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer, for a department's server; Citus where one machine is not enough.</summary>
public sealed class PostgresDatabase : IDatabase
{
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly NpgsqlDataSource _source;

    /// <exception cref="StorageRefusedException">The connection string can't be understood.</exception>
    public PostgresDatabase(string connectionString)
    {
        _settings = PostgresSettings.Parse(connectionString);
        _source = NpgsqlDataSource.Create(_settings);
    }

    public DatabaseKind Kind => DatabaseKind.Postgres;

    public DbDataSource? Source => _source;
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{_settings.Host}:{_settings.Port}/{_settings.Database}");

    public IReadOnlyList<string> Migrations { get; } = [.. SchemaVersion.All(typeof(PostgresDatabase).Assembly).Select(SchemaVersion.NameOf)];

    public DbConnection Open() => _source.OpenConnection();

    public DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction();

    public DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    public IBulkInsert BulkInsert(DbConnection connection, TableShape table) => new PostgresBulkInsert((NpgsqlConnection)connection, table);

    public IBulkInsert BulkUpsert(DbConnection connection, TableShape table, string onConflict) => new PostgresBulkUpsert((NpgsqlConnection)connection, table, onConflict);

    public IRowScan Scan(DbConnection connection, TableShape table, int keyColumns, int? county = null) => new PostgresRowScan((NpgsqlConnection)connection, table, keyColumns, county);

    public IReadOnlyList<SealedTable> SealedTables => RoomParts.SealedTables;

    public IReadOnlyList<ICountyProof> Proofs => RoomParts.Proofs;

    public IReadOnlyList<JobCipher> JobCiphers => RoomParts.JobCiphers;

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
        Context(connection is null ? options => options.UseNpgsql(_source, Assembly) : options => options.UseNpgsql(connection, Assembly));

    public void Migrate()
    {
        if (IsCurrent())
        {
            return;
        }

        Migrate(null);
    }

    public void MigrateTo(string migration)
    {
        _ = IsCurrent();
        Migrate(migration);
    }

    public bool IsEmpty()
    {
        using var connection = OpenChecked();
        return !OwnTables(connection).Any();
    }

    public void Clear()
    {
        using var connection = Open();
        foreach (var table in OwnTables(connection).ToList())
        {
            connection.Execute(null, $"DROP TABLE IF EXISTS \"{table}\" CASCADE");
        }
    }

    public DbTransaction BeginLoad(DbConnection connection) => BeginWrite(connection);

    public void Settle()
    {
        using var connection = Open();
        using var command = connection.Command(null, "ANALYZE");
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
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

    private bool IsCurrent()
    {
        using var connection = OpenChecked();
        return SchemaVersion.IsCurrent(connection, typeof(PostgresDatabase).Assembly);
    }

    // The first connection of a process: what is wrong with the server is said before anything is asked of it.
    private NpgsqlConnection OpenChecked()
    {
        NpgsqlConnection connection;
        try
        {
            connection = _source.OpenConnection();
        }
        catch (NpgsqlException exception)
        {
            throw new StorageRefusedException(PostgresSettings.RefusalOf(exception, _settings), exception);
        }

        if (PostgresSettings.Objection(connection.PostgreSqlVersion, connection.PostgresParameters.GetValueOrDefault("server_encoding"), _settings) is { } objection)
        {
            connection.Dispose();
            throw new StorageRefusedException(objection);
        }

        return connection;
    }

    private void Migrate(string? target)
    {
        using var context = CreateContext();

        // An index over many rows takes its time.
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        try
        {
            context.Database.Migrate(target);
            using var connection = Open();
            DistributeTables.Run(context, OwnTables(connection).ToList());
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageRefusedException(new Error("database-rights", null, _settings.Username ?? "", _settings.Database ?? ""), exception);
        }
    }

    private static IEnumerable<string> OwnTables(DbConnection connection) => connection.Query(
        null, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name").Select(r => r.GetString(0));

    internal static CleanHeatingDb Context(Action<DbContextOptionsBuilder<CleanHeatingDb>> use)
    {
        var options = new DbContextOptionsBuilder<CleanHeatingDb>();
        use(options);
        return new CleanHeatingDb(options.Options, RoomParts.All);
    }

    private static void Assembly(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.MigrationsAssembly(typeof(PostgresDatabase).Assembly.GetName().Name);

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
            Context(options => options.UseNpgsql("Host=127.0.0.1;Database=design", Assembly));
    }
}
