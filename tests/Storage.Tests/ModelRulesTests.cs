using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CleanHeating.Storage.Tests;

/// <summary>The storage rules, asked of the model itself, so that one machine and many can hold the same tables.</summary>
public sealed class ModelRulesTests
{
    // Small and rarely written, so every machine of a cluster has them whole; the registry of persons is spread by its own key.
    private static readonly string[] ReferenceTables =
    [
        "programme", "programme_version", "route", "import_run", "lead_sweep", "outstanding_floor", "account", "account_session", "account_token", "account_link", "job", "schedule", "notice", "notice_read",
    ];
    private static readonly string[] RegistryTables = ["person_claim"];

    [Theory, EveryDatabase]
    public void Keys_CountyTables_BeginWithTheCounty(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        foreach (var table in CountyTables(context))
        {
            Assert.Equal("county_code", table.FindPrimaryKey()!.Properties[0].GetColumnName());
            Assert.All(table.GetIndexes().Where(i => i.IsUnique), i => Assert.Equal("county_code", i.Properties[0].GetColumnName()));
            Assert.All(table.GetForeignKeys(), k => Assert.Equal("county_code", k.Properties[0].GetColumnName()));
        }
    }

    [Theory, EveryDatabase]
    public void Columns_All_AreIntegersTextOrBytes(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        foreach (var property in context.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            Assert.Contains(type, (Type[])[typeof(int), typeof(long), typeof(string), typeof(byte[])]);
            Assert.Equal(ValueGenerated.Never, property.ValueGenerated);
        }
    }

    [Theory, EveryDatabase]
    public void Schema_Created_HasNoTriggersOrDefaultsThatThink(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        var script = context.Database.GenerateCreateScript();

        foreach (var word in (string[])["TRIGGER", "nextval", "AS IDENTITY", "AUTOINCREMENT", "now()", "random()"])
        {
            Assert.DoesNotContain(word, script, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<IEntityType> CountyTables(CleanHeatingDb context) =>
        context.Model.GetEntityTypes().Where(e => !ReferenceTables.Contains(e.GetTableName()) && !RegistryTables.Contains(e.GetTableName()));
}
