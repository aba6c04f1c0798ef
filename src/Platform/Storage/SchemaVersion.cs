using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CleanHeating.Platform.Storage;

/// <summary>Tells whether a database already has every migration, without building the model: nearly every start finds it so.</summary>
public static class SchemaVersion
{
    /// <param name="connection">An open connection to the database.</param>
    /// <param name="migrations">Assembly with the provider's migrations.</param>
    /// <returns>False as well where the database keeps no history yet.</returns>
    public static bool IsCurrent(DbConnection connection, Assembly migrations)
    {
        try
        {
            var applied = connection.Query(null, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"").Select(r => r.GetString(0)).ToHashSet(StringComparer.Ordinal);
            return migrations.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).All(id => id is null || applied.Contains(id));
        }
        catch (DbException)
        {
            // No history: a fresh database, or one that can't be read, of which the migration itself will say more.
            return false;
        }
    }
}
