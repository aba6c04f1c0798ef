using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.ReadProgress;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>Looks over the whole ledger for leads.</summary>
internal sealed class SweepKind : IJobKind
{
    public const string Kind = "leads-sweep";

    public string Name => Kind;

    public Permission Needs => Permission.ReadLeads;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var total = Households(run.Workplace);
        var swept = new LeadsHandler(run.Workplace, new ProgrammeStore(run.Workplace)).SweepCounted(
            rows => run.Report(new JobProgress("sweeping", 0, 1, rows, Math.Max(rows, total))), cancellation);
        return Task.FromResult(swept.IsOk ? new JobOutcome(swept.Value) : Result<JobOutcome>.Fail(swept.Errors));
    }

    // The sweep goes over everybody's rows, whoever asks for it; so does its progress.
    private static long Households(Workplace workplace)
    {
        var whole = workplace.As(workplace.Caller with { Scope = Scope.All });
        return new ProgressHandler(whole, new ProgrammeStore(whole)).Read(RegionLevel.County, null) is { IsOk: true } progress ? progress.Value.Total.Ledger : 0;
    }
}
