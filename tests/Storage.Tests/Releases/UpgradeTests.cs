using System.IO.Compression;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;
using CleanHeating.Server.Composition;
using CleanHeating.Storage.Tests.Backups;
using CleanHeating.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanHeating.Storage.Tests.Releases;

/// <summary>Databases that earlier releases wrote are opened by today's product, on both databases; a backup in an old schema is restored.</summary>
public sealed class UpgradeTests
{
    private static readonly string Folder = Repository.Locate("tests/Storage.Tests/Releases");
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TheoryData<string, string> Releases => new(
        from release in Directory.GetDirectories(Folder) from kind in TestDatabases.Kinds select new TheoryDataRow<string, string>(Path.GetFileName(release), kind));

    [Theory, MemberData(nameof(Releases))]
    public void Open_OldDatabase_IsUpgradedSoundAndSaysTheSame(string release, string kind)
    {
        using var place = new Place(kind);
        using var old = Archive(release);
        Unpack(old, place);

        using var workplace = place.Open();

        AssertSame(old, workplace);
    }

    [Theory, MemberData(nameof(Releases))]
    public void Restore_BackupInAnOldSchema_IsUpgradedSoundAndSaysTheSame(string release, string kind)
    {
        using var source = new Place(TestDatabases.Sqlite);
        using var place = new Place(kind);
        using var old = Archive(release);
        Unpack(old, source);
        OldBackup.Write(source.Folder, source.File("old.backup"));

        var restored = FilledPlace.Restore(place, source.File("old.backup"), keys: Platform.Security.KeyRing.PathIn(source.Folder));

        Assert.True(restored.IsOk, string.Join("; ", restored.Errors));
        using var workplace = place.Open();
        AssertSame(old, workplace);
    }

    private static void AssertSame(ZipArchive old, Workplace workplace)
    {
        using var context = workplace.Database.CreateContext();
        using var figures = old.GetEntry("progress.json")!.Open();
        var before = JsonDocument.Parse(figures).RootElement;
        var after = JsonSerializer.SerializeToElement(new ProgressHandler(workplace, new ProgrammeStore(workplace)).Read(RegionLevel.County, null).Value, Json);

        Assert.Empty(context.Database.GetPendingMigrations());
        Assert.Empty(Product.Verify(workplace.Database, workplace.Keys).Broken);
        Assert.True(before.GetProperty("total").GetProperty("ledger").GetInt64() > 0);
        AssertHolds(before, after);
    }

    // Answers may have gained fields since; none may say anything else.
    private static void AssertHolds(JsonElement before, JsonElement after)
    {
        if (before.ValueKind == JsonValueKind.Object)
        {
            Assert.All(before.EnumerateObject(), field => AssertHolds(field.Value, after.GetProperty(field.Name)));
        }
        else if (before.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(before.GetArrayLength(), after.GetArrayLength());
            Assert.All(before.EnumerateArray().Zip(after.EnumerateArray()), pair => AssertHolds(pair.First, pair.Second));
        }
        else
        {
            Assert.Equal(before.ToString(), after.ToString());
        }
    }

    private static ZipArchive Archive(string release) => ZipFile.OpenRead(Path.Combine(Folder, release, "release.zip"));

    private static void Unpack(ZipArchive old, Place place)
    {
        Directory.CreateDirectory(Path.Combine(place.Folder, "keys"));
        old.GetEntry(place.Kind + "/keyring.json")!.ExtractToFile(Platform.Security.KeyRing.PathIn(place.Folder));
        if (place.Kind == TestDatabases.Sqlite)
        {
            old.GetEntry("sqlite/cleanheat.db")!.ExtractToFile(Path.Combine(place.Folder, "cleanheat.db"));
            return;
        }

        using var dump = new StreamReader(old.GetEntry("postgres/dump.sql")!.Open());
        using var connection = new NpgsqlConnection(place.ConnectionString + ";Pooling=false");
        connection.Open();
        connection.Execute(null, dump.ReadToEnd());
    }
}
