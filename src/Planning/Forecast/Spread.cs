namespace CleanHeating.Planning.Forecast;

/// <summary>
/// How wrong forecasts of a level and a length have been so far, as paces: the logarithm of how much faster households got through than
/// was reckoned. Part of it is common to all units (weather, holidays, money), part is each unit's own.
/// </summary>
/// <param name="Common">Root mean square of the pace that all had in common.</param>
/// <param name="Own">Standard deviation of units around it.</param>
internal sealed record Spread(double Common, double Own)
{
    private const int Nodes = 49, Units = 300, Week = 7;
    private const double Reach = 3, UsualOwn = 0.2, UsualCommon = 0.05, MostShift = 1;

    // So many imagined earlier days stand beside those that were tried.
    private const double Imagined = 1;
    private static readonly double[] Widths = [0.03, 0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45, 0.6, 0.8, 1.1];

    /// <summary>Paces that are told apart.</summary>
    public static readonly double[] Paces = [.. Enumerable.Range(0, Nodes).Select(i => -Reach + 2 * Reach * i / (Nodes - 1))];

    /// <summary>Where nothing has been learnt yet.</summary>
    public static Spread Unlearnt(int days) => new(3 * UsualCommon * days / Week, UsualOwn * Math.Sqrt(Math.Max(1, days / 14.0)));

    /// <summary>Weights of paces for forecasts some times as long as those that were tried: what is common adds up, what is each one's own evens out in part.</summary>
    public double[] Weights(double longer) => Weights(0, Math.Sqrt(Common * Common * longer * longer + Own * Own * longer));

    /// <summary>Weights of paces of a normal distribution.</summary>
    private static double[] Weights(double shift, double width)
    {
        var step = 2 * Reach / (Nodes - 1);
        var spread = Math.Sqrt(width * width + step * step / 12);
        var raw = Array.ConvertAll(Paces, p => Math.Exp(-(p - shift) * (p - shift) / (2 * spread * spread)));
        var sum = raw.Sum();
        return Array.ConvertAll(raw, r => r / sum);
    }

    /// <summary>What earlier days teach about forecasts of this length.</summary>
    /// <param name="earlier">Earlier days, each with the day so many days after it.</param>
    /// <param name="level">Level of units.</param>
    /// <param name="goal">Goal.</param>
    /// <param name="days">Length.</param>
    /// <returns>The spread; null where nothing can be learnt.</returns>
    public static Spread? Learn(IEnumerable<(Snapshot Then, Snapshot After)> earlier, UnitLevel level, Goal goal, int days)
    {
        var found = new List<(double Shift, double Width)>();
        foreach (var (then, after) in earlier)
        {
            var units = then.Units(level).ToList();
            var stride = Math.Max(1, units.Count / Units);
            var cases = units.Where((_, i) => i % stride == 0).Select(u => Likelihoods(then, after, u, goal, days)).OfType<double[]>().ToList();
            if (cases.Count > 0)
            {
                found.Add(Best(cases));
            }
        }

        var usual = UsualCommon * days / Week;
        return found.Count == 0 ? null : new Spread(
            Math.Sqrt((found.Sum(f => f.Shift * f.Shift) + Imagined * usual * usual) / (found.Count + Imagined)), Math.Sqrt(found.Average(f => f.Width * f.Width)));
    }

    // How likely what came is at each pace; null where nothing was open.
    private static double[]? Likelihoods(Snapshot then, Snapshot after, ForecastUnit unit, Goal goal, int days)
    {
        var (state, ahead) = (then.Find(unit)!, then.Ahead(unit, goal, days));
        if (ahead.Count == 0 || ahead.All(a => a.Chance is <= 0 or >= 1) || after.Find(unit) is not { } came)
        {
            return null;
        }

        var more = came.Of(goal) - state.Of(goal);
        return Array.ConvertAll(Outlook.Given(ahead), g => Math.Max(1e-9, g.UpTo(more) - g.UpTo(more - 1)));
    }

    private static (double Shift, double Width) Best(List<double[]> cases)
    {
        var (best, found) = (double.NegativeInfinity, (Shift: 0.0, Width: UsualOwn));
        for (var shift = -MostShift; shift <= MostShift + 1e-9; shift += 0.0625)
        {
            foreach (var width in Widths)
            {
                // A mild belief in no shift and in the usual width, for when there are few cases.
                var weights = Weights(shift, width);
                var score = -shift * shift / 0.5 - Math.Pow(Math.Log(width / UsualOwn), 2) / 2 + cases.Sum(c => Math.Log(Dot(weights, c)));
                (best, found) = score > best ? (score, (shift, width)) : (best, found);
            }
        }

        return found;
    }

    private static double Dot(double[] weights, double[] likelihoods)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * likelihoods[i];
        }

        return Math.Max(1e-12, sum);
    }
}
