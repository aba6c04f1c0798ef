using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CleanHeating.Storage.Postgres;

/// <summary>
/// Spreads the tables over the machines of a Citus cluster: county tables by county, all colocated; the registry of persons by its own
/// key; everything else whole on every machine. Does nothing on a plain PostgreSQL.
/// </summary>
internal static class DistributeTables
{
    private const string County = "county_code";

    // Begins the group that all other county tables join, whenever they are made; it refers to none and was there from the first release on.
    private const string Group = "household";

    public static void Run(CleanHeatingDb context, IEnumerable<string> existing)
    {
        var connection = context.Database.GetDbConnection();
        context.Database.OpenConnection();
        try
        {
            if (connection.ScalarLong(null, "SELECT COUNT(*) FROM pg_extension WHERE extname = 'citus'") == 0)
            {
                return;
            }

            var done = connection.Query(null, "SELECT CAST(logicalrelid AS text) FROM pg_dist_partition").Select(r => r.GetString(0)).ToHashSet(StringComparer.Ordinal);
            foreach (var statement in Statements(context.GetService<IDesignTimeModel>().Model.GetRelationalModel(), existing.Except(done).ToHashSet(StringComparer.Ordinal)))
            {
                using var command = connection.Command(null, statement);
                command.CommandTimeout = 0;
                command.ExecuteNonQuery();
            }
        }
        finally
        {
            context.Database.CloseConnection();
        }
    }

    /// <summary>Statements for tables that are not spread yet: who is referred to comes first.</summary>
    public static IReadOnlyList<string> Statements(IRelationalModel model, IReadOnlySet<string> tables)
    {
        var all = model.Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var county = InOrder(all.Where(t => KeyOf(t) == County));
        return
        [
            .. InOrder(all.Where(t => t.FindColumn(County) is null)).Where(t => tables.Contains(t.Name)).Select(t => $"SELECT create_reference_table('{t.Name}')"),
            .. county.OrderBy(t => t.Name == Group ? 0 : 1).Where(t => tables.Contains(t.Name))
                .Select(t => $"SELECT create_distributed_table('{t.Name}', '{County}', colocate_with => '{(t.Name == Group ? "none" : Group)}')"),
            .. all.Where(t => t.FindColumn(County) is not null && KeyOf(t) != County && tables.Contains(t.Name))
                .Select(t => $"SELECT create_distributed_table('{t.Name}', '{KeyOf(t)}', colocate_with => 'none')"),
        ];
    }

    private static string KeyOf(ITable table) => table.PrimaryKey!.Columns[0].Name;

    private static List<ITable> InOrder(IEnumerable<ITable> tables)
    {
        var (waiting, ordered) = (tables.ToList(), new List<ITable>());
        while (waiting.Count > 0)
        {
            var next = waiting.First(t => !t.ForeignKeyConstraints.Any(k => k.PrincipalTable != t && waiting.Contains(k.PrincipalTable)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
