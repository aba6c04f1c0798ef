namespace CleanHeating.Platform.Jobs;

/// <summary>How a server goes about its jobs.</summary>
/// <param name="Poll">How often it looks for work that others left.</param>
/// <param name="Beat">How often it says that it is alive, and hears of cancels.</param>
/// <param name="Lease">How long a server may be silent before others take its jobs. Each measures that on its own clock.</param>
/// <param name="Hands">Jobs at one time.</param>
public sealed record JobTiming(TimeSpan Poll, TimeSpan Beat, TimeSpan Lease, int Hands)
{
    public static readonly JobTiming Usual = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), 2);

    /// <summary>A job that its server did not survive so often is given up: it may be what kills them.</summary>
    internal const int MostAttempts = 5;
}
