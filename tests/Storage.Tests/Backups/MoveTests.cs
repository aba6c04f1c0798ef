using CleanHeating.Platform;
using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.Storage.Sqlite;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

public sealed class MoveTests
{
    [Fact]
    public void Move_SqliteToPostgres_IsTheSameSystemAndTheOldFileIsKept()
    {
        using var place = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(place);
        var target = PostgresServer.Instance.CreateDatabase();
        string progress;
        using (var workplace = place.Open())
        {
            progress = FilledPlace.Progress(workplace);
        }

        var file = Path.Combine(place.Folder, "cleanheat.db");
        var answer = Move(place, target).Value;
        var refused = Assert.Throws<StorageRefusedException>(() => place.Open());

        using var moved = Product.Open(place.Folder, target, TimeProvider.System);
        Assert.Equal("database-moved", refused.Error.Code);
        Assert.True(answer.Rows > 500 && File.Exists(file));
        Assert.Equal(progress, FilledPlace.Progress(moved));
        Assert.Empty(Product.Verify(moved.Database, moved.Keys).Broken);
        File.Delete(Path.Combine(place.Folder, "moved-to"));
        using var old = place.Open();
        Assert.Equal(progress, FilledPlace.Progress(old));
    }

    [Fact]
    public void Move_FileOpenElsewhere_IsRefused()
    {
        using var place = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(place, 30);
        var target = PostgresServer.Instance.CreateDatabase();
        using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(place.Folder, "cleanheat.db")};Pooling=false");
        other.Open();
        other.ScalarLong(null, "SELECT COUNT(*) FROM household");

        Assert.Equal("database-in-use", Move(place, target).Errors.Single().Code);
    }

    [Fact]
    public void Move_TargetInUse_IsRefused()
    {
        using var place = new Place(TestDatabases.Sqlite);
        using var full = new Place(TestDatabases.Postgres);
        FilledPlace.Fill(place, 30);
        full.Open().Dispose();

        Assert.Equal("restore-not-empty", Move(place, full.ConnectionString!).Errors.Single().Code);
    }

    [Fact]
    public void Move_MeddledSource_IsFoundAndTheTargetEmptyAgain()
    {
        using var place = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(place, 30);
        using (var workplace = place.Open())
        using (var connection = workplace.Database.Open())
        {
            connection.Execute(null, "UPDATE household SET paid = paid + 1 WHERE household_id = (SELECT MIN(household_id) FROM household)");
        }

        using var target = new Place(TestDatabases.Postgres);

        Assert.Equal("restore-broken", Move(place, target.ConnectionString!).Errors.Single().Code);
        Assert.True(target.IsEmpty());
        place.Open().Dispose();
    }

    private static Kernel.Result<MoveAnswer> Move(Place place, string target)
    {
        using var workplace = place.Open();
        using var database = Product.Connect(place.Folder, target);
        return new MoveHandler(workplace, ((SqliteDatabase)workplace.Database).OpenAlone, database, Product.Verify).Run();
    }
}
