using System.Globalization;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.RunJobs;

namespace CleanHeating.Platform.Jobs;

/// <summary>Why a job failed, or was interrupted.</summary>
public sealed record JobFault(string Code, string Message);

/// <summary>A job's file; until when it is kept, or null: with the job.</summary>
public sealed record JobFileAnswer(string Name, DateTimeOffset? Until);

/// <summary>A job. Its id is its permanent address.</summary>
public sealed record JobAnswer
{
    public required string Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The kind's name in the reader's language.</summary>
    public required string Name { get; init; }

    /// <summary>queued, running, cancelling, done, failed, cancelled or interrupted.</summary>
    public required string State { get; init; }
    public required string Actor { get; init; }

    /// <summary>Whether the clock began it, not a person.</summary>
    public bool Regular { get; init; }

    /// <summary>What it is about, such as import/7.</summary>
    public string? Subject { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>1 at first; more when it was taken up again after its server was gone.</summary>
    public int Attempt { get; init; }
    public JobProgress? Progress { get; init; }
    public JobFault? Error { get; init; }

    /// <summary>What came of it, in the kind's own shape; null for who may not see it.</summary>
    public JsonElement? Result { get; init; }
    public JobFileAnswer? File { get; init; }
    public bool CanCancel { get; init; }
}

/// <summary>Jobs, newest first; <see cref="Next"/> is the cursor of those before, null at the end.</summary>
public sealed record JobPage(IReadOnlyList<JobAnswer> Jobs, string? Next);

/// <summary>Something about a job under way changed.</summary>
public sealed record JobEvent(string State, JobProgress? Progress);

/// <summary>Turns jobs into answers, each for its reader.</summary>
internal sealed class JobNames(Workplace workplace, JobKinds kinds, JobsHere here)
{
    public JobAnswer Answer(JobRecord job, CultureInfo culture, Caller reader)
    {
        var seesResult = SeesResult(job, reader);
        return new JobAnswer
        {
            Id = job.Id.ToString(CultureInfo.InvariantCulture), Kind = job.Kind, Name = NameOf(job.Kind, culture), State = JobLifeCycle.NameOf(job.State), Actor = job.Caller.Actor,
            Regular = job.Caller.Actor == RegularCaller.Actor, Subject = job.Subject, At = At(job.QueuedAt)!.Value, StartedAt = At(job.StartedAt), FinishedAt = At(job.FinishedAt), Attempt = job.Attempt,
            Progress = ProgressOf(job), Error = job.Error is { } error ? new JobFault(error.Code, workplace.Texts.Message(error, culture)) : null,
            Result = seesResult && job.Result is { } result ? JsonSerializer.Deserialize<JsonElement>(result) : null,
            File = seesResult && job.File is { } file ? new JobFileAnswer(file.Name, At(job.FileUntil)) : null,
            CanCancel = JobLifeCycle.Allows(job.State, JobTrigger.Cancel),
        };
    }

    public string NameOf(string kind, CultureInfo culture) => workplace.Texts.Get("job." + kind, culture);

    public JobProgress? ProgressOf(JobRecord job) => here.ProgressOf(job.Id) ?? job.Progress;

    /// <summary>One's own always; a regular job's where one may see such a thing at all, and the whole city.</summary>
    public bool SeesResult(JobRecord job, Caller reader) =>
        job.Caller.Actor == reader.Actor || (kinds.Find(job.Kind) is { } kind && reader.May(kind.Needs) && reader.Scope.IsAll);

    private static DateTimeOffset? At(long? ticks) => ticks is { } some ? new DateTimeOffset(some, TimeSpan.Zero) : null;
}

/// <summary>Who acts when the clock begins something: the whole city, and a name that no account can have.</summary>
internal static class RegularCaller
{
    public const string Actor = "system:schedule";

    public static Caller For(string? asked) => new(Actor, null, Scope.All, asked);
}
