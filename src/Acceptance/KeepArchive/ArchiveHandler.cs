using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Acceptance.ReadAcceptance;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Exports;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>
/// Makes packages (C14): forms as .docx and as a page for print, photos, signatures, contract and proof of payment, with a manifest of
/// hashes. A package is complete, or says what is missing. It leaves the system, so it is written down first.
/// </summary>
public sealed class ArchiveHandler(Workplace workplace, ProgrammeStore programmes, WorkbookAcceptances acceptances)
{
    private const string Manifest = "manifest.json";
    private readonly AttachmentFiles _files = new(workplace);

    /// <summary>What a household's package holds and lacks, without making it.</summary>
    public Result<HouseholdManifest> Look(string household, CultureInfo culture)
    {
        acceptances.CatchUp();
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        var lines = new AcceptanceLines(workplace, on, culture);
        var dossier = Dossier(on, lines, household);
        return dossier.IsOk ? Write(null, "", lines, dossier.Value, culture) : Result<HouseholdManifest>.Fail(dossier.Errors);
    }

    /// <summary>Writes a household's package to a file.</summary>
    public Result<HouseholdManifest> Household(string household, string path, CultureInfo culture)
    {
        acceptances.CatchUp();
        HouseholdManifest manifest;
        using (var on = AcceptanceTransaction.Read(workplace, programmes))
        {
            var lines = new AcceptanceLines(workplace, on, culture);
            var dossier = Dossier(on, lines, household);
            if (!dossier.IsOk)
            {
                return Result<HouseholdManifest>.Fail(dossier.Errors);
            }

            using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
            manifest = Write(zip, "", lines, dossier.Value, culture);
            Add(zip, Manifest, ArchiveJson.Write(manifest));
        }

        Record(path, new { household }, 1);
        return manifest;
    }

    /// <summary>Writes a village's package to a file: a folder for each household, and one manifest over all.</summary>
    public Result<VillageManifest> Village(string villageText, string path, CultureInfo culture, Action<int, int>? progress, CancellationToken cancellation)
    {
        acceptances.CatchUp(cancellation);
        VillageManifest manifest;
        using (var on = AcceptanceTransaction.Read(workplace, programmes))
        {
            var village = Region(on, villageText);
            if (!village.IsOk)
            {
                return Result<VillageManifest>.Fail(village.Errors);
            }

            var lines = new AcceptanceLines(workplace, on, culture);
            var facts = HouseholdReader.OfVillage(on.Connection, on.Transaction, on.Scope, on.Programme!.Number, village.Value);
            using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
            var households = new List<HouseholdManifest>();
            foreach (var household in facts)
            {
                cancellation.ThrowIfCancellationRequested();
                households.Add(Write(zip, household.Id + "/", lines, Dossier(on, household), culture));
                progress?.Invoke(households.Count, facts.Count);
            }

            manifest = new VillageManifest(
                village.Value.ToString(), lines.Region(village.Value), on.Programme.Plan.Id, new DateTimeOffset(on.Process.At, TimeSpan.Zero), on.Process.Actor, households.Count(h => h.IsComplete),
                households.Count(h => !h.IsComplete), households);
            Add(zip, Manifest, ArchiveJson.Write(manifest));
        }

        Record(path, new { village = villageText }, manifest.Households.Count);
        return manifest;
    }

    /// <summary>Whether a village's package can be asked for by this caller.</summary>
    public Result<RegionCode> MayHave(string? village)
    {
        using var on = AcceptanceTransaction.Read(workplace, programmes);
        return Region(on, village);
    }

    private static Result<RegionCode> Region(AcceptanceTransaction on, string? text) =>
        on.Programme is null ? new Error("programme-missing")
        : RegionCode.TryParse(text, out var village) && village.Level == RegionLevel.Village && on.Programme.Plan.Divisions.Has(village) && on.Scope.Covers(village) ? village
        : new Error("region-unknown", new ErrorPlace(Path: "village"), text ?? "");

    private static Result<HouseholdDossier> Dossier(AcceptanceTransaction on, AcceptanceLines lines, string household) =>
        on.Programme is null ? new Error("programme-missing")
        : HouseholdId.TryParse(household, out var id) && lines.Facts(id.Value) is { } facts ? Dossier(on, facts) : HouseholdReader.Missing(on.Connection, on.Transaction, on.Scope, household);

    private static HouseholdDossier Dossier(AcceptanceTransaction on, HouseholdFacts facts)
    {
        var (county, id) = (facts.Id.CountyCode, facts.Id.Value);
        return new HouseholdDossier(
            facts, AcceptedHouseholds.Find(on.Connection, on.Transaction, facts.Id), on.Inspections.Of(county, id), on.Rectifications.Of(county, id),
            [.. on.Attachments.OfHousehold(county, id).Where(a => a.State == AttachmentState.Attached)]);
    }

    // Without a zip it only looks: every byte is read and hashed all the same, or it could not say what is gone.
    private HouseholdManifest Write(ZipArchive? zip, string folder, AcceptanceLines lines, HouseholdDossier dossier, CultureInfo culture)
    {
        var (files, lost) = (new List<ArchiveFile>(), new List<long>());
        var kept = new Dictionary<long, (byte[] Bytes, string MediaType)>();
        foreach (var attachment in dossier.Attachments)
        {
            var key = new CountyKey(attachment.County, attachment.Id);
            if (_files.Read(key, attachment.Sha256) is not { } bytes)
            {
                lost.Add(attachment.Id);
                continue;
            }

            if (attachment.Kind is AttachmentKind.HouseholdSignature or AttachmentKind.InspectorSignature)
            {
                kept.Add(attachment.Id, (bytes, attachment.MediaType ?? MediaTypes.Unknown));
            }

            files.Add(Add(zip, $"{folder}{FolderOf(attachment.Kind)}/{Words.Of(attachment.Kind)}-{key}{MediaTypes.Extension(attachment.MediaType)}", bytes));
        }

        var form = new AcceptanceForm(lines).Of(dossier, id => kept.TryGetValue(id, out var found) ? found : null);
        files.Insert(0, Add(zip, folder + "acceptance-form.docx", FormDocument.Of(form)));
        files.Insert(1, Add(zip, folder + "acceptance-form.html", FormPage.Of(form, Platform.Texts.TextCatalog.IsEnglish(culture) ? "en" : "zh-CN")));
        var photos = lines.ChecklistFor(dossier.Facts.Route)?.Photos ?? [];
        List<ArchiveGap> gaps = [.. ArchiveGaps.Of(dossier, photos, lost).Select(code => new ArchiveGap(code, lines.Text(code)))];
        return new HouseholdManifest(dossier.Facts.Id.ToString(), dossier.Facts.Head, lines.Region(dossier.Facts.Id.Village), gaps.Count == 0, gaps, files);
    }

    private static string FolderOf(AttachmentKind kind) => kind switch
    {
        AttachmentKind.HouseholdSignature or AttachmentKind.InspectorSignature => "signatures", AttachmentKind.Contract => "contract", AttachmentKind.Payment => "payment", _ => "photos",
    };

    private static ArchiveFile Add(ZipArchive? zip, string name, byte[] content)
    {
        if (zip is not null)
        {
            using var entry = zip.CreateEntry(name, name.EndsWith(".jpg", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open();
            entry.Write(content);
        }

        return new ArchiveFile(name, content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private void Record(string path, object filter, long rows) =>
        ExportRecord.Write(workplace, workplace.Begin("acceptance-archive", workplace.Caller.Actor), AcceptanceSeals.Acceptance.Name, false, filter, rows, ["form", "photos", "signatures", "contract", "payment"], path, null);
}
