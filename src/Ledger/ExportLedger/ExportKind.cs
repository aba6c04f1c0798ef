using CleanHeating.Kernel;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Ledger.ExportLedger;

/// <summary>Which households a job takes out. What is searched for may be a person's number, so it is kept encrypted.</summary>
internal sealed record ExportArguments(ListRequest Request, byte[]? Search)
{
    /// <summary>Where the arguments hold an encrypted value.</summary>
    public static JobCipher Cipher { get; } = new(ExportKind.Kind, PersonalField.JobSearch, "search");

    public static ExportArguments Of(ListRequest request, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        return new(request with { Search = null }, string.IsNullOrEmpty(request.Search) ? null : cipher.Encrypt(PersonalField.JobSearch, request.Search));
    }

    public ListRequest Whole(KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        return Search is null ? Request : Request with { Search = cipher.Decrypt(PersonalField.JobSearch, Search) };
    }
}

/// <summary>Takes a large selection out of the ledger as a workbook that its owner fetches within a week.</summary>
internal sealed class ExportKind : IJobKind
{
    private const string Stored = "export.xlsx";
    private const int KeptDays = 7;

    public const string Kind = "ledger-export";

    public string Name => Kind;

    public Permission Needs => Permission.ExportLedger;

    public bool IsRepeatable => true;

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var programmes = new ProgrammeStore(run.Workplace);
        var request = run.Arguments<ExportArguments>().Whole(run.Workplace.Keys);
        var total = new ListHouseholdsHandler(run.Workplace, programmes).List(request with { Cursor = null, Limit = 1 }, run.Culture) is { IsOk: true } page ? page.Value.Total : 0;
        run.Report(new JobProgress("writing", 0, 1, 0, total));
        var path = Path.Combine(run.MakeFolder(), Stored);
        var written = new ExportHandler(run.Workplace, programmes).Run(
            path, request, run.Culture, run.Workplace.Caller.Actor, null, rows => run.Report(new JobProgress("writing", 0, 1, rows, Math.Max(rows, total))), cancellation);
        var file = new JobFile(Stored, run.Workplace.Texts.Get("export.file", run.Culture) + ".xlsx", JobFile.Workbook, KeptDays);
        return Task.FromResult(written.IsOk ? new JobOutcome(written.Value, file) : Result<JobOutcome>.Fail(written.Errors));
    }
}
