using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>
/// The record of imports: what was given, how it ended. Refusals and error workbooks lie in a folder of the import; refusals there
/// name cells and masked values only.
/// </summary>
internal sealed class ImportRuns(Workplace workplace)
{
    public const string RefusalsFile = "refusals.jsonl";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string FolderOf(Workplace workplace, long import) => Path.Combine(workplace.Folder, "imports", import.ToString(CultureInfo.InvariantCulture));

    /// <summary>Where an error workbook's masked twin lies.</summary>
    public static string MaskedPath(string path) => Path.Combine(Path.GetDirectoryName(path)!, "masked", Path.GetFileName(path));

    /// <summary>A guess from the packed size, for the progress bar only; honest ledgers pack a row into about 260 bytes.</summary>
    public static long EstimatedRows(string path) => new FileInfo(path).Length / 260;

    public void Begin(ProcessContext process, int programme, ImportRequest request, List<FilePlan> plans)
    {
        var files = plans.Select(p => new ImportedFile(p.Name, HashOf(p.Path), new FileInfo(p.Path).Length, [.. p.Sheets.Select(s => s.Sheet.Name)])).ToList();
        Repeating.Run(workplace.Database, () => Begin(process, programme, request, files));
    }

    private void Begin(ProcessContext process, int programme, ImportRequest request, List<ImportedFile> files)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        // Whoever still stands as running without holding the lease was killed.
        foreach (var killed in journal.Rows.Where(LedgerSeals.ImportRun, "state = 'running' AND id <> @p0", process.Id))
        {
            journal.Rows.Update(killed, ("state", "interrupted"));
            Record(journal, "interrupted", killed.Long("id"));
        }

        var document = JsonSerializer.Serialize(files, ImportFilesJson.Default.IReadOnlyListImportedFile);
        if (journal.Rows.Find(LedgerSeals.ImportRun, process.Id) is { } before)
        {
            journal.Rows.Update(before, ("state", "running"), ("files", document));
        }
        else
        {
            journal.Rows.Insert(LedgerSeals.ImportRun, process.Id, programme, process.At, null, process.Actor, "running", Date(request.AsOf), document, null);
        }

        Record(journal, "started", process.Id);
        journal.Flush();
        transaction.Commit();
    }

    public void Finish(ProcessContext process, ImportRequest request, ImportAnswer answer)
    {
        WriteRefusals(process.Id, answer);
        if (request.DryRun)
        {
            return;
        }

        var summary = JsonSerializer.Serialize(answer with { Refusals = null, ErrorWorkbooks = [.. answer.ErrorWorkbooks.Select(w => Path.GetFileName(w))] }, Json);
        SetState(process, "done", summary);
    }

    /// <summary>Recorded runs, newest first; one of them, or all.</summary>
    public IReadOnlyList<RecordedRun> Read(long? import)
    {
        using var connection = workplace.Database.Open();
        return [.. connection.Query(
            null, $"SELECT id, started_at, actor, state, as_of, files, summary FROM import_run {(import is null ? "" : "WHERE id = @p0")} ORDER BY id DESC LIMIT 500", import is { } id ? [id] : [])
            .Select(r => new RecordedRun(
                r.GetInt64(0), new DateTimeOffset(r.GetInt64(1), TimeSpan.Zero), r.GetString(2), r.GetString(3), r.GetString(4),
                JsonSerializer.Deserialize(r.GetString(5), ImportFilesJson.Default.IReadOnlyListImportedFile) ?? [],
                r.TextOrNull(6) is { } summary ? JsonSerializer.Deserialize<ImportAnswer>(summary, Json) : null))];
    }

    public void Fail(ProcessContext process) => SetState(process, "failed", null);

    private void SetState(ProcessContext process, string state, string? summary) => Repeating.Run(workplace.Database, () => SetStateOnce(process, state, summary));

    private void SetStateOnce(ProcessContext process, string state, string? summary)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, process);
        if (journal.Rows.Find(LedgerSeals.ImportRun, process.Id) is { } run)
        {
            journal.Rows.Update(run, ("state", state), ("finished_at", workplace.Time.GetUtcNow().UtcTicks), ("summary", summary));
            Record(journal, state, process.Id);
            journal.Flush();
            transaction.Commit();
        }
    }

    private static void Record(JournalWriter journal, string action, long import) => journal.Append(0, action, LedgerSeals.ImportRun.Name, import, import, 0);

    private void WriteRefusals(long import, ImportAnswer answer)
    {
        if (answer.Refusals is not { Count: > 0 } refusals)
        {
            return;
        }

        var folder = FolderOf(workplace, import);
        Directory.CreateDirectory(folder);
        using var file = new StreamWriter(Path.Combine(folder, RefusalsFile));
        foreach (var refusal in refusals)
        {
            file.WriteLine(JsonSerializer.Serialize(refusal, Json));
        }
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An import as the database has it.</summary>
internal sealed record RecordedRun(long Id, DateTimeOffset At, string Actor, string State, string AsOf, IReadOnlyList<ImportedFile> Files, ImportAnswer? Summary);
