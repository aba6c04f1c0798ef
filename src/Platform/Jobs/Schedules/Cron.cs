using CleanHeating.Kernel;
using Quartz;

namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>When something is due: a Quartz cron expression (seconds first) in a time zone.</summary>
internal sealed record Cron(string Expression, string Zone)
{
    /// <summary>Null where it is sound and comes about at all.</summary>
    public Error? Objection(DateTimeOffset now) => ScheduleZones.Find(Zone) is null ? new Error("time-zone-unknown", null, Zone)
        : !CronExpression.TryParse(Expression, out _) || NextAfter(now) is null ? new Error("cron-invalid", null, Expression) : null;

    /// <summary>The next time after the given one; null where there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time) => Parsed.GetNextValidTimeAfter(time);

    public CronExpression Parsed => CronExpression.Parse(Expression).WithTimeZone(ScheduleZones.Find(Zone) ?? TimeZoneInfo.Utc);
}
