using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>
/// Lets transactions that take up a whole county go one after another: an import's, and one that renews a county's seals, of which the
/// second to finish would have to begin again. Who waits stands in a row: an import that has just finished a county does not take the
/// next before whoever waited.
/// </summary>
public static class CountyTurns
{
    private const string Row = "county-row", Work = "county-work";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the turn; it ends when disposed.</summary>
    public static IDisposable Take(IDatabase database, CancellationToken cancellation = default)
    {
        using var first = Wait(database, Row, cancellation);
        return Wait(database, Work, cancellation);
    }

    private static IDisposable Wait(IDatabase database, string name, CancellationToken cancellation)
    {
        while (true)
        {
            if (database.TryAcquireLease(name) is { } lease)
            {
                return lease;
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
