using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Jobs.Data;

/// <summary>Reads and writes jobs. Every change is conditional on the version that was read, so that of two servers one succeeds.</summary>
internal sealed class JobStore(IDatabase database, KeyRing keys)
{
    private const string Insert = """
        INSERT INTO job (id, kind, arguments, actor, role, scope, on_behalf_of, language, subject, busy_with, state, queued_at, attempt, version, seal_keys, seal)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8, 'queued', @p9, 0, 1, @p10, @p11)
        """;

    private const string Write = """
        UPDATE job SET state = @p0, busy_with = @p1, lane = @p2, progress = @p3, result = @p4, error = @p5, error_arguments = @p6, file = @p7, file_until = @p8,
          started_at = @p9, finished_at = @p10, server = @p11, heartbeat_at = @p12, attempt = @p13, version = @p14
        WHERE id = @p15 AND version = @p16 AND COALESCE(heartbeat_at, 0) = @p17
        """;

    private const string AliveAndAtWork = "UPDATE job SET heartbeat_at = @p0, progress = @p1 WHERE id = @p2 AND server = @p3 AND attempt = @p4 AND state IN ('running', 'cancelling')";

    /// <summary>Puts a job down to be done. False where another that is not over works on the same subject.</summary>
    public bool TryAdd(JobRecord job)
    {
        using var connection = database.Open();
        using var transaction = database.BeginWrite(connection);
        try
        {
            Add(connection, transaction, job);
            transaction.Commit();
            return true;
        }
        catch (DbException exception) when (database.Classify(exception) == DatabaseFault.Duplicate)
        {
            return false;
        }
    }

    public void Add(DbConnection connection, DbTransaction transaction, JobRecord job)
    {
        var generation = keys.Current;
        connection.Execute(
            transaction, Insert, job.Id, job.Kind, job.Arguments, job.Caller.Actor, job.Caller.Role?.ToString(), JobJson.Write(job.Caller.Scope), job.Caller.OnBehalfOf, job.Language, job.Subject, job.QueuedAt,
            generation, JobSeal.Of(job, keys, generation));
    }

    public JobRecord? Find(long id) => Query("WHERE id = @p0", id).FirstOrDefault();

    /// <summary>Jobs that are not over and whose subject begins so.</summary>
    public List<JobRecord> Busy(string beginning) => Query("WHERE busy_with >= @p0 AND busy_with < @p1", beginning, beginning + char.MaxValue);

    /// <summary>Jobs of an actor, newest first, older than the given one; of a kind where one is named.</summary>
    public List<JobRecord> Page(IReadOnlyList<string> actors, string? kind, long before, int limit)
    {
        var who = string.Join(", ", actors.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i + 2}")));
        var parameters = new List<object?> { before, limit };
        parameters.AddRange(actors);
        if (kind is not null)
        {
            parameters.Add(kind);
        }

        var only = kind is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND kind = @p{parameters.Count - 1}");
        return Query($"WHERE actor IN ({who}) AND id < @p0{only} ORDER BY id DESC LIMIT @p1", [.. parameters]);
    }

    /// <summary>What waits for a server, oldest first.</summary>
    public List<JobRecord> Waiting() => Query("WHERE state IN ('queued', 'interrupted') ORDER BY id LIMIT 100");

    /// <summary>Jobs that other servers work on.</summary>
    public List<JobRecord> AtWorkElsewhere(string server) => Query("WHERE state IN ('running', 'cancelling') AND server <> @p0", server);

    /// <summary>Jobs whose file is to be deleted.</summary>
    public List<JobRecord> FilesOutOfDate(long now) => Query("WHERE file_until < @p0 AND file IS NOT NULL ORDER BY file_until, id LIMIT 100", now);

    /// <summary>Writes a job over what was read; false where somebody else was faster, its server has been heard of since, or its lane is taken.</summary>
    public bool TryWrite(JobRecord before, JobRecord after)
    {
        using var connection = database.Open();
        using var transaction = database.BeginWrite(connection);
        try
        {
            var written = connection.Execute(
                transaction, Write, JobLifeCycle.NameOf(after.State), JobLifeCycle.IsOver(after.State) ? null : after.Subject, after.Lane, JobRecord.Write(after.Progress), after.Result,
                after.Error?.Code, after.Error is { Args.Count: > 0 } error ? JobRecord.Write(error.Args) : null, JobRecord.Write(after.File), after.FileUntil,
                after.StartedAt, after.FinishedAt, after.Server, after.HeartbeatAt, after.Attempt, after.Version, before.Id, before.Version, before.HeartbeatAt ?? 0);
            transaction.Commit();
            return written == 1;
        }
        catch (DbException exception) when (database.Classify(exception) == DatabaseFault.Duplicate)
        {
            return false;
        }
    }

    /// <summary>Changes a job, again on what others wrote meanwhile; null where there is none, the last refusal where it may not.</summary>
    public Result<JobRecord> Change(long id, Func<JobRecord, Result<JobRecord>> change)
    {
        while (Find(id) is { } before)
        {
            var after = change(before);
            if (!after.IsOk || after.Value == before || TryWrite(before, after.Value))
            {
                return after;
            }
        }

        return new Error("job-unknown", null, id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Says that the server still works on it. Null: the job is no longer this server's.</summary>
    public JobState? Beat(JobRecord job, JobProgress? progress, long now)
    {
        using var connection = database.Open();
        using (var transaction = database.BeginWrite(connection))
        {
            var mine = connection.Execute(transaction, AliveAndAtWork, now, JobRecord.Write(progress), job.Id, job.Server, job.Attempt) == 1;
            transaction.Commit();
            if (!mine)
            {
                return null;
            }
        }

        return connection.Query(null, "SELECT state FROM job WHERE id = @p0", job.Id).Select(r => JobLifeCycle.Parse(r.GetString(0))).FirstOrDefault();
    }

    private List<JobRecord> Query(string where, params object?[] values)
    {
        using var connection = database.Open();
        return [.. connection.Query(null, $"SELECT {JobRecord.Columns} FROM job {where}", values).Select(JobRecord.Read)];
    }
}
