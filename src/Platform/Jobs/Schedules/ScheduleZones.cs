namespace CleanHeating.Platform.Jobs.Schedules;

/// <summary>Time zones by their usual names.</summary>
internal static class ScheduleZones
{
    /// <summary>The zone of the offices.</summary>
    public const string Usual = "Asia/Shanghai";

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.TryFindSystemTimeZoneById(Usual, out var zone) ? zone : TimeZoneInfo.CreateCustomTimeZone(Usual, TimeSpan.FromHours(8), Usual, Usual);

    /// <summary>Null where the machine knows no such zone. The usual one is known everywhere: it has had one offset since 1991.</summary>
    public static TimeZoneInfo? Find(string id) => id == Usual ? Shanghai : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
