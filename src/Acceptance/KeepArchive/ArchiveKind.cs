using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>Which village a job packs.</summary>
internal sealed record ArchiveArguments(string Village);

/// <summary>What a village's package came to.</summary>
internal sealed record ArchiveOutcome(string Village, string Name, int Households, int Complete, int Incomplete);

/// <summary>Packs a village's files for its owner to fetch within a week.</summary>
internal sealed class ArchiveKind(IEnumerable<IAcceptanceListener> listeners) : IJobKind
{
    private const string Stored = "archive.zip", Zip = "application/zip";
    private const int KeptDays = 7;

    public const string Kind = "acceptance-archive";

    public string Name => Kind;

    public Permission Needs => Permission.ReadAcceptance;

    public bool IsRepeatable => true;

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var handler = new ArchiveHandler(run.Workplace, new ProgrammeStore(run.Workplace), new WorkbookAcceptances(run.Workplace, listeners));
        var path = Path.Combine(run.MakeFolder(), Stored);
        var made = handler.Village(run.Arguments<ArchiveArguments>().Village, path, run.Culture, (done, all) => run.Report(new JobProgress("writing", 0, 1, done, all)), cancellation);
        if (!made.IsOk)
        {
            return Task.FromResult(Result<JobOutcome>.Fail(made.Errors));
        }

        var m = made.Value;
        Result<JobOutcome> outcome = new JobOutcome(
            new ArchiveOutcome(m.Village, m.Name, m.Households.Count, m.Complete, m.Incomplete), new JobFile(Stored, run.Workplace.Texts.Get("archive.file", run.Culture, m.Name) + ".zip", Zip, KeptDays));
        return Task.FromResult(outcome);
    }
}
