using System.IO.Compression;
using System.Security.Cryptography;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Backup;

/// <summary>A backup that is read: nothing of it is believed before it was checked.</summary>
internal sealed class BackupFile : IDisposable
{
    private const int LongestManifest = 64 << 20, LongestMark = 1 << 10, LongestKeys = 16 << 20;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly byte[] _manifest, _mark;
    private KeyGeneration? _keys;

    private BackupFile(FileStream file, ZipArchive zip, byte[] manifestBytes, byte[] mark, BackupManifest manifest) =>
        (_file, _zip, _manifest, _mark, Manifest) = (file, zip, manifestBytes, mark, manifest);

    public BackupManifest Manifest { get; }

    public string Name => Path.GetFileName(_file.Name);

    public long Length => _file.Length;

    /// <summary>Opens the container and reads what it says of itself.</summary>
    public static Result<BackupFile> Open(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            return new Error("file-missing", new ErrorPlace(File: name), path);
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (Read(zip, BackupManifest.Entry, LongestManifest) is { } bytes && Read(zip, BackupManifest.MarkEntry, LongestMark) is { } mark)
            {
                var whole = SHA256.HashData(bytes).AsSpan().SequenceEqual(mark.AsSpan(0, Math.Min(mark.Length, SHA256.HashSizeInBytes)));
                if (whole && BackupManifest.FromBytes(bytes) is { Tables: not null, Files: not null, Migrations: not null } manifest)
                {
                    return new BackupFile(file, zip, bytes, mark, manifest);
                }

                file.Dispose();
                return new Error("backup-changed", new ErrorPlace(File: name), BackupManifest.Entry);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // The list of entries stands at the end of the file: cut off, it is the first thing that is missed.
        }

        file.Dispose();
        return new Error("backup-unreadable", new ErrorPlace(File: name), name);
    }

    /// <summary>Whether the backup was marked with one of these keys; its files are then opened with it. Keys may have turned since it was taken.</summary>
    public bool BelongsTo(KeyRing keys) =>
        (_keys = keys.Generations.FirstOrDefault(g => CryptographicOperations.FixedTimeEquals(_mark, BackupManifest.Mark(_manifest, g)))) is not null;

    /// <summary>The keys that came with the backup; throws <see cref="CryptographicException"/> on a wrong passphrase.</summary>
    public byte[] OpenKeys(string passphrase)
    {
        using var from = Entry(BackupManifest.KeysEntry);
        using var clear = new MemoryStream();
        using var limited = new MemoryStream(from.ReadAtMost(LongestKeys));
        SealedContent.Open(limited, clear, SealingSecret.Of(passphrase), BackupManifest.KeysEntry);
        return clear.ToArray();
    }

    /// <summary>Reads everything once and compares it with the manifest; the first thing that differs is named.</summary>
    public Error? Check(Action<JobProgress> progress, CancellationToken cancellation)
    {
        var names = Manifest.Tables.Select(t => TableEntry(t.Name)).Concat(Manifest.Files.Select(f => BackupManifest.FilesFolder + f.Path))
            .Concat([BackupManifest.Entry, BackupManifest.MarkEntry]).Concat(Manifest.HasKeys ? [BackupManifest.KeysEntry] : []).ToHashSet(StringComparer.Ordinal);
        if (_zip.Entries.FirstOrDefault(e => !names.Remove(e.FullName)) is { } foreign)
        {
            return Changed(foreign.FullName);
        }

        if (names.Count > 0)
        {
            return Changed(names.Order(StringComparer.Ordinal).First());
        }

        var (rows, total) = (0L, Manifest.Rows());
        foreach (var table in Manifest.Tables)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsAsWritten(table))
            {
                return Changed(TableEntry(table.Name));
            }

            rows += table.Rows;
            progress(new JobProgress("checking", 0, 0, rows, total));
        }

        return Manifest.Files.Where(f => !DataFolder.IsSafe(f.Path) || !TryExtract(f, Stream.Null)).Select(f => Changed(BackupManifest.FilesFolder + f.Path)).FirstOrDefault()
            ?? (ContainerHash.Find(_file) is null ? Changed(Name) : null);
    }

    /// <summary>Hash by which the journal names this backup.</summary>
    public string Hash() => ContainerHash.Find(_file) ?? throw new InvalidDataException("The backup was not checked.");

    public Stream OpenTable(BackupTable table) => Entry(TableEntry(table.Name));

    /// <summary>Writes a file's content in clear; false where it is not what the manifest says.</summary>
    public bool TryExtract(BackupFolderFile file, Stream to)
    {
        using var measured = new MeasuredStream(to, reading: false);
        try
        {
            using var from = Entry(BackupManifest.FilesFolder + file.Path);
            SealedContent.Open(from, measured, SealingSecret.Of(_keys ?? throw new InvalidOperationException("Whose keys it has was not asked.")), BackupManifest.FilesFolder + file.Path);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or CryptographicException)
        {
            return false;
        }

        return measured.Count == file.Bytes && measured.Sha256() == file.Sha256;
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private static string TableEntry(string table) => BackupManifest.TablesFolder + table + ".jsonl";

    private static byte[]? Read(ZipArchive zip, string name, int most)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            return null;
        }

        using var from = entry.Open();
        return from.ReadAtMost(most);
    }

    private bool IsAsWritten(BackupTable table)
    {
        try
        {
            using var from = Entry(TableEntry(table.Name));
            using var measured = new MeasuredStream(from, reading: true);
            measured.CopyTo(Stream.Null);
            return measured.Count == table.Bytes && measured.Sha256() == table.Sha256;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private Stream Entry(string name) => (_zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.")).Open();

    private Error Changed(string what) => new("backup-changed", new ErrorPlace(File: Name), what);
}

internal static class BoundedReading
{
    /// <summary>Reads all, but no more than a number of bytes: what claims to be small is not believed.</summary>
    public static byte[] ReadAtMost(this Stream from, int most)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (from.Read(buffer) is var read and > 0)
        {
            all.Write(buffer, 0, read);
            if (all.Length > most)
            {
                throw new InvalidDataException("It is longer than it can be.");
            }
        }

        return all.ToArray();
    }
}
