using System.Security.Cryptography;

namespace CleanHeating.Platform.Storage;

/// <summary>
/// 63-bit ids made by the application that sort by time: 41 bits of milliseconds since 2020, 22 random bits that only rise
/// within a millisecond. Two machines share a millisecond's id with a chance of one in four million per pair.
/// </summary>
public sealed class TimeOrderedId(TimeProvider time)
{
    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Lock _lock = new();
    private long _last;

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
