using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

public sealed class RestoreTests
{
    [Theory, EveryDatabase]
    public void Restore_PlaceInUse_IsRefused(string kind)
    {
        using var place = new Place(kind);
        FilledPlace.Fill(place, 50);
        FilledPlace.Backup(place, place.File("a.backup"));
        using var before = place.Open();
        var progress = FilledPlace.Progress(before);

        var refused = FilledPlace.Restore(place, place.File("a.backup"));

        Assert.Equal("restore-not-empty", refused.Errors.Single().Code);
        Assert.Equal(progress, FilledPlace.Progress(before));
    }

    [Fact]
    public void Restore_AnyByteChangedOrCut_IsRefusedAndLeavesNothing()
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(source, 60);
        FilledPlace.Backup(source, source.File("a.backup"));
        var whole = File.ReadAllBytes(source.File("a.backup"));
        var random = new Random(11);
        var damaged = source.File("b.backup");
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])whole.Clone();
            if (i % 3 == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }
            else
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(damaged, bytes);

            var refused = FilledPlace.Restore(target, damaged, keys: KeyRing.PathIn(source.Folder));

            Assert.False(refused.IsOk);
            Assert.Contains(refused.Errors.Single().Code, (string[])["backup-changed", "backup-unreadable"]);
        }

        Assert.True(target.IsEmpty());
    }

    [Fact]
    public void Restore_NoBackupAtAll_SaysSo()
    {
        using var target = new Place(TestDatabases.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(target.File("x"))!);
        File.WriteAllText(target.File("x"), "x");

        Assert.Equal("backup-unreadable", FilledPlace.Restore(target, target.File("x")).Errors.Single().Code);
        Assert.Equal("file-missing", FilledPlace.Restore(target, target.File("y")).Errors.Single().Code);
    }

    [Theory, EveryDatabase]
    public void Restore_MeddledSource_IsFoundAndRemovedAgain(string kind)
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(kind);
        FilledPlace.Fill(source, 60);
        using (var workplace = source.Open())
        using (var connection = workplace.Database.Open())
        {
            connection.Execute(null, "UPDATE household SET paid = paid + 1 WHERE household_id = (SELECT MIN(household_id) FROM household)");
        }

        FilledPlace.Backup(source, source.File("a.backup"));

        var refused = FilledPlace.Restore(target, source.File("a.backup"));

        Assert.Equal("restore-broken", refused.Errors.Single().Code);
        Assert.True(target.IsEmpty());
    }

    [Theory, EveryDatabase]
    public void Restore_StoppedInAnyPhase_LeavesNothing(string kind)
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(kind);
        FilledPlace.Fill(source, 60);
        FilledPlace.Backup(source, source.File("a.backup"));
        foreach (var phase in (string[])["checking", "loading", "verifying"])
        {
            Assert.ThrowsAny<Exception>(() => FilledPlace.Restore(target, source.File("a.backup"), phase: now =>
            {
                if (now == phase)
                {
                    throw new IOException("the plug");
                }
            }));
            Assert.True(target.IsEmpty(), phase);
        }

        Assert.True(FilledPlace.Restore(target, source.File("a.backup")).IsOk);
    }

    [Theory, EveryDatabase]
    public void Restore_CutOff_IsNotOpenedAndClearedByTheNext(string kind)
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(kind);
        FilledPlace.Fill(source, 60);
        FilledPlace.Backup(source, source.File("a.backup"));

        // As a killed one leaves it: half a database, half the files, and the mark.
        target.Open().Dispose();
        Directory.CreateDirectory(Path.Combine(target.Folder, "imports", "7"));
        File.WriteAllText(Path.Combine(target.Folder, "imports", "7", "job.json"), "half");
        using (var database = target.Connect())
        {
            File.WriteAllText(Path.Combine(target.Folder, "restore-under-way"), database.Place);
        }

        var refused = Assert.Throws<StorageRefusedException>(() => target.Open());
        var restored = FilledPlace.Restore(target, source.File("a.backup"));

        Assert.Equal("restore-cut-off", refused.Error.Code);
        Assert.True(restored.IsOk);
        Assert.False(Directory.Exists(Path.Combine(target.Folder, "imports", "7")));
        using var workplace = target.Open();
        Assert.Empty(Product.Verify(workplace.Database, workplace.Keys).Broken);
    }

    [Fact]
    public void Restore_NewerSchema_AsksForAnUpgrade()
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(source, 30);
        using (var workplace = source.Open())
        using (var connection = workplace.Database.Open())
        {
            connection.Execute(null, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Tomorrow', '10')");
        }

        FilledPlace.Backup(source, source.File("a.backup"));

        Assert.Equal("backup-newer", FilledPlace.Restore(target, source.File("a.backup")).Errors.Single().Code);
    }
}
