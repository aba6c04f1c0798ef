using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanHeating.Platform.Storage;

/// <summary>Tells whether a database already has every migration, without building the model: nearly every start finds it so.</summary>
public static class SchemaVersion
{
    /// <summary>Migrations of an assembly, oldest first: full names with their timestamps.</summary>
    public static IReadOnlyList<string> All(Assembly migrations) =>
        [.. migrations.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>A migration's name without its timestamp, which differs between the databases.</summary>
    public static string NameOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>Migrations that a database has, oldest first, by the names that are the same on both databases.</summary>
    public static List<string> Applied(DbConnection connection, DbTransaction? transaction) =>
        [.. connection.Query(transaction, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"").Select(r => NameOf(r.GetString(0)))];

    /// <param name="connection">An open connection to the database.</param>
    /// <param name="migrations">Assembly with the provider's migrations.</param>
    /// <returns>False as well where the database keeps no history yet.</returns>
    public static bool IsCurrent(DbConnection connection, Assembly migrations)
    {
        try
        {
            var applied = connection.Query(null, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"").Select(r => r.GetString(0)).ToHashSet(StringComparer.Ordinal);
            return All(migrations).All(applied.Contains);
        }
        catch (DbException)
        {
            // No history: a fresh database, or one that can't be read, of which the migration itself will say more.
            return false;
        }
    }
}
