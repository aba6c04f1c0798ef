using System.Diagnostics;
using System.Security.Cryptography;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Platform.Backup;

/// <summary>What to restore where.</summary>
/// <param name="File">The backup.</param>
/// <param name="Folder">Data folder that is to get keys and files.</param>
/// <param name="Passphrase">Opens the keys in the backup.</param>
/// <param name="KeysFile">Key ring, where the backup holds none.</param>
public sealed record RestoreRequest(string File, string Folder, string? Passphrase, string? KeysFile);

public sealed record RestoreAnswer(long Rows, long Bytes, double Seconds, int Tables, int Files, long Verified, string Product, DateTimeOffset TakenAt);

/// <summary>
/// Puts a backup into an empty place: checks everything first, loads, brings old schemas up to date, verifies. Whatever fails, the
/// place is as empty afterwards as before; a restore that was killed is cleared away by the next.
/// </summary>
/// <param name="database">The database to fill; its kind need not be the backup's.</param>
/// <param name="verify">Recounts and checks all that is stored.</param>
/// <param name="open">Opens the product over the filled place, on this very database; an older version's is brought up to date by it.</param>
public sealed class RestoreHandler(IDatabase database, Func<IDatabase, KeyRing, VerificationAnswer> verify, Func<Workplace> open)
{
    /// <summary>Stands in the data folder while a restore is under way; says into which database.</summary>
    private const string Marker = "restore-under-way";

    /// <summary>Refuses a data folder in which a restore was cut off.</summary>
    public static void RequireWhole(string folder)
    {
        if (File.Exists(Path.Combine(folder, Marker)))
        {
            throw new StorageRefusedException(new Error("restore-cut-off", null, folder));
        }
    }

    public Result<RestoreAnswer> Run(RestoreRequest request, Action<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var show = progress ?? (_ => { });
        var folder = Path.GetFullPath(request.Folder);
        var opened = BackupFile.Open(Path.GetFullPath(request.File));
        if (!opened.IsOk)
        {
            return Result<RestoreAnswer>.Fail(opened.Errors);
        }

        using var backup = opened.Value;
        ClearCutOff(folder);
        if (Occupied(folder) is { } occupied)
        {
            return new Error("restore-not-empty", null, occupied);
        }

        if (TableLoader.Objection(backup, database) is { } newer)
        {
            return newer;
        }

        var keys = KeysOf(backup, request);
        if (!keys.IsOk)
        {
            return Result<RestoreAnswer>.Fail(keys.Errors);
        }

        var ring = DataFolder.RingOf(keys.Value);
        if (!backup.BelongsTo(ring))
        {
            return new Error("restore-keys-foreign", new ErrorPlace(File: backup.Name));
        }

        if (backup.Check(show, cancellation) is { } changed)
        {
            return changed;
        }

        var verified = Fill(backup, folder, keys.Value, show, cancellation);
        return verified.IsOk
            ? new RestoreAnswer(
                backup.Manifest.Rows(), backup.Length, Math.Round(watch.Elapsed.TotalSeconds, 3), backup.Manifest.Tables.Count, backup.Manifest.Files.Count, verified.Value.Rows,
                backup.Manifest.Product, backup.Manifest.TakenAt)
            : Result<RestoreAnswer>.Fail(verified.Errors);
    }

    private static Result<Dictionary<string, byte[]>> KeysOf(BackupFile backup, RestoreRequest request)
    {
        try
        {
            if (request.KeysFile is { } file)
            {
                return File.Exists(file)
                    ? Ring(new() { [Path.GetFileName(KeyRing.PathIn(""))] = File.ReadAllBytes(file) })
                    : new Error("file-missing", new ErrorPlace(File: Path.GetFileName(file)), file);
            }

            return !backup.Manifest.HasKeys ? new Error("restore-keys-needed", new ErrorPlace(File: backup.Name))
                : request.Passphrase is null ? new Error("restore-passphrase-needed", new ErrorPlace(File: backup.Name))
                : Ring(DataFolder.ParseKeys(backup.OpenKeys(request.Passphrase)));
        }
        catch (CryptographicException)
        {
            return new Error("restore-passphrase-wrong", new ErrorPlace(File: backup.Name));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or System.Text.Json.JsonException)
        {
            return request.KeysFile is { } keys ? new Error("keys-unreadable", null, keys) : new Error("backup-changed", new ErrorPlace(File: backup.Name), BackupManifest.KeysEntry);
        }

        static Result<Dictionary<string, byte[]>> Ring(Dictionary<string, byte[]> keys)
        {
            _ = DataFolder.RingOf(keys);
            return keys;
        }
    }

    private Result<VerificationAnswer> Fill(BackupFile backup, string folder, Dictionary<string, byte[]> keys, Action<JobProgress> show, CancellationToken cancellation)
    {
        var marker = Path.Combine(folder, Marker);
        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, database.Place);
        var done = false;
        try
        {
            foreach (var file in backup.Manifest.Files)
            {
                using var to = DataFolder.CreatePrivate(Path.Combine(folder, file.Path), FileMode.CreateNew);
                if (!backup.TryExtract(file, to))
                {
                    return new Error("backup-changed", new ErrorPlace(File: backup.Name), file.Path);
                }
            }

            TableLoader.Load(backup, database, show, cancellation);
            foreach (var (name, content) in keys)
            {
                using var to = DataFolder.CreatePrivate(Path.Combine(folder, DataFolder.Keys, name), FileMode.CreateNew);
                to.Write(content);
                to.Flush(flushToDisk: true);
            }

            database.Settle();
            show(new JobProgress("verifying", 0, 0, 0, 0));
            var workplace = open();
            var answer = verify(workplace.Database, workplace.Keys);
            if (!answer.Ok)
            {
                return new Error("restore-broken", null, answer.Broken.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{answer.Broken[0].Table} {answer.Broken[0].Key}", answer.Broken[0].What);
            }

            BackupHandler.Record(workplace, "restored", backup.Hash(), backup.Manifest.Rows());
            File.Delete(marker);
            done = true;
            return answer;
        }
        finally
        {
            if (!done)
            {
                Clear(folder);
            }
        }
    }

    private void ClearCutOff(string folder)
    {
        var marker = Path.Combine(folder, Marker);
        if (File.Exists(marker) && File.ReadAllText(marker) == database.Place)
        {
            Clear(folder);
        }
    }

    // Only ever called on a place that was empty before a restore began to fill it.
    private void Clear(string folder)
    {
        database.Clear();
        foreach (var below in DataFolder.Kept.Append(DataFolder.Keys).Append("locks").Select(k => Path.Combine(folder, k)).Where(Directory.Exists))
        {
            Directory.Delete(below, recursive: true);
        }

        File.Delete(Path.Combine(folder, Marker));
    }

    private string? Occupied(string folder) =>
        !database.IsEmpty() ? database.Place
        : new[] { Marker, DataFolder.Keys }.Concat(DataFolder.Kept).Select(name => Path.Combine(folder, name)).FirstOrDefault(path => File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()));
}
