namespace CleanHeating.Planning.Forecast;

/// <summary>
/// How many households of a unit will have reached a goal on a day: a distribution. Given how much faster or slower the unit goes than
/// was reckoned, its households are independent; over that pace the distribution is a mixture, whose width comes from how wrong such
/// forecasts have been so far.
/// </summary>
internal sealed class Outlook
{
    private const int Few = 24;
    private readonly int _ahead;
    private readonly Moments[] _given;
    private readonly double[] _weights;

    /// <param name="reached">Households that have reached the goal already.</param>
    /// <param name="ahead">Those that have it before them, with their chances.</param>
    /// <param name="weights">Weight of each of <see cref="Spread.Paces"/>.</param>
    public Outlook(int reached, IReadOnlyList<(int Count, double Chance)> ahead, double[] weights)
        : this(reached, ahead.Sum(a => a.Count), Given(ahead), weights)
    {
    }

    public Outlook(int reached, int ahead, Moments[] given, double[] weights) => (Reached, _ahead, _given, _weights) = (reached, ahead, given, weights);

    public int Reached { get; }

    public int Total => Reached + _ahead;

    public double Mean => Reached + _weights.Zip(_given, (w, g) => w * g.Mean).Sum();

    /// <summary>Moments at each pace, to be used with several weights.</summary>
    public static Moments[] Given(IReadOnlyList<(int Count, double Chance)> ahead)
    {
        var few = ahead.Sum(a => a.Count) <= Few;
        return Array.ConvertAll(Spread.Paces, pace => Given(ahead, Math.Exp(pace), few));
    }

    private static Moments Given(IReadOnlyList<(int Count, double Chance)> ahead, double faster, bool few)
    {
        var (mean, variance, third, all, exact) = (0.0, 0.0, 0.0, 0.0, few ? new double[Few + 1] : null);
        var seen = 0;
        if (exact is not null)
        {
            exact[0] = 1;
        }

        foreach (var (count, chance) in ahead)
        {
            var p = chance >= 1 ? 1 : 1 - Math.Pow(1 - chance, faster);
            for (var i = 0; i < count && exact is not null; i++)
            {
                seen++;
                for (var n = seen; n >= 0; n--)
                {
                    exact[n] = exact[n] * (1 - p) + (n > 0 ? exact[n - 1] * p : 0);
                }
            }

            mean += count * p;
            variance += count * p * (1 - p);
            third += count * p * (1 - p) * (1 - 2 * p);
            all += p <= 0 ? double.NegativeInfinity : count * Math.Log(p);
        }

        return new Moments(mean, variance, variance <= 0 ? 0 : third / Math.Pow(variance, 1.5), Math.Exp(all), exact);
    }

    /// <summary>Chance that so many or more will have reached it.</summary>
    public double AtLeast(int households) => households <= Reached ? 1 : households > Total ? 0 : Mix(g => households == Total ? g.All : 1 - g.UpTo(households - Reached - 1));

    /// <summary>Chance that so many or fewer will.</summary>
    public double AtMost(int households) => 1 - AtLeast(households + 1);

    /// <summary>The number that is reached or passed with a chance.</summary>
    public int Sure(double chance)
    {
        var (low, high) = (Reached, Total);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = AtLeast(middle) >= chance ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private double Mix(Func<Moments, double> chance)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] < 1e-12 ? 0 : _weights[i] * chance(_given[i]);
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>Moments of a sum of independent households, the chance that all of them get through, and of each number where they are few.</summary>
    internal readonly record struct Moments(double Mean, double Variance, double Skewness, double All, double[]? Exact)
    {
        /// <summary>Chance of so many or fewer: exact for few households, else the normal distribution with its first correction for skewness.</summary>
        public double UpTo(int count)
        {
            if (Exact is not null)
            {
                var sum = 0.0;
                for (var n = 0; n <= Math.Min(count, Few); n++)
                {
                    sum += Exact[n];
                }

                return Math.Min(1, sum);
            }

            if (Variance < 1e-9)
            {
                return count + 0.5 >= Mean ? 1 : 0;
            }

            var x = (count + 0.5 - Mean) / Math.Sqrt(Variance);
            return x < -8 ? 0 : x > 8 ? 1 : Math.Clamp(Normal(x) + Skewness * (1 - x * x) * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / 6, 0, 1);
        }

        // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: error below 7.5e-8.
        private static double Normal(double x)
        {
            var t = 1 / (1 + 0.2316419 * Math.Abs(x));
            var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return x > 0 ? 1 - tail : tail;
        }
    }
}
