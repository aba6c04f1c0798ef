using System.Globalization;
using System.Text.Json.Nodes;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>Regular work as people see it. <see cref="NextAt"/> is null where it is switched off.</summary>
public sealed record ScheduleAnswer(string Kind, string Name, string Cron, string TimeZone, bool Enabled, DateTimeOffset? NextAt, DateTimeOffset? LastAt, JobAnswer? Last, int Version);

/// <summary>All regular work.</summary>
public sealed record ScheduleList(IReadOnlyList<ScheduleAnswer> Schedules);

/// <summary>How a schedule is to be; <see cref="Version"/> is the one that was read.</summary>
public sealed record ScheduleRequest(string Cron, string TimeZone, bool Enabled, int Version);

/// <summary>Regular work: what runs when, changing that, running it now, and beginning what is due exactly once.</summary>
internal sealed class ScheduleHandler(Workplace workplace, JobKinds kinds, JobStore jobs, JobNames names, JobsHere here)
{
    public ScheduleList List(CultureInfo culture)
    {
        using var connection = workplace.Database.Open();
        return new ScheduleList([.. ScheduleStore.All(connection).Where(s => kinds.Find(s.Kind) is not null).Select(s => Answer(s, culture))]);
    }

    /// <summary>Puts down schedules for kinds that have none yet. Safe on many servers at once.</summary>
    public IReadOnlyList<ScheduleRecord> Ensure()
    {
        var now = workplace.Time.GetUtcNow();
        using var connection = workplace.Database.Open();
        var known = ScheduleStore.All(connection).Select(s => s.Kind).ToHashSet(StringComparer.Ordinal);
        var missing = kinds.Regular.Where(k => !known.Contains(k.Name)).ToList();
        if (missing.Count > 0)
        {
            using var transaction = workplace.Database.BeginWrite(connection);
            foreach (var kind in missing)
            {
                var cron = new Cron(kind.RegularCron!, ScheduleZones.Usual);
                ScheduleStore.Add(connection, transaction, new ScheduleRecord(kind.Name, cron, true, cron.NextAfter(now)?.UtcTicks, null, null, 1));
            }

            transaction.Commit();
        }

        return [.. ScheduleStore.All(connection).Where(s => kinds.Find(s.Kind) is not null)];
    }

    public Result<ScheduleRecord> Change(string kind, ScheduleRequest request)
    {
        var now = workplace.Time.GetUtcNow();
        var cron = new Cron(request.Cron.Trim(), request.TimeZone.Trim());
        if (cron.Objection(now) is { } objection)
        {
            return objection;
        }

        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        if (kinds.Find(kind) is null || ScheduleStore.Find(connection, transaction, kind) is not { } before)
        {
            return new Error("schedule-unknown", null, kind);
        }

        var after = before with { Cron = cron, Enabled = request.Enabled };
        if (request.Version != before.Version)
        {
            return new Error("version-conflict");
        }

        if (after == before)
        {
            return before;
        }

        after = after with { NextAt = request.Enabled ? cron.NextAfter(now)?.UtcTicks : null };
        if (!ScheduleStore.Change(connection, transaction, after))
        {
            return new Error("version-conflict");
        }

        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, workplace.Begin("schedule-change", workplace.Caller.Actor));
        journal.Append(0, "updated", "schedule", 0, 0, before.Version + 1, Detail(before, after));
        journal.Flush();
        transaction.Commit();
        return after with { Version = before.Version + 1 };
    }

    /// <summary>Begins it now, beside its schedule, on behalf of whoever acts.</summary>
    public Result<JobAnswer> RunNow(string kind, CultureInfo culture)
    {
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        if (kinds.Find(kind) is null || ScheduleStore.Find(connection, transaction, kind) is null)
        {
            return new Error("schedule-unknown", null, kind);
        }

        var now = workplace.Time.GetUtcNow();
        var job = Job(kind, now, workplace.Caller.Actor);
        jobs.Add(connection, transaction, job);
        ScheduleStore.Ran(connection, transaction, kind, now.UtcTicks, job.Id);
        transaction.Commit();
        here.Wake();
        return names.Answer(job, culture, workplace.Caller);
    }

    /// <summary>
    /// Begins what is due by the given time, once: of several servers, and of clock and catching up, one moves the due time on, and
    /// the job is put down in the same transaction. However many times were missed, it runs once.
    /// </summary>
    /// <returns>Whether a job was begun.</returns>
    public bool BeginDue(string kind, DateTimeOffset due)
    {
        var now = workplace.Time.GetUtcNow();
        now = due > now ? due : now;
        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginWrite(connection);
        if (kinds.Find(kind) is null || ScheduleStore.Find(connection, transaction, kind) is not { Enabled: true } schedule || schedule.NextAt is null || schedule.NextAt > now.UtcTicks)
        {
            return false;
        }

        var job = Job(kind, now, null);
        if (!ScheduleStore.MoveOn(connection, transaction, schedule, schedule.Cron.NextAfter(now)?.UtcTicks, now.UtcTicks, job.Id))
        {
            return false;
        }

        jobs.Add(connection, transaction, job);
        transaction.Commit();
        here.Wake();
        return true;
    }

    public ScheduleAnswer Answer(ScheduleRecord s, CultureInfo culture)
    {
        var last = s.LastJob is { } job ? jobs.Find(job) : null;
        return new ScheduleAnswer(
            s.Kind, names.NameOf(s.Kind, culture), s.Cron.Expression, s.Cron.Zone, s.Enabled, At(s.NextAt), At(s.LastAt), last is null ? null : names.Answer(last, culture, workplace.Caller), s.Version);
    }

    private JobRecord Job(string kind, DateTimeOffset now, string? asked) => new()
    {
        Id = workplace.Ids.Next(), Kind = kind, Arguments = "{}", Caller = RegularCaller.For(asked), Language = TextCatalog.Chinese.Name, State = JobState.Queued, QueuedAt = now.UtcTicks, Version = 1,
    };

    private static string Detail(ScheduleRecord before, ScheduleRecord after)
    {
        static JsonObject Of(ScheduleRecord s) => new() { ["cron"] = s.Cron.Expression, ["time_zone"] = s.Cron.Zone, ["enabled"] = s.Enabled };
        return new JsonObject { ["kind"] = before.Kind, ["before"] = Of(before), ["after"] = Of(after) }.ToJsonString(JobJson.Options);
    }

    private static DateTimeOffset? At(long? ticks) => ticks is { } some ? new DateTimeOffset(some, TimeSpan.Zero) : null;
}
