namespace CleanHeating.Planning.Optimiser.Solve;

/// <summary>
/// What a solve may take: time, work, or both, and whether it was cancelled. Work is the number of search nodes; with a work limit
/// every decision goes by work alone, so that the same seed gives the same plan on any machine.
/// </summary>
internal sealed class Budget(TimeProvider clock, TimeSpan time, long? work, CancellationToken cancellation)
{
    private readonly long _start = clock.GetTimestamp();

    public long Work { get; private set; }

    public double Seconds => clock.GetElapsedTime(_start).TotalSeconds;

    public bool Over => cancellation.IsCancellationRequested || Share >= 1 || Seconds >= time.TotalSeconds;

    /// <summary>How much of it is used, from 0 to 1.</summary>
    public double Share => work is { } limit ? (double)Work / limit : Seconds / time.TotalSeconds;

    /// <summary>For work beside this: over when this one's time is, or when it is cancelled; counted apart.</summary>
    public Budget Aside() => new(clock, work is null ? TimeSpan.FromSeconds(Math.Max(0, time.TotalSeconds - Seconds)) : TimeSpan.MaxValue, null, cancellation);

    public void Add(long nodes) => Work += nodes;
}
