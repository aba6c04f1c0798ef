using System.Data.Common;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Backup;

/// <summary>What to back up where.</summary>
/// <param name="File">Backup to write; one that stands there is replaced when the new one is whole.</param>
/// <param name="Passphrase">The key ring goes with the backup under it; null leaves the keys out.</param>
/// <param name="Product">Version of the product, for the manifest.</param>
/// <param name="Programme">Programme in force, for the manifest.</param>
public sealed record BackupRequest(string File, string? Passphrase, string Product, string? Programme);

/// <summary>What a backup holds.</summary>
public sealed record BackupAnswer(long Rows, long Bytes, double Seconds, bool Keys, int Tables, int Files, IReadOnlyList<string> LeftOut);

/// <summary>
/// Writes one file with everything: all tables in one picture of the database, the keys of that moment, the files of the data
/// folder. The system goes on working meanwhile. Memory is bounded; nothing is written twice.
/// </summary>
public sealed class BackupHandler(Workplace workplace)
{
    public BackupAnswer Run(BackupRequest request, Action<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        var path = Path.GetFullPath(request.File);
        var part = path + ".part";
        try
        {
            BackupManifest manifest;
            string hash;
            using (var file = DataFolder.CreatePrivate(part, FileMode.Create))
            {
                using (var writer = new BackupWriter(workplace, request, file, progress ?? (_ => { })))
                {
                    manifest = writer.Run(cancellation);
                }

                hash = ContainerHash.Stamp(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            var answer = new BackupAnswer(
                manifest.Rows(), new FileInfo(path).Length, Math.Round(watch.Elapsed.TotalSeconds, 3), manifest.HasKeys, manifest.Tables.Count, manifest.Files.Count, manifest.HasKeys ? [] : [DataFolder.Keys]);
            Record(workplace, "backed-up", hash, answer.Rows);
            return answer;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    // Who carries everything away, or puts it back, stands in the city's own journal.
    internal static void Record(Workplace workplace, string action, string hash, long rows) => JournalNote.Write(
        workplace, workplace.Begin("backup", workplace.Caller.Actor), 0, action, "database", 0, 0, JsonSerializer.Serialize(new { sha256 = hash, rows }));
}

/// <summary>One backup under way.</summary>
internal sealed class BackupWriter(Workplace workplace, BackupRequest request, Stream file, Action<JobProgress> progress) : IDisposable
{
    private readonly ZipArchive _zip = new(file, ZipArchiveMode.Create, leaveOpen: true) { Comment = ContainerHash.Blank };
    private readonly List<BackupFolderFile> _files = [];
    private long _rows, _total;

    // One generation marks the whole, whatever is turned meanwhile.
    private readonly KeyGeneration _keys = workplace.Keys.Of(workplace.Keys.Current);

    public BackupManifest Run(CancellationToken cancellation)
    {
        var all = DataFolder.Files(workplace.Folder);
        progress(new JobProgress("files", 0, all.Count, 0, 0));
        var states = all.Where(DataFolder.IsState).ToList();
        states.ForEach(AddFile);
        var (connection, transaction, keys, migrations) = TakePicture();
        BackupManifest manifest;
        using (connection)
        using (transaction)
        {
            manifest = new BackupManifest(
                BackupManifest.CurrentFormat, request.Product, workplace.Database.Kind.ToString().ToLowerInvariant(), workplace.Time.GetUtcNow(), request.Programme, migrations,
                WriteTables(connection, transaction, cancellation), _files, request.Passphrase is not null);
        }

        foreach (var path in all.Where(f => !DataFolder.IsState(f)))
        {
            cancellation.ThrowIfCancellationRequested();
            AddFile(path);
        }

        if (request.Passphrase is { } passphrase)
        {
            using var entry = Open(BackupManifest.KeysEntry);
            SealedContent.Seal(new MemoryStream(keys), entry, SealingSecret.Of(passphrase), BackupManifest.KeysEntry);
        }

        var bytes = manifest.ToBytes();
        Write(BackupManifest.Entry, bytes);
        Write(BackupManifest.MarkEntry, BackupManifest.Mark(bytes, _keys));
        return manifest;
    }

    public void Dispose() => _zip.Dispose();

    // Keys may turn at this very moment: the picture is taken between two looks at them that saw the same.
    private (DbConnection Connection, DbTransaction Transaction, byte[] Keys, List<string> Migrations) TakePicture()
    {
        while (true)
        {
            var before = DataFolder.ReadKeys(workplace.Folder);
            var connection = workplace.Database.Open();
            var transaction = workplace.Database.BeginRead(connection);
            var migrations = SchemaVersion.Applied(connection, transaction);
            if (before.AsSpan().SequenceEqual(DataFolder.ReadKeys(workplace.Folder)))
            {
                return (connection, transaction, before, migrations);
            }

            transaction.Dispose();
            connection.Dispose();
        }
    }

    private List<BackupTable> WriteTables(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        IReadOnlyList<BackupTable> tables;
        using (var context = workplace.Database.CreateContext())
        {
            tables = StoredTables.Of(context);
        }

        _total = tables.Sum(t => connection.ScalarLong(transaction, $"SELECT COUNT(*) FROM {StoredTables.Quoted(t.Name)}") ?? 0);
        var written = new List<BackupTable>();
        foreach (var table in tables)
        {
            using var entry = Open(BackupManifest.TablesFolder + table.Name + ".jsonl");
            written.Add(TableLines.Write(connection, transaction, table, entry, rows => Show("tables", written.Count, tables.Count, _rows + rows), cancellation));
            _rows += written[^1].Rows;
        }

        return written;
    }

    private void AddFile(string path)
    {
        Stream source;
        try
        {
            source = new FileStream(Path.Combine(workplace.Folder, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Dropped since the folder was listed.
            return;
        }

        using (source)
        using (var measured = new MeasuredStream(source, reading: true))
        {
            var name = BackupManifest.FilesFolder + path;
            using (var entry = Open(name))
            {
                SealedContent.Seal(measured, entry, SealingSecret.Of(_keys), name);
            }

            _files.Add(new BackupFolderFile(path, measured.Count, measured.Sha256()));
        }

        Show("files", _files.Count, 0, _rows);
    }

    private Stream Open(string entry)
    {
        var added = _zip.CreateEntry(entry, CompressionLevel.Fastest);
        added.LastWriteTime = workplace.Time.GetUtcNow();
        return added.Open();
    }

    private void Write(string entry, byte[] content)
    {
        using var to = Open(entry);
        to.Write(content);
    }

    private void Show(string phase, int done, int all, long rows) => progress(new JobProgress(phase, done, all, rows, _total));
}
