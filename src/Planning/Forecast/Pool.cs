namespace CleanHeating.Planning.Forecast;

/// <summary>What is learnt from the households of a county, or of the city where a county has too few: how long steps take, and how many pass.</summary>
internal sealed class Pool
{
    private static readonly double[] MendingRates = [0, 0.003, 0.006, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2];
    private readonly LagCurve _build, _inspect;
    private readonly double _pass, _mend;
    private readonly Dictionary<int, Chances> _chances = [];
    private double[]? _afterCompletion;

    private Pool(LagCurve build, LagCurve inspect, (double Pass, double Mend) failing, int events) => (_build, _inspect, _pass, _mend, Events) = (build, inspect, failing.Pass, failing.Mend, events);

    /// <summary>Completions that it rests on.</summary>
    public int Events { get; }

    public static Pool Learn(IEnumerable<ForecastHousehold> households, int day)
    {
        int[] Counts() => new int[LagCurve.Longest + 1];
        var (built, building, inspected, waiting, seenBy, failedBy) = (Counts(), Counts(), Counts(), Counts(), Counts(), Counts());
        foreach (var h in households)
        {
            if (h.Started is not { } started || started > day)
            {
                continue;
            }

            if (h.Completed is not { } completed || completed > day)
            {
                building[Clip(day - started)]++;
                continue;
            }

            built[Clip(completed - started)]++;
            if (h.Inspected is not { } seen || seen > day)
            {
                waiting[Clip(day - completed)]++;
                continue;
            }

            inspected[Clip(seen - completed)]++;
            seenBy[Clip(day - seen)]++;
            failedBy[Clip(day - seen)] += h.Passed ? 0 : 1;
        }

        return new Pool(LagCurve.Fit(built, building), LagCurve.Fit(inspected, waiting), Failing(seenBy, failedBy), built.Sum());
    }

    /// <summary>Chances to reach a goal within so many days from each place and time of waiting there.</summary>
    public Chances Within(int days)
    {
        if (!_chances.TryGetValue(days, out var found))
        {
            _chances.Add(days, found = Reckon(days));
        }

        return found;
    }

    private Chances Reckon(int days)
    {
        var after = AfterCompletion();
        var (building, buildingPassed, built, failed) = (new double[LagCurve.Longest + 1], new double[LagCurve.Longest + 1], new double[LagCurve.Longest + 1], new double[LagCurve.Longest + 1]);
        for (var age = 0; age <= LagCurve.Longest; age++)
        {
            building[age] = _build.Within(age, days);
            built[age] = Twice(age, days);
            failed[age] = Mended(days);
            buildingPassed[age] = Through(age, days, after);
        }

        var (fresh, freshPassed) = (new double[days + 1], new double[days + 1]);
        for (var left = 0; left <= days; left++)
        {
            fresh[left] = 1 - _build.Longer(left);
            freshPassed[left] = (1 - _build.Longer(0)) * after[left] + Through(0, left, after);
        }

        return new Chances(building, buildingPassed, built, failed, fresh, freshPassed);
    }

    // Completed on some day ahead, then passed in what is left.
    private double Through(int age, int days, double[] after)
    {
        var still = _build.Longer(age);
        if (still <= 0)
        {
            return after[Math.Max(0, days - 1)];
        }

        var sum = 0.0;
        for (var day = 1; day <= days; day++)
        {
            sum += (_build.Longer(age + day - 1) - _build.Longer(age + day)) / still * after[days - day];
        }

        return sum;
    }

    // Passed at the first inspection, or mended after it.
    private double Twice(int waited, int days)
    {
        var still = _inspect.Longer(waited);
        if (still <= 0)
        {
            return _pass;
        }

        var second = 0.0;
        for (var day = 1; _mend > 0 && day <= days; day++)
        {
            second += (_inspect.Longer(waited + day - 1) - _inspect.Longer(waited + day)) / still * Mended(days - day);
        }

        return _pass * _inspect.Within(waited, days) + (1 - _pass) * second;
    }

    private double Mended(int days) => 1 - Math.Exp(-_mend * days);

    // The ledger keeps a household's last inspection alone. Were failures mended, there would be the fewer of them the longer ago it was:
    // the share that fails and the rate of mending that make what is left likeliest.
    private static (double Pass, double Mend) Failing(int[] seen, int[] failed)
    {
        var (best, found, failures) = (double.NegativeInfinity, (Pass: 1.0, Mend: 0.0), failed.Sum());
        foreach (var mend in MendingRates)
        {
            var exposure = seen.Select((s, age) => s * Math.Exp(-mend * age)).Sum();
            var share = Math.Min(1, (failures + 1) / (exposure + 2));
            var score = failed.Select((f, age) => seen[age] == 0 ? 0 : f * (Math.Log(share) - mend * age) - seen[age] * share * Math.Exp(-mend * age)).Sum();
            (best, found) = score > best ? (score, (1 - share, mend)) : (best, found);
        }

        return found;
    }

    private double[] AfterCompletion()
    {
        if (_afterCompletion is null)
        {
            var later = _inspect.Longer(0);
            _afterCompletion = new double[2 * LagCurve.Longest];
            for (var days = 0; days < _afterCompletion.Length; days++)
            {
                // Inspected on the very day, or later.
                _afterCompletion[days] = (1 - later) * (_pass + (1 - _pass) * Mended(days)) + later * Twice(0, days);
            }
        }

        return _afterCompletion;
    }

    private static int Clip(int days) => Math.Clamp(days, 0, LagCurve.Longest);

    /// <summary>Chances within a number of days, by days already waited; the last two by days left after a beginning.</summary>
    internal sealed record Chances(double[] Building, double[] BuildingPassed, double[] Built, double[] Failed, double[] Fresh, double[] FreshPassed);
}
