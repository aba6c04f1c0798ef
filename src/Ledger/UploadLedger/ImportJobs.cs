using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>
/// Imports that people begin in the browser. Each lies in its own folder with its files and a record of its state; checking and
/// importing are jobs, so that they can be left and returned to, survive a restart and run once on many servers.
/// </summary>
internal sealed class ImportJobs(Workplace workplace, ProgrammeStore programmes, JobDesk desk)
{
    private const string Subject = "import/";
    private readonly ImportFolder _folder = new(workplace);

    /// <summary>A place for an upload's files.</summary>
    public (long Id, string Folder) Prepare() => _folder.Prepare();

    /// <summary>Removes what a refused upload left.</summary>
    public void Forget(long id) => _folder.Delete(id);

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
        var understood = new UnderstoodSheets(workplace.Texts, programme, culture);
        var job = new ImportJob
        {
            Id = Text(id), State = ImportStates.Understood, AsOf = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Actor = actor, At = workplace.Time.GetUtcNow(),
            Files = [.. files.Select(f => understood.Of(FilePlanner.Plan(f, divisions)))],
        };
        _folder.Save(id, job);
        return job;
    }

    /// <summary>An import that the caller may see: their own, or one that holds nothing but their region's households.</summary>
    public ImportJob? Find(string id) => Any(id) is { } job && Sees(job) ? job : null;

    /// <summary>Imports of the browser and of the command line alike, newest first.</summary>
    public IReadOnlyList<ImportJob> All()
    {
        var busy = desk.Busy(Subject);
        var jobs = _folder.All().Select(id => Any(id, busy)).OfType<ImportJob>().ToDictionary(j => j.Id);
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

        if (!ImportStates.IsOpen(job.State) || _folder.Load(long.Parse(id, CultureInfo.InvariantCulture)) is null)
        {
            return new Error("import-state");
        }

        var begun = desk.Begin(dryRun ? ImportCheckKind.Kind : ImportRunKind.Kind, new ImportArguments(id), culture, Subject + id);
        return !begun.IsOk ? new Error("import-state") : job with
        {
            State = dryRun ? ImportStates.Checking : ImportStates.Running, JobId = begun.Value.Id, Progress = new JobProgress("reading", 0, job.Files.Count, 0, 0), Error = null,
        };
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

        _folder.Delete(long.Parse(id, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>An error workbook's path; null where the import has none of that name.</summary>
    public string? ErrorWorkbook(ImportJob job, string name) =>
        job.Result?.ErrorWorkbooks.FirstOrDefault(w => w == name) is { } known
        && Path.Combine(_folder.Of(long.Parse(job.Id, CultureInfo.InvariantCulture)), known) is var path
        && (workplace.Caller.Actor == job.Actor ? path : ImportRuns.MaskedPath(path)) is var seen && File.Exists(seen) ? seen : null;

    public RefusalPage Refusals(ImportJob job, string? code, int offset, int limit, CultureInfo culture)
    {
        var path = Path.Combine(_folder.Of(long.Parse(job.Id, CultureInfo.InvariantCulture)), ImportRuns.RefusalsFile);
        var all = !File.Exists(path) ? [] : File.ReadLines(path).Select(l => JsonSerializer.Deserialize<Refusal>(l, ImportRuns.Json)!).Where(r => string.IsNullOrEmpty(code) || r.Code == code).ToList();
        return new RefusalPage(all.Count, [.. all.Skip(Math.Max(0, offset)).Take(Math.Clamp(limit, 1, 500)).Select(r => new RefusalLine(
            r.File, r.Sheet, r.Row, r.Column, r.Column is null ? null : r.Column + Text(r.Row), r.Code, workplace.Texts.Get(r.Code + ".name", culture), r.Message, workplace.Texts.Get(r.Code + ".do", culture), r.Value))]);
    }

    private bool Sees(ImportJob job)
    {
        var caller = workplace.Caller;
        return caller.Scope.IsAll || (caller.IsKnown && job.Actor == caller.Actor)
            || (job.Result is { ByCounty.Count: > 0 } result && result.ByCounty.Keys.All(c => RegionCode.TryParse(c, out var county) && caller.Scope.Covers(county)));
    }

    private ImportJob? Any(string id) =>
        !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null
        : Any(number, desk.Busy(Subject)) ?? new ImportRuns(workplace).Read(number).Select(Recorded).FirstOrDefault();

    // Who is busy was asked first: a job that has ended since has written its end into the record that is read now.
    private ImportJob? Any(long id, IReadOnlyDictionary<string, JobStanding> busy)
    {
        if (_folder.Load(id) is not { } job)
        {
            return null;
        }

        if (busy.TryGetValue(Subject + Text(id), out var standing))
        {
            var state = standing.Kind == ImportCheckKind.Kind ? ImportStates.Checking : ImportStates.Running;
            return job with { State = state, JobId = standing.Id, Progress = standing.Progress ?? new JobProgress("reading", 0, job.Files.Count, 0, 0), Error = null };
        }

        return ImportStates.IsBusy(job.State) ? CutOff(job) : job;
    }

    // The record says that it is at work and no job is: it came to an end that it could not write down.
    private ImportJob CutOff(ImportJob job)
    {
        var error = job.JobId is { } id && desk.Standing(id) is { Error: { } known } ? known : new Error("import-failed");
        return job with { State = ImportStates.Failed, Progress = null, Error = new ImportFault(error.Code, workplace.Texts.Message(error, Platform.Texts.TextCatalog.Chinese)) };
    }

    // A run of the command line: what the database has of it. Its files were the caller's own and are not here.
    private static ImportJob Recorded(RecordedRun run) => new()
    {
        Id = Text(run.Id), State = run.State switch { "done" => ImportStates.Done, "running" => ImportStates.Running, _ => ImportStates.Interrupted }, AsOf = run.AsOf, Actor = run.Actor, At = run.At,
        Files = [.. run.Files.Select(f => new UnderstoodFile(f.Name, f.Bytes, null, []))], Result = run.Summary,
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
