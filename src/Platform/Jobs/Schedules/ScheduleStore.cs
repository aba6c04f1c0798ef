using System.Data.Common;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>When a kind runs by itself. Times in UTC ticks.</summary>
internal sealed record ScheduleRecord(string Kind, Cron Cron, bool Enabled, long? NextAt, long? LastAt, long? LastJob, int Version);

/// <summary>Keeps schedules.</summary>
internal static class ScheduleStore
{
    private const string Columns = "kind, cron, time_zone, enabled, next_at, last_at, last_job, version";

    public static List<ScheduleRecord> All(DbConnection connection, DbTransaction? transaction = null) => [.. connection.Query(transaction, $"SELECT {Columns} FROM schedule ORDER BY kind").Select(Read)];

    public static ScheduleRecord? Find(DbConnection connection, DbTransaction? transaction, string kind) =>
        connection.Query(transaction, $"SELECT {Columns} FROM schedule WHERE kind = @p0", kind).Select(Read).FirstOrDefault();

    public static void Add(DbConnection connection, DbTransaction transaction, ScheduleRecord s) => connection.Execute(
        transaction, "INSERT INTO schedule (kind, cron, time_zone, enabled, next_at, version) VALUES (@p0, @p1, @p2, @p3, @p4, 1) ON CONFLICT (kind) DO NOTHING",
        s.Kind, s.Cron.Expression, s.Cron.Zone, s.Enabled ? 1 : 0, s.NextAt);

    /// <summary>False where somebody changed it meanwhile.</summary>
    public static bool Change(DbConnection connection, DbTransaction transaction, ScheduleRecord s) => connection.Execute(
        transaction, "UPDATE schedule SET cron = @p0, time_zone = @p1, enabled = @p2, next_at = @p3, version = version + 1 WHERE kind = @p4 AND version = @p5",
        s.Cron.Expression, s.Cron.Zone, s.Enabled ? 1 : 0, s.NextAt, s.Kind, s.Version) == 1;

    /// <summary>Moves the due time on: of all who see it due, one succeeds.</summary>
    public static bool MoveOn(DbConnection connection, DbTransaction transaction, ScheduleRecord due, long? next, long now, long job) => connection.Execute(
        transaction, "UPDATE schedule SET next_at = @p0, last_at = @p1, last_job = @p2 WHERE kind = @p3 AND next_at = @p4 AND version = @p5 AND enabled = 1",
        next, now, job, due.Kind, due.NextAt, due.Version) == 1;

    public static void Ran(DbConnection connection, DbTransaction transaction, string kind, long now, long job) =>
        connection.Execute(transaction, "UPDATE schedule SET last_at = @p0, last_job = @p1 WHERE kind = @p2", now, job, kind);

    private static ScheduleRecord Read(DbDataReader r) => new(
        r.GetString(0), new Cron(r.GetString(1), r.GetString(2)), r.GetInt32(3) == 1, r.LongOrNull(4), r.LongOrNull(5), r.LongOrNull(6), r.GetInt32(7));
}
