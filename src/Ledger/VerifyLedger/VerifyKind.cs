using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Verification;
using CleanHeating.Platform.Notices;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>What a verification found; of very many things that do not agree, the first.</summary>
public sealed record VerifyResult(bool Ok, long Rows, bool CountersOk, bool JournalOk, int BrokenCount, IReadOnlyList<Broken> Broken);

/// <summary>Recounts and checks everything, and sounds the alarm where something does not agree.</summary>
public sealed class VerifyKind : IJobKind
{
    private const int MostNamed = 1000;
    private static readonly Role[] Concerned = [Role.CityOffice, Role.Audit, Role.SecurityOfficer, Role.SystemAdministrator];

    public const string Kind = "verify";

    public string Name => Kind;

    public Permission Needs => Permission.Verify;

    public bool IsRepeatable => true;

    public string? Lane => Name;

    public string? RegularCron => "0 30 2 * * ?";

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var answer = new LedgerVerifier(run.Workplace.Database, run.Workplace.Keys).Run(
            (done, counties, rows) => run.Report(new JobProgress("verifying", done, counties, rows, 0)), cancellation);
        if (!answer.Ok)
        {
            var job = run.Id.ToString(CultureInfo.InvariantCulture);
            new NoticeBoard(run.Workplace).PutUp("verify/" + job, "verify-broken", Concerned, NoticeArguments.Same(answer.Broken.Count.ToString("N0", CultureInfo.InvariantCulture)), "/jobs/" + job);
        }

        Result<JobOutcome> outcome = new JobOutcome(new VerifyResult(answer.Ok, answer.Rows, answer.CountersOk, answer.JournalOk, answer.Broken.Count, [.. answer.Broken.Take(MostNamed)]));
        return Task.FromResult(outcome);
    }
}
