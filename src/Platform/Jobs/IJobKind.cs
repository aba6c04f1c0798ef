using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Platform.Jobs;

/// <summary>
/// A kind of long work. One small class: it names itself, says who may see what came of it, and does the work. A room registers
/// it with <see cref="JobsModule.AddJobKind{T}"/>; its name to people is the text <c>job.NAME</c>.
/// </summary>
public interface IJobKind
{
    /// <summary>Stable name, such as ledger-export.</summary>
    string Name { get; }

    /// <summary>Permission without which nobody sees the result or file of another's or a regular job.</summary>
    Permission Needs { get; }

    /// <summary>Whether it may be begun anew, or go on, after its server died in the middle.</summary>
    bool IsRepeatable { get; }

    /// <summary>Jobs of one lane run one at a time, on however many servers; null: as many as there are hands.</summary>
    string? Lane => null;

    /// <summary>When it runs by itself unless somebody decides otherwise, as a Quartz cron expression; null for kinds that only people begin.</summary>
    string? RegularCron => null;

    /// <summary>
    /// Does the work. A refusal fails the job with its code; a cancelled token is to be obeyed soon, leaving nothing half.
    /// </summary>
    Task<Result<JobOutcome>> Run(JobRun run, CancellationToken cancellation);
}

/// <summary>What came of a job.</summary>
/// <param name="Value">Written as JSON into the job; no personal data.</param>
/// <param name="File">File that it made in its folder.</param>
public sealed record JobOutcome(object? Value, JobFile? File = null);

/// <summary>A job's file.</summary>
/// <param name="Stored">Name in the job's folder.</param>
/// <param name="Name">Name that the one who fetches it sees.</param>
/// <param name="Type">Media type.</param>
/// <param name="KeptDays">Days after which it is deleted; null: kept with the job.</param>
public sealed record JobFile(string Stored, string Name, string Type, int? KeptDays)
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// <summary>A job under way, as its kind sees it.</summary>
public sealed class JobRun
{
    private readonly string _arguments;
    private readonly Action<JobProgress> _report;
    private readonly Func<bool> _isCancelled;

    internal JobRun(long id, int attempt, string arguments, CultureInfo culture, Workplace workplace, Action<JobProgress> report, Func<bool> isCancelled)
    {
        (Id, Attempt, Culture, Workplace, _arguments, _report, _isCancelled) = (id, attempt, culture, workplace, arguments, report, isCancelled);
        Folder = FolderOf(workplace, id);
    }

    public long Id { get; }

    /// <summary>1 at first; more when it is taken up again.</summary>
    public int Attempt { get; }

    /// <summary>Language of whoever began it.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The workplace for the one who began it, with the scope that they had then.</summary>
    public Workplace Workplace { get; }

    /// <summary>Where the job's file goes; see <see cref="MakeFolder"/>.</summary>
    public string Folder { get; }

    /// <summary>Whether a person told it to end; a token is also cancelled when the server stops, and then the work goes on later.</summary>
    public bool IsCancelled => _isCancelled();

    /// <summary>What is kept when the work is cancelled or fails: what was already brought in, say.</summary>
    public object? Kept { get; set; }

    public T Arguments<T>() => JsonSerializer.Deserialize<T>(_arguments, JobJson.Options) ?? throw new JsonException("The job has no arguments.");

    public void Report(JobProgress progress) => _report(progress);

    /// <summary>The job's folder, empty: what an earlier attempt left in it is gone.</summary>
    public string MakeFolder()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        return Directory.CreateDirectory(Folder).FullName;
    }

    internal static string FolderOf(Workplace workplace, long id) => Path.Combine(workplace.Folder, "jobs", id.ToString(CultureInfo.InvariantCulture));
}
