using System.Data.Common;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>When a kind runs by itself. Times in UTC ticks.</summary>
internal sealed record ScheduleRecord(string Kind, Cron Cron, bool Enabled, long? NextAt, long? LastAt, long? LastJob, int Version);

/// <summary>
/// Keeps schedules. A row is written over the seal that was read, so of all who see the same time due, one moves it on.
/// </summary>
internal static class ScheduleStore
{
    private const string Columns = "kind, cron, time_zone, enabled, next_at, last_at, last_job, version";

    /// <summary>All of them, for people to see.</summary>
    public static List<ScheduleRecord> All(DbConnection connection) => [.. connection.Query(null, $"SELECT {Columns} FROM schedule ORDER BY kind").Select(Read)];

    /// <summary>The row to build upon; throws where somebody changed it behind the software's back.</summary>
    public static (SealedRow Row, ScheduleRecord Schedule)? Find(SealedRows rows, string kind) => rows.Find(JobModel.Schedule, kind) is { } row ? (row, Read(row)) : null;

    public static bool Add(SealedRows rows, ScheduleRecord s) =>
        rows.Insert(JobModel.Schedule, s.Kind, s.Cron.Expression, s.Cron.Zone, s.Enabled ? 1 : 0, s.NextAt, s.LastAt, s.LastJob, s.Version);

    /// <summary>False where somebody else changed it meanwhile.</summary>
    public static bool Write(SealedRows rows, SealedRow over, ScheduleRecord s) => rows.Update(
        over, ("cron", s.Cron.Expression), ("time_zone", s.Cron.Zone), ("enabled", s.Enabled ? 1 : 0), ("next_at", s.NextAt), ("last_at", s.LastAt), ("last_job", s.LastJob), ("version", s.Version));

    private static ScheduleRecord Read(SealedRow r) => new(
        r.Text("kind")!, new Cron(r.Text("cron")!, r.Text("time_zone")!), r.Long("enabled") == 1, r.LongOrNull("next_at"), r.LongOrNull("last_at"), r.LongOrNull("last_job"), (int)r.Long("version"));

    private static ScheduleRecord Read(DbDataReader r) => new(
        r.GetString(0), new Cron(r.GetString(1), r.GetString(2)), r.GetInt32(3) == 1, r.LongOrNull(4), r.LongOrNull(5), r.LongOrNull(6), r.GetInt32(7));
}
