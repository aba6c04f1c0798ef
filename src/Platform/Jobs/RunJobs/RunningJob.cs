using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Platform.Jobs.RunJobs;

/// <summary>One job at work on this server, from being taken up to being over or let go.</summary>
internal sealed class RunningJob(JobRecord job, IJobKind kind, Workplace workplace, JobStore store, JobTiming timing, ILogger log) : IDisposable
{
    private static readonly TimeSpan RetryWrite = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _cancel = new();
    private volatile bool _asked, _lost;
    private volatile JobProgress? _progress;

    public JobProgress? Progress => _progress;

    /// <summary>A person wants it to end.</summary>
    public void Cancel()
    {
        _asked = true;
        _cancel.Cancel();
    }

    public async Task Go(CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancel.Token, stopping);
        using var over = new CancellationTokenSource();
        var beating = Task.Run(() => Beat(over.Token), CancellationToken.None);
        var run = new JobRun(job.Id, job.Attempt, job.Arguments, TextCatalog.Culture(job.Language), workplace.As(job.Caller), p => _progress = p, () => _asked);
        var end = await Work(run, stop.Token, stopping);
        await over.CancelAsync();
        await beating;
        if (!_lost)
        {
            var written = await Write(end, stopping);
            if (written?.File is null && Directory.Exists(run.Folder))
            {
                // A job that came to nothing leaves no file.
                Directory.Delete(run.Folder, recursive: true);
            }
        }
    }

    public void Dispose() => _cancel.Dispose();

    // What is to be written at the end: a function of the row as it then stands, for a cancel may have come in between.
    private async Task<Func<JobRecord, Result<JobRecord>>> Work(JobRun run, CancellationToken stop, CancellationToken stopping)
    {
        try
        {
            var outcome = JobSeal.IsSound(job, workplace.Keys) ? await kind.Run(run, stop) : new Error("job-meddled");
            return outcome.IsOk ? j => j.Finish(outcome.Value, Now) : j => j.Fail(outcome.Errors[0], run.Kept, Now);
        }
        catch (OperationCanceledException) when (_asked)
        {
            return j => Cancelled(j, run);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return j => j.Interrupt(Now);
        }
        catch (Exception exception) when (kind.IsRepeatable && MaySucceedLater(exception))
        {
            JobLog.Postponed(log, job.Id, kind.Name, exception);
            return j => j.Interrupt(Now);
        }
        catch (Exception exception)
        {
            JobLog.Failed(log, job.Id, kind.Name, exception);
            return j => j.Fail(ErrorOf(exception), run.Kept, Now);
        }
    }

    private Result<JobRecord> Cancelled(JobRecord now, JobRun run)
    {
        var asked = now.State == JobState.Running ? now.Cancel(Now) : now;
        return asked.IsOk ? asked.Value.Stop(run.Kept, Now) : asked;
    }

    private async Task Beat(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(timing.Beat, over);
                Hear(store.Beat(job, _progress, Now));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (DbException exception)
            {
                // On SQLite the job's own transaction may hold the lock; elsewhere the database may be gone for a while.
                JobLog.BeatFailed(log, job.Id, exception);
            }
        }
    }

    private void Hear(JobState? state)
    {
        if (state == JobState.Cancelling)
        {
            Cancel();
        }
        else if (state is null)
        {
            // Others thought this server dead and took the job; what was not committed is given up.
            _lost = true;
            JobLog.Lost(log, job.Id);
            _cancel.Cancel();
        }
    }

    // The end must be known: it is written as soon as the database takes it. A server that stops meanwhile leaves it to others.
    private async Task<JobRecord?> Write(Func<JobRecord, Result<JobRecord>> end, CancellationToken stopping)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return store.Change(job.Id, j => j.Server == job.Server && j.Attempt == job.Attempt ? end(j) : new Error("job-state")).ValueOrDefault;
            }
            catch (DbException exception)
            {
                JobLog.BeatFailed(log, job.Id, exception);
                if (stopping.IsCancellationRequested && tries > 3)
                {
                    return null;
                }

                await Task.Delay(RetryWrite, CancellationToken.None);
            }
        }
    }

    private bool MaySucceedLater(Exception exception) => exception is JournalMovedException
        || (exception is DbException database && workplace.Database.Classify(database) is DatabaseFault.Unreachable or DatabaseFault.Busy);

    private Error ErrorOf(Exception exception) => exception switch
    {
        DbException database when workplace.Database.Classify(database) == DatabaseFault.Full => new Error("database-full"),
        DbException database when workplace.Database.Classify(database) == DatabaseFault.Unreachable => new Error("database-unreachable"),
        _ => new Error("job-failed", null, job.Id.ToString(CultureInfo.InvariantCulture)),
    };

    private long Now => workplace.Time.GetUtcNow().UtcTicks;
}
