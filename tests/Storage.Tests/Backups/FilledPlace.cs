using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform;
using CleanHeating.Platform.Backup;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Backups;

/// <summary>Work over places that several tests do: fill one with an invented city, back it up, restore, look at what came.</summary>
internal static class FilledPlace
{
    public const string Passphrase = "eine lange Losung";
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static ImportAnswer Fill(Place place, int households = 300)
    {
        using var workplace = place.Open();
        var programmes = new ProgrammeStore(workplace);
        var programme = programmes.Save(ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value, "test").Value;
        var sample = new SampleHandler().Make(programme, place.File("sample"), households, 4);
        return new ImportHandler(workplace, programmes).Run(new ImportRequest(sample.Files, sample.AsOf, false, "test", English), null).Value;
    }

    public static BackupAnswer Backup(Place place, string file, string? passphrase = Passphrase)
    {
        using var workplace = place.Open();
        return new BackupHandler(workplace).Run(new BackupRequest(file, passphrase, Product.Version, "linyuan-2030"));
    }

    public static Result<RestoreAnswer> Restore(Place place, string file, string? passphrase = Passphrase, string? keys = null, Action<string>? phase = null)
    {
        using var database = place.Connect();
        var handler = new RestoreHandler(database, Product.Verify, () => Product.OpenOver(place.Folder, database, TimeProvider.System));
        return handler.Run(new RestoreRequest(file, place.Folder, passphrase, keys), progress => phase?.Invoke(progress.Phase));
    }

    public static BackupManifest Manifest(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var entry = zip.GetEntry("manifest.json")!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return BackupManifest.FromBytes(bytes.ToArray())!;
    }

    /// <summary>Tables by name with their hashes, but for the journal, to which backup and restore themselves add.</summary>
    public static Dictionary<string, string> Hashes(BackupManifest manifest) =>
        manifest.Tables.Where(t => !t.Name.StartsWith("journal", StringComparison.Ordinal) && t.Name != "seal_head").ToDictionary(t => t.Name, t => t.Sha256);

    public static string Progress(Workplace workplace) =>
        JsonSerializer.Serialize(new Programme.ReadProgress.ProgressHandler(workplace, new ProgrammeStore(workplace)).Read(RegionLevel.Village, null).Value);
}
