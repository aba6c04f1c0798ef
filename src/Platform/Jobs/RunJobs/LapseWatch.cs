using CleanHeating.Platform.Jobs.Data;

namespace CleanHeating.Platform.Jobs.RunJobs;

/// <summary>
/// Tells which jobs' servers have been silent for too long. A heartbeat counts by changing: how long it stayed the same is measured
/// on this server's own steady clock, so clocks that disagree, or one that is set back, take no job away from anybody.
/// </summary>
internal sealed class LapseWatch(TimeProvider time, TimeSpan lease)
{
    private Dictionary<(long Id, int Attempt), (long? Beat, long Since)> _seen = [];

    /// <summary>Takes what is seen now and names what has lapsed.</summary>
    public List<JobRecord> Lapsed(IReadOnlyList<JobRecord> atWork)
    {
        var now = time.GetTimestamp();
        var seen = new Dictionary<(long, int), (long?, long)>();
        var lapsed = new List<JobRecord>();
        foreach (var job in atWork)
        {
            var key = (job.Id, job.Attempt);
            var since = _seen.TryGetValue(key, out var before) && before.Beat == job.HeartbeatAt ? before.Since : now;
            seen[key] = (job.HeartbeatAt, since);
            if (time.GetElapsedTime(since, now) >= lease)
            {
                lapsed.Add(job);
            }
        }

        _seen = seen;
        return lapsed;
    }
}
