namespace CleanHeating.Planning.Forecast;

/// <summary>
/// How long a step takes, from those that are through and those that still wait: the Kaplan–Meier estimate over whole days. Beyond the
/// days that enough cases have reached, the share that gets through in a day stays what it was in the last week before.
/// </summary>
internal sealed class LagCurve
{
    /// <summary>Longest time that is told apart, days.</summary>
    public const int Longest = 240;

    private const int Enough = 10, Week = 7;
    private readonly double[] _survival = new double[Longest + 1];
    private readonly double _tail;

    private LagCurve(double[] hazard, int known)
    {
        var left = 1.0;
        for (var day = 0; day <= Longest; day++)
        {
            left *= 1 - hazard[day];
            _survival[day] = left;
        }

        _tail = known >= 0 ? hazard[Longest] : 0;
        Known = known;
    }

    /// <summary>Last day that enough cases have reached; −1 where nothing is known.</summary>
    public int Known { get; }

    /// <param name="through">Cases by the days that they took.</param>
    /// <param name="waiting">Cases by the days for which they wait.</param>
    public static LagCurve Fit(ReadOnlySpan<int> through, ReadOnlySpan<int> waiting)
    {
        var hazard = new double[Longest + 1];
        long atRisk = 0;
        foreach (var count in through)
        {
            atRisk += count;
        }

        foreach (var count in waiting)
        {
            atRisk += count;
        }

        var (known, events, exposure) = (-1, new long[Longest + 1], new long[Longest + 1]);
        for (var day = 0; day <= Longest && atRisk >= Enough; day++)
        {
            (events[day], exposure[day], known) = (through[day], atRisk, day);
            hazard[day] = (double)through[day] / atRisk;
            atRisk -= through[day] + waiting[day];
        }

        var from = Math.Max(0, known - Week + 1);
        var tail = known < 0 ? 0 : (double)events[from..(known + 1)].Sum() / exposure[from..(known + 1)].Sum();
        for (var day = known + 1; day <= Longest; day++)
        {
            hazard[day] = tail;
        }

        return new LagCurve(hazard, events.Sum() > 0 ? known : -1);
    }

    /// <summary>Share that takes longer than so many days.</summary>
    public double Longer(int days) => days < 0 ? 1 : days <= Longest ? _survival[days] : _survival[Longest] * Math.Pow(1 - _tail, days - Longest);

    /// <summary>Chance of getting through within so many more days after having waited for some.</summary>
    public double Within(int waited, int days)
    {
        var still = Longer(waited);
        return still <= 0 ? 1 : 1 - Longer(waited + days) / still;
    }
}
