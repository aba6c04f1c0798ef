using System.Globalization;
using System.Text.Json.Nodes;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Jobs.RunJobs;
using CleanHeating.Platform.Seals;
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
        List<ScheduleRecord> known;
        using (var connection = workplace.Database.Open())
        {
            known = ScheduleStore.All(connection);
        }

        foreach (var kind in kinds.Regular.Where(k => known.TrueForAll(s => s.Kind != k.Name)))
        {
            var cron = new Cron(kind.RegularCron!, ScheduleZones.Usual);
            var schedule = new ScheduleRecord(kind.Name, cron, true, cron.NextAfter(now)?.UtcTicks, null, null, 1);
            JournaledWrite.Run<bool>(workplace, workplace.Begin("schedule-set-up", RegularCaller.Actor), writing =>
            {
                if (ScheduleStore.Add(writing.Journal.Rows, schedule))
                {
                    Note(writing, "created", schedule, Of(schedule));
                }

                return true;
            });
        }

        using var again = workplace.Database.Open();
        return [.. ScheduleStore.All(again).Where(s => kinds.Find(s.Kind) is not null)];
    }

    public Result<ScheduleRecord> Change(string kind, ScheduleRequest request)
    {
        var now = workplace.Time.GetUtcNow();
        var cron = new Cron(request.Cron.Trim(), request.TimeZone.Trim());
        if (cron.Objection(now) is { } objection)
        {
            return objection;
        }

        return JournaledWrite.Run<ScheduleRecord>(workplace, workplace.Begin("schedule-change", workplace.Caller.Actor), writing =>
        {
            if (Find(writing, kind) is not (var row, var before))
            {
                return new Error("schedule-unknown", null, kind);
            }

            if (request.Version != before.Version)
            {
                return new Error("version-conflict");
            }

            var after = before with { Cron = cron, Enabled = request.Enabled };
            if (after == before)
            {
                return before;
            }

            after = after with { NextAt = request.Enabled ? cron.NextAfter(now)?.UtcTicks : null, Version = before.Version + 1 };
            if (!ScheduleStore.Write(writing.Journal.Rows, row, after))
            {
                return new Error("version-conflict");
            }

            Note(writing, "updated", after, new JsonObject { ["before"] = Of(before), ["after"] = Of(after) });
            return after;
        });
    }

    /// <summary>Begins it now, beside its schedule, on behalf of whoever acts.</summary>
    public Result<JobAnswer> RunNow(string kind, CultureInfo culture)
    {
        var now = workplace.Time.GetUtcNow();
        var job = Job(kind, now, workplace.Caller.Actor);
        var begun = JournaledWrite.Run<bool>(workplace, workplace.Begin("schedule-run", workplace.Caller.Actor), writing =>
            Find(writing, kind) is not (var row, var schedule) ? new Error("schedule-unknown", null, kind)
                : Begin(writing, row, schedule with { LastAt = now.UtcTicks, LastJob = job.Id }, job) ? true : new Error("version-conflict"));
        if (!begun.IsOk)
        {
            return Result<JobAnswer>.Fail(begun.Errors);
        }

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
        var job = Job(kind, now, null);
        var begun = JournaledWrite.Run<bool>(workplace, workplace.Begin("schedule-run", RegularCaller.Actor), writing =>
            Find(writing, kind) is (var row, { Enabled: true, NextAt: { } next } schedule) && next <= now.UtcTicks
            && Begin(writing, row, schedule with { NextAt = schedule.Cron.NextAfter(now)?.UtcTicks, LastAt = now.UtcTicks, LastJob = job.Id }, job));
        if (begun.Value)
        {
            here.Wake();
        }

        return begun.Value;
    }

    private (SealedRow Row, ScheduleRecord Schedule)? Find(Writing writing, string kind) => kinds.Find(kind) is null ? null : ScheduleStore.Find(writing.Journal.Rows, kind);

    private bool Begin(Writing writing, SealedRow row, ScheduleRecord schedule, JobRecord job)
    {
        if (!ScheduleStore.Write(writing.Journal.Rows, row, schedule))
        {
            return false;
        }

        jobs.Add(writing.Connection, writing.Transaction, job);
        Note(writing, "begun", schedule, new JsonObject { ["job"] = job.Id.ToString(CultureInfo.InvariantCulture) });
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

    private static void Note(Writing writing, string action, ScheduleRecord schedule, JsonObject detail)
    {
        detail["kind"] = schedule.Kind;
        writing.Journal.Append(0, action, JobModel.Schedule.Name, 0, 0, schedule.Version, detail.ToJsonString(JobJson.Options));
    }

    private static JsonObject Of(ScheduleRecord s) => new() { ["cron"] = s.Cron.Expression, ["time_zone"] = s.Cron.Zone, ["enabled"] = s.Enabled };

    private static DateTimeOffset? At(long? ticks) => ticks is { } some ? new DateTimeOffset(some, TimeSpan.Zero) : null;
}
