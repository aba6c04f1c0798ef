using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Jobs.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Platform.Jobs.RunJobs;

/// <summary>
/// A server's hands. It takes up what waits, on condition that nobody else was faster; takes over what a silent server left; and
/// when it is told to stop, lets go of its jobs so that they go on elsewhere or after the restart.
/// </summary>
internal sealed class JobRunner(Workplace workplace, JobKinds kinds, JobStore store, JobsHere here, JobTiming timing, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(1);
    private readonly LapseWatch _watch = new(workplace.Time, timing.Lease);
    private readonly List<Task> _tasks = [];
    private long? _cleaned;

    /// <summary>This start of this server: after a restart it is another, and what the former had begun has lapsed.</summary>
    public string Server { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{workplace.Ids.Next():x}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Look(stoppingToken);
            }
            catch (DbException exception)
            {
                // Busy or gone for a while; the next look will tell.
                JobLog.LookFailed(log, exception);
            }

            try
            {
                await here.Wait(timing.Poll, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(_tasks);
    }

    private void Look(CancellationToken stopping)
    {
        foreach (var job in _watch.Lapsed(store.AtWorkElsewhere(Server)))
        {
            if (job.Interrupt(Now) is { IsOk: true } left && store.TryWrite(job, left.Value))
            {
                JobLog.Lapsed(log, job.Id, job.Server);
            }
        }

        _tasks.RemoveAll(t => t.IsCompleted);
        foreach (var job in here.Count < timing.Hands ? store.Waiting() : [])
        {
            if (here.Count >= timing.Hands || stopping.IsCancellationRequested)
            {
                break;
            }

            TakeUp(job, stopping);
        }

        Clean();
    }

    private void TakeUp(JobRecord job, CancellationToken stopping)
    {
        if (kinds.Find(job.Kind) is not { } kind || (job.State == JobState.Interrupted && !kind.IsRepeatable))
        {
            return;
        }

        if (job.State == JobState.Interrupted && job.Attempt >= JobTiming.MostAttempts)
        {
            store.TryWrite(job, job.GiveUp(Now).Value);
            return;
        }

        var mine = job.Start(Server, kind.Lane, Now).Value;
        if (!store.TryWrite(job, mine))
        {
            return;
        }

        var running = new RunningJob(mine, kind, workplace, store, timing, log);
        here.Add(job.Id, running);
        _tasks.Add(Task.Factory.StartNew(() => running.Go(stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap().ContinueWith(
            _ =>
            {
                here.Remove(job.Id);
                running.Dispose();
                here.Wake();
            }, TaskScheduler.Default));
    }

    private void Clean()
    {
        var now = workplace.Time.GetTimestamp();
        if (_cleaned is { } before && workplace.Time.GetElapsedTime(before, now) < CleanEvery)
        {
            return;
        }

        _cleaned = now;
        foreach (var job in store.FilesOutOfDate(Now))
        {
            if (Directory.Exists(JobRun.FolderOf(workplace, job.Id)))
            {
                Directory.Delete(JobRun.FolderOf(workplace, job.Id), recursive: true);
            }

            store.TryWrite(job, job with { File = null, Version = job.Version + 1 });
        }
    }

    private long Now => workplace.Time.GetUtcNow().UtcTicks;
}
