using System.Data.Common;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Jobs.Data;

/// <summary>A job. Each transition gives a new one, or a refusal; the store writes it over the version that was read.</summary>
internal sealed record JobRecord
{
    public const string Columns = "id, kind, arguments, actor, role, scope, on_behalf_of, language, subject, state, progress, result, error, error_arguments, file, file_until, queued_at, started_at, finished_at, server, heartbeat_at, attempt, version, seal_keys, seal";

    public required long Id { get; init; }
    public required string Kind { get; init; }
    public required string Arguments { get; init; }
    public required Caller Caller { get; init; }
    public required string Language { get; init; }
    public string? Subject { get; init; }
    public JobState State { get; init; }

    /// <summary>Lane that it holds while a server works on it; not read back.</summary>
    public string? Lane { get; init; }
    public JobProgress? Progress { get; init; }
    public string? Result { get; init; }
    public Error? Error { get; init; }
    public JobFile? File { get; init; }
    public long? FileUntil { get; init; }
    public required long QueuedAt { get; init; }
    public long? StartedAt { get; init; }
    public long? FinishedAt { get; init; }
    public string? Server { get; init; }
    public long? HeartbeatAt { get; init; }
    public int Attempt { get; init; }
    public int Version { get; init; }
    public int SealKeys { get; init; }
    public byte[] Seal { get; init; } = [];

    public Result<JobRecord> Start(string server, string? lane, long now) => Go(JobTrigger.Start, j => j with
    {
        Server = server, Lane = lane, HeartbeatAt = now, StartedAt = j.StartedAt ?? now, Attempt = j.Attempt + 1, Progress = null, Error = null,
    });

    public Result<JobRecord> Finish(JobOutcome outcome, long now) => Go(JobTrigger.Finish, j => j.Over(now) with
    {
        Result = Write(outcome.Value), File = outcome.File, FileUntil = outcome.File?.KeptDays is { } days ? now + days * TimeSpan.TicksPerDay : null,
    });

    public Result<JobRecord> Fail(Error error, object? kept, long now) => Go(JobTrigger.Fail, j => j.Over(now) with { Error = error, Result = Write(kept) });

    public Result<JobRecord> Cancel(long now) => Go(JobTrigger.Cancel, j => j.State == JobState.Cancelled ? j.Over(now) : j);

    public Result<JobRecord> Stop(object? kept, long now) => Go(JobTrigger.Stop, j => j.Over(now) with { Result = Write(kept) });

    public Result<JobRecord> Interrupt(long now) => Go(JobTrigger.Interrupt, j => j.State == JobState.Cancelled ? j.Over(now) : j with { Lane = null, Progress = null, Error = new Error("job-interrupted") });

    public Result<JobRecord> GiveUp(long now) => Go(JobTrigger.GiveUp, j => j.Over(now) with { Error = new Error("job-gave-up", null, j.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture)) });

    public static JobRecord Read(DbDataReader r) => new()
    {
        Id = r.GetInt64(0), Kind = r.GetString(1), Arguments = r.GetString(2),
        Caller = new Caller(r.GetString(3), r.TextOrNull(4) is { } role ? Enum.Parse<Role>(role) : null, JobJson.ReadScope(r.GetString(5)), r.TextOrNull(6)),
        Language = r.GetString(7), Subject = r.TextOrNull(8), State = JobLifeCycle.Parse(r.GetString(9)), Progress = Parse<JobProgress>(r.TextOrNull(10)), Result = r.TextOrNull(11),
        Error = r.TextOrNull(12) is { } code ? new Error(code, null, [.. Parse<string[]>(r.TextOrNull(13)) ?? []]) : null,
        File = Parse<JobFile>(r.TextOrNull(14)), FileUntil = r.LongOrNull(15), QueuedAt = r.GetInt64(16), StartedAt = r.LongOrNull(17), FinishedAt = r.LongOrNull(18),
        Server = r.TextOrNull(19), HeartbeatAt = r.LongOrNull(20), Attempt = r.GetInt32(21), Version = r.GetInt32(22), SealKeys = r.GetInt32(23), Seal = r.GetFieldValue<byte[]>(24),
    };

    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, JobJson.Options);

    private JobRecord Over(long now) => this with { Lane = null, Progress = null, FinishedAt = now };

    private Result<JobRecord> Go(JobTrigger trigger, Func<JobRecord, JobRecord> change)
    {
        var next = JobLifeCycle.Next(State, trigger);
        return next.IsOk ? change(this with { State = next.Value, Version = Version + 1 }) : Result<JobRecord>.Fail(next.Errors);
    }

    private static T? Parse<T>(string? json) where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, JobJson.Options);
}
