using System.Resources;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme;
using CleanHeating.Storage.Postgres;
using CleanHeating.Storage.Sqlite;

namespace CleanHeating.Server.Composition;

/// <summary>Puts the product together over a data folder; opening brings the schema up to date.</summary>
public static class Product
{
    public static TextCatalog Texts { get; } = new(
    [
        AccountsModule.Texts, LedgerModule.Texts, ProgrammeModule.Texts, new ResourceManager("CleanHeating.Server.Texts", typeof(Product).Assembly),
    ]);

    /// <param name="folder">Data folder; made where it does not exist.</param>
    /// <param name="connectionString">PostgreSQL connection string; null for the embedded database.</param>
    /// <param name="time">Clock.</param>
    public static Workplace Open(string folder, string? connectionString, TimeProvider time)
    {
        var full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        var keys = KeyRing.OpenOrCreate(full);
        IDatabase database = string.IsNullOrWhiteSpace(connectionString)
            ? new SqliteDatabase(Path.Combine(full, "cleanheat.db"))
            : new PostgresDatabase(connectionString);
        database.Migrate();
        var workplace = new Workplace(full, database, keys, Texts, time, new TimeOrderedId(time));
        SealUpgrade.Run(workplace);
        return workplace;
    }
}
