namespace CleanHeating.Storage.Tests.Jobs;

/// <summary>A wall clock that stands where the test puts it; elapsed time runs as usual.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
