using System.IO.Compression;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Storage.Tests.Backups;

public sealed class BackupTests
{
    public static TheoryData<string, string> Ways => new(
        from source in TestDatabases.Kinds from target in TestDatabases.Kinds select new TheoryDataRow<string, string>(source, target));

    [Theory, MemberData(nameof(Ways))]
    public void Restore_FromAnyIntoAny_IsTheSameSystem(string from, string to)
    {
        using var source = new Place(from);
        using var target = new Place(to);
        FilledPlace.Fill(source);
        var backedUp = FilledPlace.Backup(source, source.File("a.backup"));

        var restored = FilledPlace.Restore(target, source.File("a.backup")).Value;
        FilledPlace.Backup(target, target.File("b.backup"));

        var (before, after) = (FilledPlace.Manifest(source.File("a.backup")), FilledPlace.Manifest(target.File("b.backup")));
        using var one = source.Open();
        using var other = target.Open();
        Assert.True(backedUp is { Keys: true, Rows: > 500, Files: > 1 } && restored.Rows == backedUp.Rows);
        Assert.Equal(FilledPlace.Hashes(before), FilledPlace.Hashes(after));
        Assert.Equal(before.Files.Select(f => (f.Path, f.Sha256)), after.Files.Select(f => (f.Path, f.Sha256)));
        Assert.Equal(FilledPlace.Progress(one), FilledPlace.Progress(other));
        Assert.Empty(Product.Verify(other.Database, other.Keys).Broken);
    }

    [Theory, EveryDatabase]
    public void Backup_EveryTableOfTheDatabase_IsInIt(string kind)
    {
        using var place = new Place(kind);
        FilledPlace.Fill(place, 30);
        FilledPlace.Backup(place, place.File("a.backup"));
        var catalog = kind == TestDatabases.Sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";

        using var workplace = place.Open();
        using var connection = workplace.Database.Open();
        var tables = connection.Query(null, catalog).Select(r => r.GetString(0)).Where(t => !NotData.Any(n => t.StartsWith(n, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(tables, FilledPlace.Manifest(place.File("a.backup")).Tables.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    public void Backup_WhileImporting_IsOnePicture(string kind)
    {
        using var place = new Place(kind);
        FilledPlace.Fill(place, 100);
        using var stop = new CancellationTokenSource();
        var importing = new Thread(() =>
        {
            using var workplace = place.Open();
            var programmes = new Programme.Data.ProgrammeStore(workplace);
            for (var seed = 10; !stop.IsCancellationRequested; seed++)
            {
                var sample = new Ledger.MakeSample.SampleHandler().Make(programmes.Current()!, place.File("more" + seed), 200, seed);
                new ImportHandler(workplace, programmes).Run(new ImportRequest(sample.Files, sample.AsOf, false, "test", System.Globalization.CultureInfo.InvariantCulture), null);
            }
        }) { IsBackground = true };
        importing.Start();
        var backups = new List<string>();
        try
        {
            for (var i = 0; i < 4; i++)
            {
                backups.Add(place.File(i + ".backup"));
                FilledPlace.Backup(place, backups[^1]);
                Thread.Sleep(150);
            }
        }
        finally
        {
            stop.Cancel();
            importing.Join();
        }

        foreach (var backup in backups)
        {
            using var target = new Place(TestDatabases.Sqlite);
            Assert.True(FilledPlace.Restore(target, backup).IsOk, backup);
        }

        Assert.True(FilledPlace.Manifest(backups[^1]).Rows() > FilledPlace.Manifest(backups[0]).Rows());
    }

    [Fact]
    public void Backup_File_TellsNothingPersonalInClear()
    {
        using var place = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(place, 30);
        Directory.CreateDirectory(Path.Combine(place.Folder, "imports", "1", "files", "0"));
        File.WriteAllText(Path.Combine(place.Folder, "imports", "1", "files", "0", "x.csv"), LedgerBook.Identity(77));
        FilledPlace.Backup(place, place.File("a.backup"));

        using var zip = ZipFile.OpenRead(place.File("a.backup"));
        var keys = Convert.ToBase64String(System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Platform.Security.KeyRing.PathIn(place.Folder))).RootElement.GetProperty("generations")[0].GetProperty("seal_key").GetBytesFromBase64());
        foreach (var entry in zip.Entries)
        {
            using var from = new StreamReader(entry.Open());
            var text = from.ReadToEnd();
            Assert.DoesNotContain(LedgerBook.Identity(77), text, StringComparison.Ordinal);
            Assert.DoesNotContain(keys, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Backup_WithoutPassphrase_LeavesTheKeysOutAndNeedsThemBack()
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var target = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(source, 50);
        var file = source.File("a.backup");
        var keys = Platform.Security.KeyRing.PathIn(source.Folder);

        var answer = FilledPlace.Backup(source, file, passphrase: null);

        Assert.Equal((false, "keys"), (answer.Keys, answer.LeftOut.Single()));
        Assert.Equal("restore-keys-needed", FilledPlace.Restore(target, file).Errors.Single().Code);
        Assert.True(FilledPlace.Restore(target, file, keys: keys).IsOk);
        Assert.Equal(File.ReadAllBytes(keys), File.ReadAllBytes(Platform.Security.KeyRing.PathIn(target.Folder)));
    }

    [Fact]
    public void Restore_WrongKeys_IsRefusedAndLeavesNothing()
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var foreign = new Place(TestDatabases.Sqlite);
        using var target = new Place(TestDatabases.Sqlite);
        FilledPlace.Fill(source, 50);
        foreign.Open().Dispose();
        var file = source.File("a.backup");
        FilledPlace.Backup(source, file);
        File.WriteAllText(source.File("no.json"), "{}");

        Assert.Equal("restore-passphrase-wrong", FilledPlace.Restore(target, file, "falsch").Errors.Single().Code);
        Assert.Equal("restore-passphrase-needed", FilledPlace.Restore(target, file, null).Errors.Single().Code);
        Assert.Equal("restore-keys-foreign", FilledPlace.Restore(target, file, keys: Platform.Security.KeyRing.PathIn(foreign.Folder)).Errors.Single().Code);
        Assert.Equal("keys-unreadable", FilledPlace.Restore(target, file, keys: source.File("no.json")).Errors.Single().Code);
        Assert.True(target.IsEmpty());
    }

    // Histories of migrations, and tables of the job queue, whose work begins anew.
    private static readonly string[] NotData = ["__EF", "sqlite_", "qrtz_"];
}
