using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.SweepInspections;

/// <summary>Looks over all inspections for leads.</summary>
internal sealed class AcceptanceSweepKind(IEnumerable<IAcceptanceListener> listeners) : IJobKind
{
    public const string Kind = "acceptance-sweep";

    public string Name => Kind;

    public Permission Needs => Permission.ReadLeads;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var swept = new AcceptanceSweepHandler(run.Workplace, new ProgrammeStore(run.Workplace), new WorkbookAcceptances(run.Workplace, listeners)).Sweep(cancellation);
        return Task.FromResult(swept.IsOk ? new JobOutcome(swept.Value) : Result<JobOutcome>.Fail(swept.Errors));
    }
}
