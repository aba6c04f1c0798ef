using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.UploadLedger;

/// <summary>Which upload a job works on.</summary>
internal sealed record ImportArguments(string Import);

/// <summary>What was in when an import was cancelled.</summary>
internal sealed record ImportStopped(string ImportId, IReadOnlyList<string> Counties);

/// <summary>Goes the whole way of an import and stores nothing.</summary>
internal sealed class ImportCheckKind : IJobKind
{
    public const string Kind = "import-check";

    public string Name => Kind;

    public Permission Needs => Permission.ImportLedger;

    public bool IsRepeatable => true;

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation) => new ImportWork(run, []).Go(dryRun: true, cancellation);
}

/// <summary>
/// Brings an upload into the ledger. Taken up again after its server died, it goes on: whole counties that are in are found there as
/// they were brought, and the rest follows.
/// </summary>
internal sealed class ImportRunKind(IEnumerable<IImportFollower> followers) : IJobKind
{
    public const string Kind = "import-run";

    public string Name => Kind;

    public Permission Needs => Permission.ImportLedger;

    public bool IsRepeatable => true;

    public string? Lane => "ledger-import";

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation) => new ImportWork(run, followers).Go(dryRun: false, cancellation);
}

/// <summary>One check or import under way; its state is also written beside the upload's files.</summary>
internal sealed class ImportWork(JobRun run, IEnumerable<IImportFollower> followers)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);
    private readonly Workplace _workplace = run.Workplace;
    private readonly ImportFolder _folder = new(run.Workplace);

    public async Task<Result<JobOutcome>> Go(bool dryRun, CancellationToken cancellation)
    {
        var id = long.Parse(run.Arguments<ImportArguments>().Import, CultureInfo.InvariantCulture);
        if (_folder.Load(id) is not { } job)
        {
            return new Error("import-unknown", null, id.ToString(CultureInfo.InvariantCulture));
        }

        job = job with { State = dryRun ? ImportStates.Checking : ImportStates.Running, JobId = run.Id.ToString(CultureInfo.InvariantCulture), Progress = null, Error = null };
        _folder.Save(id, job);
        try
        {
            var result = await Import(id, job, dryRun, cancellation);
            _folder.Save(id, result.IsOk
                ? job with { State = dryRun ? ImportStates.Checked : ImportStates.Done, Result = Summary(result.Value) }
                : Failed(job, result.Errors[0]));
            foreach (var follower in result.IsOk && !dryRun ? followers : [])
            {
                follower.Follow(_workplace, cancellation);
            }

            return result.IsOk ? new JobOutcome(Summary(result.Value)) : Result<JobOutcome>.Fail(result.Errors);
        }
        catch (OperationCanceledException) when (run.IsCancelled)
        {
            _folder.Save(id, Failed(job, dryRun ? new Error("import-check-cancelled") : Stopped(id)));
            throw;
        }
    }

    // Somebody may be importing at a command line; then it is their turn.
    private async Task<Result<ImportAnswer>> Import(long id, ImportJob job, bool dryRun, CancellationToken cancellation)
    {
        var asOf = DateOnly.ParseExact(job.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var request = new ImportRequest(_folder.FilesOf(job, id), asOf, dryRun, _workplace.Caller.Actor, run.Culture, id) { Scope = _workplace.Caller.Scope };
        var handler = new ImportHandler(_workplace, new ProgrammeStore(_workplace));
        while (true)
        {
            var result = handler.Run(request, run.Report, cancellation);
            if (result.IsOk || result.Errors[0].Code != "import-running")
            {
                return result;
            }

            run.Report(new JobProgress("waiting", 0, job.Files.Count, 0, 0));
            await Task.Delay(Turn, cancellation);
        }
    }

    private Error Stopped(long id)
    {
        using var connection = _workplace.Database.Open();
        var divisions = new ProgrammeStore(_workplace).Current()!.Plan.Divisions;
        var stored = divisions.Counties.Where(c => connection.ScalarLong(null, "SELECT 1 FROM import_part WHERE county_code = @p0 AND import_id = @p1", c.CountyCode, id) is not null).ToList();
        run.Kept = new ImportStopped(id.ToString(CultureInfo.InvariantCulture), [.. stored.Select(c => c.ToString())]);
        var names = string.Join(_workplace.Texts.Get("list.separator", run.Culture), stored.Select(divisions.NameOf));
        return stored.Count == 0 ? new Error("import-cancelled-before") : new Error("import-cancelled-after", null, names);
    }

    private ImportJob Failed(ImportJob job, Error error) => job with { State = ImportStates.Failed, Error = new ImportFault(error.Code, _workplace.Texts.Message(error, run.Culture)) };

    private static ImportAnswer Summary(ImportAnswer answer) => answer with { Refusals = null, ErrorWorkbooks = [.. answer.ErrorWorkbooks.Select(w => Path.GetFileName(w))] };
}
