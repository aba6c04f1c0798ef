using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.RunJobs;

namespace CleanHeating.Platform.Jobs.ReadJobs;

/// <summary>
/// Jobs as people see them: everybody their own; who decides about regular work sees that too. Another's job is not there.
/// </summary>
internal sealed class JobHandler(Workplace workplace, JobStore store, JobNames names, JobsHere here)
{
    public JobPage List(string? kind, string? cursor, int limit, CultureInfo culture)
    {
        var before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : long.MaxValue;
        var most = Math.Clamp(limit, 1, 200);
        var jobs = store.Page(Actors, string.IsNullOrEmpty(kind) ? null : kind, before, most + 1);
        return new JobPage(
            [.. jobs.Take(most).Select(j => names.Answer(j, culture, workplace.Caller))],
            jobs.Count > most ? jobs[most - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    public JobAnswer? Read(string id, CultureInfo culture) => Find(id) is { } job ? names.Answer(job, culture, workplace.Caller) : null;

    public JobEvent? Event(string id) => Find(id) is { } job ? new JobEvent(JobLifeCycle.NameOf(job.State), names.ProgressOf(job)) : null;

    public Result<JobAnswer> Cancel(string id, CultureInfo culture)
    {
        if (Find(id) is not { } job)
        {
            return new Error("job-unknown", null, id);
        }

        if (!JobLifeCycle.Allows(job.State, JobTrigger.Cancel))
        {
            return new Error("job-state", null, JobLifeCycle.NameOf(job.State));
        }

        // A job at work here hears of it at once and may be over before the table knows.
        here.Cancel(job.Id);
        var now = workplace.Time.GetUtcNow().UtcTicks;
        var cancelled = store.Change(job.Id, j => j.State is JobState.Cancelling or JobState.Cancelled ? j : j.Cancel(now));
        return cancelled.IsOk ? names.Answer(cancelled.Value, culture, workplace.Caller) : Result<JobAnswer>.Fail(cancelled.Errors);
    }

    /// <summary>The job's file and where it lies; for its owner alone, and for regular jobs for those who may see them.</summary>
    public Result<(JobFile File, string Path)> File(string id)
    {
        if (Find(id) is not { } job || !names.SeesResult(job, workplace.Caller))
        {
            return new Error("job-unknown", null, id);
        }

        var outOfDate = job.FileUntil < workplace.Time.GetUtcNow().UtcTicks;
        return job.File is { } file && !outOfDate && Path.Combine(JobRun.FolderOf(workplace, job.Id), file.Stored) is var path && System.IO.File.Exists(path)
            ? (file, path) : new Error("job-file-gone");
    }

    private JobRecord? Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && store.Find(number) is { } job && Actors.Contains(job.Caller.Actor) ? job : null;

    private List<string> Actors => workplace.Caller.May(Permission.ChangeSchedules) ? [workplace.Caller.Actor, RegularCaller.Actor] : [workplace.Caller.Actor];
}
