using CleanHeating.Platform.Storage;
using CleanHeating.Storage.Postgres;
using CleanHeating.Storage.Sqlite;
using Npgsql;

namespace CleanHeating.TestKit;

/// <summary>
/// The databases on which every storage test runs, by way of <see cref="EveryDatabaseAttribute"/>.
/// The schema is migrated once per process and kind; each test gets a copy.
/// </summary>
public static class TestDatabases
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private static readonly Lazy<string> SqliteTemplate = new(MigrateSqliteTemplate);
    private static readonly Lazy<string> PostgresTemplate = new(MigratePostgresTemplate);

    public static IReadOnlyList<string> Kinds { get; } = [Sqlite, Postgres];

    /// <summary>A fresh, migrated database that nobody else uses. The caller disposes it; its data goes with the process.</summary>
    public static IDatabase Open(string kind) => kind switch
    {
        Sqlite => new SqliteDatabase(NewSqliteFile()),
        Postgres => new PostgresDatabase(PostgresServer.Instance.CreateDatabase(PostgresTemplate.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Neither sqlite nor postgres."),
    };

    /// <summary>A database without any schema: for tests of migrations themselves.</summary>
    public static IDatabase OpenEmpty(string kind) => kind switch
    {
        Sqlite => new SqliteDatabase(Path.Combine(ProcessFolder.NewFolder("sqlite"), "cleanheating.db")),
        Postgres => new PostgresDatabase(PostgresServer.Instance.CreateDatabase()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Neither sqlite nor postgres."),
    };

    private static string NewSqliteFile()
    {
        var file = Path.Combine(ProcessFolder.NewFolder("sqlite"), "cleanheating.db");
        File.Copy(SqliteTemplate.Value, file);
        return file;
    }

    private static string MigrateSqliteTemplate()
    {
        var file = Path.Combine(ProcessFolder.NewFolder("sqlite"), "template.db");
        using (var database = new SqliteDatabase(file))
        {
            database.Migrate();
        }

        // Closing the last connection has folded the write-ahead log into the one file that is copied.
        return file;
    }

    private static string MigratePostgresTemplate()
    {
        var connectionString = PostgresServer.Instance.CreateDatabase();
        using (var database = new PostgresDatabase(connectionString))
        {
            database.Migrate();
        }

        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }
}
