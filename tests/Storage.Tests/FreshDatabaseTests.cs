using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Storage.Tests;

public sealed class FreshDatabaseTests
{
    [Theory, EveryDatabase]
    public void Open_EachKind_IsMigratedAndEmpty(string kind)
    {
        using var database = TestDatabases.Open(kind);

        using var context = database.CreateContext();

        Assert.Equal(kind, database.Kind.ToString(), ignoreCase: true);
        Assert.Empty(context.Database.GetPendingMigrations());
        using var connection = database.Open();
        foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName()))
        {
            Assert.Equal(0, connection.ScalarLong(null, $"SELECT COUNT(*) FROM {table}"));
        }
    }

    [Theory, EveryDatabase]
    public void Open_Twice_GivesTwoDatabases(string kind)
    {
        using var one = TestDatabases.Open(kind);
        using var other = TestDatabases.Open(kind);
        using var ours = one.Open();
        using var theirs = other.Open();

        ours.Execute(null, "CREATE TABLE only_here (id INTEGER PRIMARY KEY)");

        theirs.Execute(null, "CREATE TABLE only_here (id INTEGER PRIMARY KEY)");
        Assert.Equal(0, theirs.ScalarLong(null, "SELECT COUNT(*) FROM only_here"));
    }

    [Theory, EveryDatabase]
    public void Migrate_EmptyDatabase_MatchesTheModel(string kind)
    {
        using var database = TestDatabases.OpenEmpty(kind);

        database.Migrate();

        using var context = database.CreateContext();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory, EveryDatabase]
    public void Migrate_Again_ChangesNothing(string kind)
    {
        using var database = TestDatabases.Open(kind);

        database.Migrate();

        using var context = database.CreateContext();
        Assert.Empty(context.Database.GetPendingMigrations());
    }
}
