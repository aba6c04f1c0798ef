using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Domain;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>
/// Imports that people begin in the browser. One works at a time; each lies in its own folder with its files and a record of its
/// state, so that it can be left and returned to, also after a restart: what was at work then has failed, and can be begun again.
/// </summary>
internal sealed partial class ImportJobs(Workplace workplace, ProgrammeStore programmes, ImportHandler imports, ILogger<ImportJobs> log) : BackgroundService
{
    private const string JobFile = "job.json", FilesFolder = "files";
    private readonly ConcurrentDictionary<long, ImportJob> _jobs = [];
    private readonly Channel<(long Id, bool DryRun, CultureInfo Culture, Scope Scope)> _queue = Channel.CreateUnbounded<(long, bool, CultureInfo, Scope)>();

    /// <summary>A place for an upload's files.</summary>
    public (long Id, string Folder) Prepare()
    {
        var id = workplace.Ids.Next();
        return (id, Directory.CreateDirectory(Path.Combine(ImportRuns.FolderOf(workplace, id), FilesFolder)).FullName);
    }

    /// <summary>Removes what a refused upload left.</summary>
    public void Forget(long id) => Directory.Delete(ImportRuns.FolderOf(workplace, id), recursive: true);

    /// <summary>Takes uploaded files and says what was understood of them. Nothing is stored in the ledger.</summary>
    public Result<ImportJob> Accept(long id, IReadOnlyList<string> files, DateOnly asOf, string actor, CultureInfo culture)
    {
        if (files.Count == 0)
        {
            return new Error("no-files");
        }

        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        var divisions = LedgerPolicy.Divisions(programme.Plan);
        var job = new ImportJob
        {
            Id = Text(id), State = ImportStates.Understood, AsOf = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Actor = actor, At = workplace.Time.GetUtcNow(),
            Files = [.. files.Select(f => Understood(FilePlanner.Plan(f, divisions), programme, culture))],
        };
        Save(id, job);
        return job;
    }

    /// <summary>An import that the caller may see: their own, or one that holds nothing but their region's households.</summary>
    public ImportJob? Find(string id) => Any(id) is { } job && Sees(job) ? job : null;

    private ImportJob? Any(string id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (!_jobs.TryGetValue(number, out var job) && Load(number) is { } loaded)
        {
            // A job that no process works on any more was cut off.
            job = _jobs.GetOrAdd(number, ImportStates.IsBusy(loaded.State) ? loaded with { State = ImportStates.Failed, Progress = null, Error = Fault("import-failed", Platform.Texts.TextCatalog.Chinese) } : loaded);
        }

        return job ?? new ImportRuns(workplace).Read(number).Select(Recorded).FirstOrDefault();
    }

    /// <summary>Imports of the browser and of the command line alike, newest first.</summary>
    public IReadOnlyList<ImportJob> All()
    {
        var folder = Path.Combine(workplace.Folder, "imports");
        var jobs = !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder).Where(d => File.Exists(Path.Combine(d, JobFile))).Select(d => Any(Path.GetFileName(d))).OfType<ImportJob>().ToDictionary(j => j.Id);
        foreach (var run in new ImportRuns(workplace).Read(null).Where(r => !jobs.ContainsKey(Text(r.Id))))
        {
            jobs.Add(Text(run.Id), Recorded(run));
        }

