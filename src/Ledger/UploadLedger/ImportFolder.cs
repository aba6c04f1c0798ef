using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>
/// Where an upload lies: its files and a record of its state. Several servers share the data folder, so what is remembered of a
/// record counts only as long as its file is the same.
/// </summary>
internal sealed class ImportFolder(Workplace workplace)
{
    private const string RecordFile = "job.json", FilesFolder = "files";
    private readonly ConcurrentDictionary<long, (DateTime Written, ImportJob Job)> _read = [];

    /// <summary>A place for an upload's files.</summary>
    public (long Id, string Folder) Prepare()
    {
        var id = workplace.Ids.Next();
        return (id, Directory.CreateDirectory(Path.Combine(Of(id), FilesFolder)).FullName);
    }

    public IEnumerable<long> All()
    {
        var folder = Path.Combine(workplace.Folder, "imports");
        return !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, RecordFile)))
            .Select(d => long.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0);
    }

    public string Of(long id) => ImportRuns.FolderOf(workplace, id);

    /// <summary>Paths of the uploaded files, in order.</summary>
    public IReadOnlyList<string> FilesOf(ImportJob job, long id) =>
        [.. job.Files.Select((f, i) => Path.Combine(Of(id), FilesFolder, i.ToString(CultureInfo.InvariantCulture), f.Name))];

    public void Save(long id, ImportJob job)
    {
        var path = Path.Combine(Of(id), RecordFile);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(job, ImportRuns.Json));
        File.Move(path + ".new", path, overwrite: true);
        _read.TryRemove(id, out _);
    }

    public ImportJob? Load(long id)
    {
        var path = Path.Combine(Of(id), RecordFile);
        if (!File.Exists(path))
        {
            return null;
        }

        var written = File.GetLastWriteTimeUtc(path);
        if (!_read.TryGetValue(id, out var known) || known.Written != written)
        {
            known = (written, JsonSerializer.Deserialize<ImportJob>(File.ReadAllBytes(path), ImportRuns.Json)!);
            _read[id] = known;
        }

        return known.Job;
    }

    public void Delete(long id)
    {
        _read.TryRemove(id, out _);
        Directory.Delete(Of(id), recursive: true);
    }
}
