using System.Security.Cryptography;

namespace CleanHeating.Platform.Storage;

/// <summary>
/// 63-bit ids made by the application that sort by time: 41 bits of milliseconds since 2020, 22 random bits that only rise
/// within a millisecond. Two machines share a millisecond's id with a chance of one in four million per pair.
/// </summary>
/// <param name="time">Clock. It may be set back: ids then rise from the last one until the clock has caught up.</param>
/// <param name="newest">Newest id that is stored already; ids go on above it.</param>
public sealed class TimeOrderedId(TimeProvider time, long newest = 0)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Lock _lock = new();
    private long _last = newest;

    /// <summary>How far the clock stands behind the newest id when that is more than machines differ by; null where it does not.</summary>
    public TimeSpan? ClockBehind
    {
        get
        {
            var behind = TimeSpan.FromMilliseconds((_last >> 22) + Epoch - time.GetUtcNow().ToUnixTimeMilliseconds());
            return behind > Tolerated ? behind : null;
        }
    }

    public long Next()
    {
        var candidate = (time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch << 22) | (uint)RandomNumberGenerator.GetInt32(1 << 22);
        lock (_lock)
        {
            _last = candidate > _last ? candidate : _last + 1;
            return _last;
        }
    }
}