        return [.. jobs.Values.Where(Sees).OrderByDescending(j => j.At)];
    }

    public Result<ImportJob> Begin(string id, bool dryRun, CultureInfo culture)
    {
        if (Find(id) is not { } job)
        {
            return new Error("import-unknown", null, id);
        }

        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var begun = job with { State = dryRun ? ImportStates.Checking : ImportStates.Running, Progress = new JobProgress("reading", 0, job.Files.Count, 0, 0), Error = null };
        if (!ImportStates.IsOpen(job.State) || !_jobs.TryUpdate(number, begun, job))
        {
            return new Error("import-state");
        }

        Save(number, begun);
        _queue.Writer.TryWrite((number, dryRun, culture, workplace.Caller.Scope));
        return begun;
    }

    public Result<bool> Drop(string id)
    {
        if (Find(id) is not { } job)
        {
            return new Error("import-unknown", null, id);
        }

        if (!ImportStates.IsOpen(job.State))
        {
            return new Error("import-state");
        }

        var number = long.Parse(id, CultureInfo.InvariantCulture);
        _jobs.TryRemove(number, out _);
        Directory.Delete(ImportRuns.FolderOf(workplace, number), recursive: true);
        return true;
    }

    /// <summary>An error workbook's path; null where the import has none of that name.</summary>
    public string? ErrorWorkbook(ImportJob job, string name) =>
        job.Result?.ErrorWorkbooks.FirstOrDefault(w => w == name) is { } known
        && Path.Combine(ImportRuns.FolderOf(workplace, long.Parse(job.Id, CultureInfo.InvariantCulture)), known) is var path
        && (workplace.Caller.Actor == job.Actor ? path : ImportRuns.MaskedPath(path)) is var seen && File.Exists(seen) ? seen : null;

    private bool Sees(ImportJob job)
    {
        var caller = workplace.Caller;
        return caller.Scope.IsAll || (caller.IsKnown && job.Actor == caller.Actor)
            || (job.Result is { ByCounty.Count: > 0 } result && result.ByCounty.Keys.All(c => RegionCode.TryParse(c, out var county) && caller.Scope.Covers(county)));
    }

    public RefusalPage Refusals(ImportJob job, string? code, int offset, int limit, CultureInfo culture)
    {
        var path = Path.Combine(ImportRuns.FolderOf(workplace, long.Parse(job.Id, CultureInfo.InvariantCulture)), ImportRuns.RefusalsFile);
        var all = !File.Exists(path) ? [] : File.ReadLines(path).Select(l => JsonSerializer.Deserialize<Refusal>(l, ImportRuns.Json)!).Where(r => string.IsNullOrEmpty(code) || r.Code == code).ToList();
        return new RefusalPage(all.Count, [.. all.Skip(Math.Max(0, offset)).Take(Math.Clamp(limit, 1, 500)).Select(r => new RefusalLine(
            r.File, r.Sheet, r.Row, r.Column, r.Column is null ? null : r.Column + Text(r.Row), r.Code, workplace.Texts.Get(r.Code + ".name", culture), r.Message, workplace.Texts.Get(r.Code + ".do", culture), r.Value))]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, dryRun, culture, scope) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.Run(() => Work(id, dryRun, culture, scope, stoppingToken), stoppingToken);
        }
    }

    private void Work(long id, bool dryRun, CultureInfo culture, Scope scope, CancellationToken stopping)
    {
        var job = _jobs[id];
        try
        {
            var folder = Path.Combine(ImportRuns.FolderOf(workplace, id), FilesFolder);
            var files = job.Files.Select((f, i) => Path.Combine(folder, Text(i), f.Name)).ToList();
            var request = new ImportRequest(files, DateOnly.ParseExact(job.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture), dryRun, job.Actor, culture, id) { Scope = scope };
            var result = imports.Run(request, progress => _jobs[id] = job with { Progress = progress }, stopping);
            Save(id, result.IsOk
                ? job with { State = dryRun ? ImportStates.Checked : ImportStates.Done, Progress = null, Result = Summary(result.Value) }
                : job with { State = ImportStates.Failed, Progress = null, Error = new ImportFault(result.Errors[0].Code, workplace.Texts.Message(result.Errors[0], culture)) });
        }
        catch (OperationCanceledException)
        {
            Save(id, job with { State = ImportStates.Failed, Progress = null, Error = Fault("import-cancelled", culture) });
        }
        catch (Exception exception)
        {
            LogFailure(log, id, exception);
            Save(id, job with { State = ImportStates.Failed, Progress = null, Error = Fault("import-failed", culture) });
        }
    }

    // A run of the command line: what the database has of it. Its files were the caller's own and are not here.
    private static ImportJob Recorded(RecordedRun run) => new()
    {
        Id = Text(run.Id), State = run.State switch { "done" => ImportStates.Done, "running" => ImportStates.Running, _ => ImportStates.Interrupted }, AsOf = run.AsOf, Actor = run.Actor, At = run.At,
        Files = [.. run.Files.Select(f => new UnderstoodFile(f.Name, f.Bytes, null, []))], Result = run.Summary,
    };

    private static ImportAnswer Summary(ImportAnswer answer) => answer with { Refusals = null, ErrorWorkbooks = [.. answer.ErrorWorkbooks.Select(w => Path.GetFileName(w))] };

    private ImportFault Fault(string code, CultureInfo culture) => new(code, workplace.Texts.Get(code, culture));

    private UnderstoodFile Understood(FilePlan plan, LoadedProgramme programme, CultureInfo culture) => new(
        plan.Name, new FileInfo(plan.Path).Length,
        plan.Unreadable is { } reason ? new ImportFault("file-unreadable", workplace.Texts.Get("file-unreadable." + reason.ToString().ToLowerInvariant(), culture)) : null,
        [.. plan.Sheets.Select(s => Understood(s, programme, culture))]);

    private UnderstoodSheet Understood(SheetPlan sheet, LoadedProgramme programme, CultureInfo culture)
    {
        var missing = sheet.Finding == "header-not-found" ? string.Join(workplace.Texts.Get("list.separator", culture), sheet.Head!.MissingRequired.Select(f => FieldName(f, culture))) : "";
        return new UnderstoodSheet(
            sheet.Sheet.Name, sheet.Skipped, sheet.Finding, sheet.Finding is { } code ? workplace.Texts.Get(code, culture, missing) : null,
            sheet.County is { } county ? programme.Plan.Divisions.NameOf(county) : null, sheet.Head?.LastHeaderRow ?? 0,
            [.. (sheet.Head?.Columns ?? []).Select(c => new UnderstoodColumn(ColumnLetters.Of(c.Index), c.Header, c.Field is { } f ? LedgerWords.KeyOf(f) : null, c.Field is { } g ? FieldName(g, culture) : null))]);
    }

    private string FieldName(LedgerField field, CultureInfo culture) => workplace.Texts.Get("field." + LedgerWords.KeyOf(field), culture);

    private void Save(long id, ImportJob job)
    {
        _jobs[id] = job;
        var path = Path.Combine(ImportRuns.FolderOf(workplace, id), JobFile);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(job, ImportRuns.Json));
        File.Move(path + ".new", path, overwrite: true);
    }

    private ImportJob? Load(long id)
    {
        var path = Path.Combine(ImportRuns.FolderOf(workplace, id), JobFile);
        return File.Exists(path) ? JsonSerializer.Deserialize<ImportJob>(File.ReadAllBytes(path), ImportRuns.Json) : null;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} failed")]
    private static partial void LogFailure(ILogger log, long import, Exception exception);
}
