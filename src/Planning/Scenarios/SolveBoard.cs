using System.Collections.Concurrent;

namespace CleanHeating.Planning.Scenarios;

/// <summary>How far searches of this server are: shown while they run, kept nowhere.</summary>
internal static class SolveBoard
{
    private static readonly ConcurrentDictionary<long, SolveStanding> Standings = new();

    public static void Tell(long scenario, SolveStanding standing) => Standings[scenario] = standing;

    public static void Forget(long scenario) => Standings.TryRemove(scenario, out _);

    public static SolveStanding? Find(long scenario) => Standings.GetValueOrDefault(scenario);
}
