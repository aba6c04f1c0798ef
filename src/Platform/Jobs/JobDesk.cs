using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.RunJobs;

namespace CleanHeating.Platform.Jobs;

/// <summary>Where jobs are put down and asked for.</summary>
public sealed class JobDesk
{
    private readonly Workplace _workplace;
    private readonly JobStore _store;
    private readonly JobsHere _here;
    private readonly JobNames _names;

    internal JobDesk(Workplace workplace, JobStore store, JobsHere here, JobNames names) => (_workplace, _store, _here, _names) = (workplace, store, here, names);

    /// <summary>Puts a job down for whoever acts now, with the role and scope that they have now.</summary>
    /// <param name="kind">Name of the kind.</param>
    /// <param name="arguments">What the kind reads; written as JSON, without personal data.</param>
    /// <param name="culture">Language of what it makes.</param>
    /// <param name="subject">What no other job may work on meanwhile; refused with job-busy where one does.</param>
    public Result<JobAnswer> Begin(string kind, object arguments, CultureInfo culture, string? subject = null)
    {
        var job = new JobRecord
        {
            Id = _workplace.Ids.Next(), Kind = kind, Arguments = JobRecord.Write(arguments)!, Caller = _workplace.Caller, Language = culture.Name, Subject = subject,
            State = JobState.Queued, QueuedAt = _workplace.Time.GetUtcNow().UtcTicks, Version = 1,
        };
        if (!_store.TryAdd(job))
        {
            return new Error("job-busy");
        }

        _here.Wake();
        return _names.Answer(job, culture, _workplace.Caller);
    }

    /// <summary>Jobs that are not over, by their subject, of the subjects that begin so: import/ gives import/7 and import/9.</summary>
    public IReadOnlyDictionary<string, JobStanding> Busy(string beginning) => _store.Busy(beginning).ToDictionary(j => j.Subject!, Standing, StringComparer.Ordinal);

    /// <summary>How a job stands, whoever began it; null where there is none.</summary>
    public JobStanding? Standing(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _store.Find(number) is { } job ? Standing(job) : null;

    private JobStanding Standing(JobRecord job) => new(job.Id.ToString(CultureInfo.InvariantCulture), job.Kind, job.State, _names.ProgressOf(job), job.Error);
}

/// <summary>How a job stands.</summary>
public sealed record JobStanding(string Id, string Kind, JobState State, JobProgress? Progress, Error? Error);
