using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs;

namespace CleanHeating.Platform.Backup;

/// <summary>What a backup by itself came to. The keys are not in it: they are kept apart.</summary>
public sealed record BackupResult(string File, long Rows, long Bytes, int Files);

/// <summary>
/// Backs everything up into the data folder's <c>backups</c>, every night unless somebody decides otherwise, and keeps the newest two
/// weeks of them. Copying them to another machine is the operator's.
/// </summary>
/// <param name="product">Version of the product, for the manifest.</param>
public sealed class BackupKind(string product) : IJobKind
{
    public const string Kind = "backup";
    private const string Folder = "backups", Ending = ".backup";
    private const int Newest = 14;

    public string Name => Kind;

    public Permission Needs => Permission.ChangeSchedules;

    public bool IsRepeatable => true;

    public string? Lane => Kind;

    public string? RegularCron => "0 0 1 * * ?";

    public Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(run.Workplace.Folder, Folder)).FullName;
        var at = run.Workplace.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"cleanheat-{at}{Ending}");
        var answer = new BackupHandler(run.Workplace).Run(new BackupRequest(path, null, product, null), run.Report, cancellation);
        foreach (var old in Directory.GetFiles(folder, "cleanheat-*" + Ending).OrderDescending(StringComparer.Ordinal).Skip(Newest))
        {
            File.Delete(old);
        }

        Result<JobOutcome> outcome = new JobOutcome(new BackupResult(Path.GetFileName(path), answer.Rows, answer.Bytes, answer.Files));
        return Task.FromResult(outcome);
    }
}
