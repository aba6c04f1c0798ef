using CleanHeating.Platform.Backup;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

/// <summary>Backups of databases whose keys turned, turn, or have turned since.</summary>
public sealed class TurnedKeysTests
{
    [Theory, MemberData(nameof(BackupTests.Ways), MemberType = typeof(BackupTests))]
    public void Restore_KeysThatHadTurnedHalfWay_IsTheSameSystem(string from, string to)
    {
        using var source = new Place(from);
        using var target = new Place(to);
        FilledPlace.Fill(source);
        using (var workplace = source.Open())
        {
            Assert.True(new KeysHandler(workplace).Rotate(CipherSuite.National).IsOk);
            Assert.Throws<OperationCanceledException>(() => new RenewHandler(workplace) { CountyDone = _ => throw new OperationCanceledException() }.Run());
        }

        FilledPlace.Backup(source, source.File("a.backup"));
        Assert.True(FilledPlace.Restore(target, source.File("a.backup")).IsOk);

        using var restored = target.Open();
        Assert.Empty(Product.Verify(restored.Database, restored.Keys).Broken);
        Assert.All(new KeysHandler(restored).List().Generations, g => Assert.True(g.Held && g.Rows > 0));
        Assert.True(new RenewHandler(restored).Run().Value is { Generation: 2, Left: 0, Counties: > 0 });
        Assert.Empty(Product.Verify(restored.Database, restored.Keys).Broken);
    }

    [Theory, EveryDatabase]
    public void Backup_KeysTurnWhileItIsWritten_CanBeRestored(string kind)
    {
        using var source = new Place(kind);
        using var target = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(source);
        using (var workplace = source.Open())
        {
            var turned = new HashSet<string>(StringComparer.Ordinal);
            new BackupHandler(workplace).Run(new BackupRequest(source.File("a.backup"), FilledPlace.Passphrase, Product.Version, null), progress =>
            {
                if (turned.Add(progress.Phase))
                {
                    Assert.True(new KeysHandler(workplace).Rotate(null).IsOk);
                }
            });
            Assert.True(turned.Count > 1, "The keys turned less than twice.");
        }

        Assert.True(FilledPlace.Restore(target, source.File("a.backup")).IsOk);
    }

    [Fact]
    public void Restore_BackupWithoutKeys_TakesTheRingOfTodayUntilItsGenerationIsRetired()
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(TestDatabases.Sqlite);
        using var late = new Place(TestDatabases.Sqlite);
        var clock = new MovableClock();
        var ring = KeyRing.PathIn(source.Folder);
        FilledPlace.Fill(source, 60);
        FilledPlace.Backup(source, source.File("a.backup"), passphrase: null);
        File.Copy(ring, source.File("old.json"));
        using (var workplace = source.Open(clock))
        {
            new KeysHandler(workplace).Rotate(null);
            new RenewHandler(workplace).Run();
            Assert.True(FilledPlace.Restore(target, source.File("a.backup"), keys: ring).IsOk);
            clock.Move(TimeSpan.FromHours(2));
            Assert.True(new KeysHandler(workplace).Retire(1).IsOk);
        }

        Assert.Equal("restore-keys-foreign", FilledPlace.Restore(late, source.File("a.backup"), keys: ring).Errors.Single().Code);
        Assert.True(FilledPlace.Restore(late, source.File("a.backup"), keys: source.File("old.json")).IsOk);
    }
}
