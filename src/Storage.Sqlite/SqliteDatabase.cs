using System.Data;
using System.Data.Common;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations;
using SQLitePCL;

namespace CleanHeating.Storage.Sqlite;

/// <summary>The embedded database: one file in write-ahead mode, no server.</summary>
public sealed class SqliteDatabase : IDatabase
{
    // Rows are wide and clustered by key; pages of 8 KiB measured a fifth faster than 4 KiB on bulk insert.
    private const string FirstPragmas = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;";
    private const string ConnectionPragmas = "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;";

    // Who reads a picture of the database goes through it once: pages kept or mapped would only be held, until the file is in memory whole.
    private const string ReadingPragmas = "PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;";
    private readonly string _file;
    private readonly string _connectionString;

    // A connection is used by one thread at a time, as ADO.NET has it, so the engine need not lock around every call.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public SqliteDatabase(string file)
    {
        _file = Path.GetFullPath(file);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = _file, ForeignKeys = true, DefaultTimeout = 60, Pooling = true }.ToString();
    }

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public DbDataSource? Source => null;
    public string Place => _file;

    public IReadOnlyList<string> Migrations { get; } = [.. SchemaVersion.All(typeof(SqliteDatabase).Assembly).Select(SchemaVersion.NameOf)];

    public DbConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute(null, ConnectionPragmas);
        return connection;
    }

    public DbTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    public DbTransaction BeginRead(DbConnection connection)
    {
        connection.Execute(null, ReadingPragmas);
        return ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true);
    }

    public IBulkInsert BulkInsert(DbConnection connection, TableShape table) => new SqliteBulkInsert((SqliteConnection)connection, table);

    public IBulkInsert BulkUpsert(DbConnection connection, TableShape table, string onConflict) => new SqliteBulkInsert((SqliteConnection)connection, table, onConflict);

    public IRowScan Scan(DbConnection connection, TableShape table, int keyColumns, int? county = null) => new SqliteRowScan((SqliteConnection)connection, table, keyColumns, county);

    public IReadOnlyList<SealedTable> SealedTables => RoomParts.SealedTables;

    public IReadOnlyList<ICountyProof> Proofs => RoomParts.Proofs;

    public IReadOnlyList<JobCipher> JobCiphers => RoomParts.JobCiphers;

    public DatabaseFault Classify(DbException exception) => exception is not SqliteException sqlite ? DatabaseFault.Other : sqlite.SqliteExtendedErrorCode switch
    {
        1555 or 2067 or 2579 => DatabaseFault.Duplicate,
        787 or 1811 => DatabaseFault.Reference,
        _ => sqlite.SqliteErrorCode switch
        {
            5 or 6 => DatabaseFault.Busy,
            13 => DatabaseFault.Full,
            8 or 10 or 14 => DatabaseFault.Unreachable,
            _ => DatabaseFault.Other,
        },
    };

    public CleanHeatingDb CreateContext(DbConnection? connection = null) => Context(connection ?? (DbConnection)new SqliteConnection(_connectionString));

    public void Migrate()
    {
        if (!CreateFile() && IsCurrent())
        {
            return;
        }

        using var context = CreateContext();
        context.Database.Migrate();
    }

    public void MigrateTo(string migration)
    {
        CreateFile();
        using var context = CreateContext();
        context.Database.Migrate(migration);
    }

    public bool IsEmpty() => !File.Exists(_file);

    public void Clear()
    {
        Dispose();
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(_file + ending);
        }
    }

    public DbTransaction BeginLoad(DbConnection connection)
    {
        var transaction = BeginWrite(connection);
        connection.Execute(transaction, "PRAGMA defer_foreign_keys = ON");
        return transaction;
    }

    public void Settle()
    {
        using var connection = Open();
        connection.Execute(null, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>
    /// The only connection there is: null where any other, of whichever process, holds the file open. As long as this one is open,
    /// nobody else gets in.
    /// </summary>
    public DbConnection? OpenAlone()
    {
        Dispose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            connection.Execute(null, "PRAGMA locking_mode = EXCLUSIVE");
            using var write = BeginWrite(connection);
            write.Commit();
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            if (Classify(exception) == DatabaseFault.Busy)
            {
                return null;
            }

            throw;
        }
    }

    public IDisposable? TryAcquireLease(string name)
    {
        var folder = Path.Combine(Path.GetDirectoryName(_file)!, "locks");
        Directory.CreateDirectory(folder);
        try
        {
            // The system lets go of the lock when the process ends, however it ends.
            return new FileStream(Path.Combine(folder, name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // True where there was none.
    private bool CreateFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        if (File.Exists(_file))
        {
            return false;
        }

        using var fresh = new SqliteConnection(_connectionString);
        fresh.Open();
        fresh.Execute(null, FirstPragmas);
        return true;
    }

    private bool IsCurrent()
    {
        using var connection = Open();
        return SchemaVersion.IsCurrent(connection, typeof(SqliteDatabase).Assembly);
    }

    internal static CleanHeatingDb Context(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<CleanHeatingDb>()
            .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name))
            .ReplaceService<IMigrationsSqlGenerator, ClusteredTables>()
            .Options;
        return new CleanHeatingDb(options, RoomParts.All);
    }

    internal sealed class DesignTime : IDesignTimeDbContextFactory<CleanHeatingDb>
    {
        public CleanHeatingDb CreateDbContext(string[] args) => Context(new SqliteConnection("Data Source=design.db"));
    }
}
