using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Platform.Jobs.Data;

/// <summary>A job's row. Written by JobStore, never through the change tracker.</summary>
internal sealed class StoredJob
{
    public long Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>JSON, as the kind reads it.</summary>
    public required string Arguments { get; init; }
    public required string Actor { get; init; }
    public string? Role { get; init; }

    /// <summary>JSON: everything, regions or a firm, as it was when the job was begun.</summary>
    public required string Scope { get; init; }
    public string? OnBehalfOf { get; init; }
    public required string Language { get; init; }

    /// <summary>What it works on, such as import/7; null where that is nothing single.</summary>
    public string? Subject { get; init; }
    public required string State { get; init; }

    /// <summary>The subject until the job is over, so that the unique index keeps a second job from it.</summary>
    public string? BusyWith { get; init; }

    /// <summary>The kind's lane while a server works, so that the unique index keeps a second job out of it.</summary>
    public string? Lane { get; init; }
    public string? Progress { get; init; }
    public string? Result { get; init; }

    /// <summary>Code of the refusal or fault.</summary>
    public string? Error { get; init; }
    public string? ErrorArguments { get; init; }

    /// <summary>JSON: the file that it made.</summary>
    public string? File { get; init; }
    public long? FileUntil { get; init; }
    public long QueuedAt { get; init; }
    public long? StartedAt { get; init; }
    public long? FinishedAt { get; init; }
    public string? Server { get; init; }

    /// <summary>When its server last said that it is alive. Others compare it with what they saw before, never with their clocks.</summary>
    public long? HeartbeatAt { get; init; }
    public int Attempt { get; init; }
    public int Version { get; init; }

    /// <summary>Generation of the keys that it is sealed with.</summary>
    public int SealKeys { get; init; }

    /// <summary>Seal over what it may do and for whom.</summary>
    public required byte[] Seal { get; init; }
}

/// <summary>When a kind runs by itself.</summary>
internal sealed class StoredSchedule
{
    public required string Kind { get; init; }
    public required string Cron { get; init; }
    public required string TimeZone { get; init; }
    public int Enabled { get; init; }

    /// <summary>When it is due next; whoever moves it on has the right to begin the job.</summary>
    public long? NextAt { get; init; }
    public long? LastAt { get; init; }
    public long? LastJob { get; init; }
    public int Version { get; init; }
    public required byte[] Seal { get; init; }
}

internal sealed class JobModel : IModelPart
{
    public static readonly SealedTable Schedule = new(
        "schedule", 1,
        ("kind", ColumnType.Text), ("cron", ColumnType.Text), ("time_zone", ColumnType.Text), ("enabled", ColumnType.Int), ("next_at", ColumnType.Long), ("last_at", ColumnType.Long),
        ("last_job", ColumnType.Long), ("version", ColumnType.Int));

    /// <summary>A job seals itself: it changes too often for the journal.</summary>
    public IReadOnlyList<SealedTable> Sealed { get; } = [Schedule];

    public void Configure(ModelBuilder model)
    {
        model.Entity<StoredJob>(job =>
        {
            job.ToTable("job");
            job.HasKey(j => j.Id);
            job.HasIndex(j => j.BusyWith).IsUnique();
            job.HasIndex(j => j.Lane).IsUnique();
            job.HasIndex(j => new { j.State, j.Id });
            job.HasIndex(j => new { j.Actor, j.Id });
        });
        model.Entity<StoredSchedule>(schedule =>
        {
            schedule.ToTable("schedule");
            schedule.HasKey(s => s.Kind);
        });
    }
}
