using CleanHeating.Platform.Storage;
using CleanHeating.Storage.Postgres;
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
        "acceptance_sweep", "season_import", "parameter_decision", "device_model", "device_sample",
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
    public void Tables_All_AreOfACountyOrDeclaredOtherwise(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        var tables = context.Model.GetEntityTypes().ToLookup(e => e.FindProperty("CountyCode") is not null, e => e.GetTableName());

        Assert.Equal(CountyTables(context).Select(e => e.GetTableName()).Concat(RegistryTables).Order(StringComparer.Ordinal), tables[true].Order(StringComparer.Ordinal));
        Assert.Equal(ReferenceTables.Order(StringComparer.Ordinal), tables[false].Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    public void ForeignKeys_All_StayOnOneMachine(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        foreach (var key in context.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()))
        {
            var (from, to) = (key.DeclaringEntityType.GetTableName()!, key.PrincipalEntityType.GetTableName()!);
            var toReference = ReferenceTables.Contains(to);
            var withinCounty = key.Properties[0].GetColumnName() == "county_code" && key.PrincipalKey.Properties[0].GetColumnName() == "county_code";
            Assert.True(toReference || withinCounty, $"{from} refers to {to} on another machine");
            Assert.Contains(key.DeleteBehavior, (DeleteBehavior[])[DeleteBehavior.Restrict, DeleteBehavior.Cascade]);
        }
    }

    [Theory, EveryDatabase]
    public void Ciphers_EveryColumnThatIsEncrypted_TurnsWithTheKeys(string kind)
    {
        using var database = TestDatabases.Open(kind);
        using var context = database.CreateContext();

        var encrypted = context.Model.GetEntityTypes()
            .SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.GetColumnName()}"))
            .Where(c => c.EndsWith("_cipher", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(encrypted, database.SealedTables.SelectMany(t => t.Ciphers.Select(c => $"{t.Name}.{c.Column}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DistributeTables_EveryTable_GoesWhereItsKeySays()
    {
        using var database = TestDatabases.Open(TestDatabases.Postgres);
        using var context = database.CreateContext();
        var model = context.Model.GetRelationalModel();
        var names = model.Tables.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

        var statements = DistributeTables.Statements(model, names);

        Assert.Equal(names.Count, statements.Count);
        Assert.All(ReferenceTables, t => Assert.Contains($"SELECT create_reference_table('{t}')", statements));
        Assert.Contains("SELECT create_distributed_table('person_claim', 'identity_index', colocate_with => 'none')", statements);
        var county = statements.Where(s => s.Contains("'county_code'", StringComparison.Ordinal)).ToList();
        var first = county[0].Split('\'')[1];
        Assert.EndsWith("colocate_with => 'none')", county[0], StringComparison.Ordinal);
        Assert.All(county.Skip(1), s => Assert.EndsWith($"colocate_with => '{first}')", s, StringComparison.Ordinal));
        Assert.Empty(DistributeTables.Statements(model, new HashSet<string>()));
        foreach (var key in model.Tables.SelectMany(t => t.ForeignKeyConstraints))
        {
            Assert.True(At(key.PrincipalTable.Name) <= At(key.Table.Name));
        }

        int At(string table) => statements.ToList().FindIndex(s => s.Contains($"('{table}'", StringComparison.Ordinal));
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
