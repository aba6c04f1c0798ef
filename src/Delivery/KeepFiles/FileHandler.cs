using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Delivery.ApproveProjects;
using CleanHeating.Delivery.Data;
using CleanHeating.Delivery.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Delivery.KeepFiles;

/// <summary>
/// Scans of permits, qualifications, contracts, certificates and test reports. A file never changes; a wrong one is taken out with a reason,
/// and its content stays.
/// </summary>
public sealed class FileHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Largest file: a scanned contract of some hundred pages.</summary>
    public const int Largest = 20 * 1024 * 1024;

    private const int LongestName = 200;
    private readonly KeptFiles _kept = new(workplace);

    internal Result<DeliveryFilesAnswer> List(FileSubject subject, string key)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        var owner = FileOwner.Find(on, subject, key);
        return owner.IsOk ? Answer(on, owner.Value) : Result<DeliveryFilesAnswer>.Fail(owner.Errors);
    }

    /// <summary>Adds a file; the same content under the same thing again changes nothing, so that a lost answer can be asked for anew.</summary>
    internal Result<DeliveryFilesAnswer> Add(FileSubject subject, string key, string? name, string? paper, byte[] content) => Repeating.Run<Result<DeliveryFilesAnswer>>(workplace.Database, () =>
    {
        using var on = DeliveryTransaction.Write(workplace, programmes, "delivery-file");
        var owner = FileOwner.Find(on, subject, key);
        if (!owner.IsOk || !owner.Value.MayChange)
        {
            return owner.IsOk ? new Error("permission-missing") : Result<DeliveryFilesAnswer>.Fail(owner.Errors);
        }

        paper = ProjectHandler.Trimmed(paper);
        var type = MediaTypes.Of(content);
        var errors = Objections(owner.Value, name, paper, content, type);
        if (errors.Count > 0)
        {
            return Result<DeliveryFilesAnswer>.Fail(errors);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!Of(on, owner.Value).Exists(f => f.RemovedAt is null && f.Sha256 == sha256 && f.Paper == paper))
        {
            var row = new FileRow(
                owner.Value.County, workplace.Ids.Next(), subject, owner.Value.Id, paper, Path.GetFileName(name!.Trim()), type!, content.Length, sha256, on.Process.At, on.Process.Actor, null, null, null, 1);

            // The file first: a row never speaks of bytes that are not there.
            _kept.Keep(row.County, row.FileId, content);
            on.Files.Insert(row);
            on.Journal.Append(row.County, "created", FileModel.DeliveryFile.Name, row.FileId, row.SubjectId, 1, row.Name);
        }

        var answer = Answer(on, owner.Value);
        on.Commit();
        return answer;
    });

    internal Result<DeliveryFilesAnswer> Remove(FileSubject subject, string key, string file, RemoveFileRequest request) => Repeating.Run<Result<DeliveryFilesAnswer>>(workplace.Database, () =>
    {
        var reason = ProjectHandler.Trimmed(request.Reason);
        using var on = DeliveryTransaction.Write(workplace, programmes, "delivery-file", reason);
        var owner = FileOwner.Find(on, subject, key);
        if (!owner.IsOk || !owner.Value.MayChange)
        {
            return owner.IsOk ? new Error("permission-missing") : Result<DeliveryFilesAnswer>.Fail(owner.Errors);
        }

        if (Find(on, owner.Value, file) is not { RemovedAt: null } row)
        {
            return new Error("file-unknown", null, file);
        }

        if (row.Version != request.Version)
        {
            return FieldErrors.Stale(row.Version, row.AddedBy);
        }

        if (reason is null)
        {
            return new Error("reason-missing", new ErrorPlace(Path: "reason"));
        }

        row = row with { RemovedAt = on.Process.At, RemovedBy = on.Process.Actor, Reason = reason, Version = row.Version + 1 };
        on.Files.Update(row);
        on.Journal.Append(row.County, "removed", FileModel.DeliveryFile.Name, row.FileId, row.SubjectId, row.Version, row.Name);
        var answer = Answer(on, owner.Value);
        on.Commit();
        return answer;
    });

    internal Result<KeptContent> Content(FileSubject subject, string key, string file)
    {
        using var on = DeliveryTransaction.Read(workplace, programmes);
        var owner = FileOwner.Find(on, subject, key);
        if (!owner.IsOk)
        {
            return Result<KeptContent>.Fail(owner.Errors);
        }

        return Find(on, owner.Value, file) is not { } row ? new Error("file-unknown", null, file)
            : _kept.Read(row.County, row.FileId, row.Sha256) is { } bytes ? new KeptContent(bytes, row.MediaType, row.Name) : new Error("file-gone", null, row.Name);
    }

    private static List<Error> Objections(FileOwner owner, string? name, string? paper, byte[] content, string? type)
    {
        var errors = new FieldErrors();
        errors.Require(ProjectHandler.Trimmed(Path.GetFileName(name)) is { Length: <= LongestName } && !name!.Any(char.IsControl), "file-name", "name");
        errors.Require(paper is null || owner.Papers.Any(p => p.Key == paper), "file-paper", "paper", paper ?? "");
        errors.Require(content.Length is > 0 and <= Largest, "file-size", "content", name ?? "", (Largest / 1024 / 1024).ToString(CultureInfo.InvariantCulture));
        errors.Require(type is not null || content.Length is 0 or > Largest, "file-type", "content", name ?? "");
        return errors.All;
    }

    private static List<FileRow> Of(DeliveryTransaction on, FileOwner owner) =>
        on.Files.Where("county_code = @p0 AND subject = @p1 AND subject_id = @p2 ORDER BY file_id DESC", owner.County, (int)owner.Subject, owner.Id);

    private static FileRow? Find(DeliveryTransaction on, FileOwner owner, string file) =>
        DeliveryKey.Parse(file) is { } key && key.County == owner.County && on.Files.Find(key.County, key.Id) is { } row && row.Subject == owner.Subject && row.SubjectId == owner.Id ? row : null;

    private static DeliveryFilesAnswer Answer(DeliveryTransaction on, FileOwner owner) => new(
        Of(on, owner).ConvertAll(f => new DeliveryFileLine(
            new DeliveryKey(f.County, f.FileId).ToString(), f.Paper, owner.Papers.FirstOrDefault(p => p.Key == f.Paper)?.Name, f.Name, f.MediaType, f.Size, f.Sha256, At(f.AddedAt), f.AddedBy,
            f.RemovedAt is { } removed ? At(removed) : null, f.RemovedBy, f.Reason, f.Version)),
        owner.Papers, owner.MayChange);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
