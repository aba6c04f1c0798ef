using System.Resources;
using CleanHeating.Funds;
using CleanHeating.Acceptance;
using CleanHeating.Delivery;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Planning;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Verification;
using CleanHeating.Programme;
using CleanHeating.Storage.Postgres;
using CleanHeating.Storage.Sqlite;
using CleanHeating.Supervision;

namespace CleanHeating.Server.Composition;

/// <summary>Puts the product together over a data folder; opening brings the schema up to date.</summary>
public static class Product
{
    public static TextCatalog Texts { get; } = new(
    [
        AccountsModule.Texts, SupervisionModule.Texts, FundsModule.Texts, AcceptanceModule.Texts, .. DeliveryModule.Texts, .. PlanningModule.Texts, LedgerModule.Texts, ProgrammeModule.Texts, new ResourceManager("CleanHeating.Server.Texts", typeof(Product).Assembly),
    ]);

    /// <summary>Version of the product.</summary>
    public static string Version => Hosting.SystemEndpoints.Version;

    /// <param name="folder">Data folder; made where it does not exist.</param>
    /// <param name="connectionString">PostgreSQL connection string; null for the embedded database.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="StorageRefusedException">The database can't be used as it is; the refusal says what to do.</exception>
    public static Workplace Open(string folder, string? connectionString, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        RestoreHandler.RequireWhole(full);
        var database = Connect(full, connectionString);
        try
        {
            if (database.Kind == DatabaseKind.Sqlite)
            {
                MoveHandler.RequireNotMoved(full);
            }

            return OpenOver(full, database, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What rooms add to use cases of rooms above them.</summary>
    public static IReadOnlyList<object> Extensions { get; } = [PlanningModule.LedgerRule, DeliveryModule.LedgerRule];

    /// <summary>Opens over a database that is the caller's own, and brings it up to date.</summary>
    public static Workplace OpenOver(string folder, IDatabase database, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        database.Migrate();
        RequireKeys(folder, database);
        var workplace = new Workplace(folder, database, OpenKeys(folder, time), Texts, time, new TimeOrderedId(time, NewestId(database))) { Extensions = Extensions };
        SealUpgrade.Run(workplace);
        return workplace;
    }

    /// <summary>The database of a data folder as it is: neither looked at nor brought up to date.</summary>
    public static IDatabase Connect(string folder, string? connectionString) => string.IsNullOrWhiteSpace(connectionString)
        ? new SqliteDatabase(Path.Combine(Path.GetFullPath(folder), "cleanheat.db"))
        : new PostgresDatabase(connectionString);

    /// <summary>Recounts and checks all that is stored: what a restored or moved database must pass.</summary>
    public static VerificationAnswer Verify(IDatabase database, KeyRing keys) => new LedgerVerifier(database, keys).Run();

    /// <summary>Makes the key ring of a data folder that has none, over a database in which nothing is stored yet.</summary>
    public static Result<RotateAnswer> CreateKeys(string folder, string? connectionString, CipherSuite suite, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        RestoreHandler.RequireWhole(full);
        if (!File.Exists(KeyRing.PathIn(full)))
        {
            using var database = Connect(full, connectionString);
            if (!database.IsEmpty())
            {
                database.Migrate();
                RequireKeys(full, database);
            }
        }

        return KeysHandler.Create(full, suite, time);
    }

    private static KeyRing OpenKeys(string folder, TimeProvider time)
    {
        try
        {
            var keys = KeyRing.OpenOrCreate(folder, time: time);
            return keys.Generations.Select(g => g.Suite).Append(keys.Index.Suite).Select(s => s.Objection()).OfType<Error>().FirstOrDefault() is { } objection
                ? throw new StorageRefusedException(objection)
                : keys;
        }
        catch (InvalidDataException exception)
        {
            throw new StorageRefusedException(new Error("keys-unreadable", null, KeyRing.PathIn(folder)), exception);
        }
    }

    // With a new key ring the stored numbers could not be read and every seal would look broken.
    private static void RequireKeys(string folder, IDatabase database)
    {
        if (File.Exists(KeyRing.PathIn(folder)))
        {
            return;
        }

        using var connection = database.Open();
        if (connection.ScalarLong(null, "SELECT MIN(county_code) FROM journal_head") is not null)
        {
            throw new StorageRefusedException(new Error("keys-missing", null, KeyRing.PathIn(folder)));
        }
    }

    // Ids go on rising where the clock was set back between two starts.
    private static long NewestId(IDatabase database)
    {
        using var connection = database.Open();
        return connection.ScalarLong(null, "SELECT MAX(id) FROM import_run") ?? 0;
    }
}
