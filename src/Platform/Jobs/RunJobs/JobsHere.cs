using System.Collections.Concurrent;

namespace CleanHeating.Platform.Jobs.RunJobs;

/// <summary>
/// The jobs at work in this process. What happens here is told and heard here at once; other servers hear of it by the table. (On
/// SQLite an import holds the database's write lock for whole counties, so neither progress nor a cancel could wait for the table.)
/// </summary>
internal sealed class JobsHere : IDisposable
{
    private readonly ConcurrentDictionary<long, RunningJob> _running = [];
    private readonly SemaphoreSlim _work = new(0, 1);

    public int Count => _running.Count;

    public JobProgress? ProgressOf(long id) => _running.TryGetValue(id, out var job) ? job.Progress : null;

    /// <summary>Tells a job at work here to stop.</summary>
    public void Cancel(long id)
    {
        if (_running.TryGetValue(id, out var job))
        {
            job.Cancel();
        }
    }

    public void Add(long id, RunningJob job) => _running[id] = job;

    public void Remove(long id) => _running.TryRemove(id, out _);

    /// <summary>There is work: look at once.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellation) => _work.WaitAsync(atMost, cancellation);

    public void Dispose() => _work.Dispose();
}
