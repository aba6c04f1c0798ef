namespace CleanHeating.Planning.Forecast;

/// <summary>How forecasts of a level, goal and length have held, of those that could have been made on earlier days.</summary>
/// <param name="Level">Level of units.</param>
/// <param name="Goal">Goal.</param>
/// <param name="Days">Length, days.</param>
/// <param name="Forecasts">How many.</param>
/// <param name="Within">Share of what came that lay within the interval of 80 %; where a whole household lies on its edge, with that share of it.</param>
/// <param name="Sure">Share of forecasts "so many or more with a chance of 80 %" that came true, counted likewise.</param>
/// <param name="Width">Mean width of the intervals, percent of the unit's households.</param>
/// <param name="Error">Mean distance of what came from what was likely, percent of the unit's households.</param>
/// <param name="PlainError">The same if the last fourteen days had simply gone on.</param>
public sealed record BackTestLine(UnitLevel Level, Goal Goal, int Days, int Forecasts, double Within, double Sure, double Width, double Error, double PlainError);

/// <summary>Forecasts whose chance lay in a class, and how many of them came true.</summary>
public sealed record ReliabilityLine(double From, double Until, int Forecasts, double MeanChance, double CameTrue);

/// <summary>What a back-test found.</summary>
public sealed record BackTestReport(IReadOnlyList<DateOnly> Days, IReadOnlyList<BackTestLine> Lines, IReadOnlyList<ReliabilityLine> Reliability);

/// <summary>
/// Makes, for a row of earlier days, the forecasts that could have been made then from what was known then, and holds them against what
/// came. Nothing of a later day goes into a forecast; only the number of households a unit has is taken as known.
/// </summary>
public static class BackTest
{
    private const int Week = 7, Start = 21, Classes = 10;
    private static readonly int[] Lengths = [7, 14, 21, 28];

    public static BackTestReport Run(IReadOnlyList<ForecastHousehold> households, DateOnly asOf, int villages = 300)
    {
        var list = households as List<ForecastHousehold> ?? [.. households];
        var first = list.Where(h => h.Started is not null).Select(h => h.Started!.Value).DefaultIfEmpty(asOf.DayNumber).Min();
        var days = Enumerable.Range(0, Math.Max(0, (asOf.DayNumber - Lengths[0] - first - Start + Week) / Week)).Select(i => first + Start + i * Week).ToList();
        var cases = days.AsParallel().AsOrdered().SelectMany(day => CasesOf(list, day, asOf.DayNumber, villages)).ToList();
        var lines = cases.GroupBy(c => (c.Unit.Level, c.Goal, c.Days)).OrderBy(g => g.Key).Select(g => new BackTestLine(
            g.Key.Level, g.Key.Goal, g.Key.Days, g.Count(), g.Average(c => Share(c.Below, c.UpTo, 0.1, 0.9)), g.Average(c => Share(c.Below, c.UpTo, 0.2, 1)), g.Average(c => c.Width), g.Average(c => c.Error), g.Average(c => c.PlainError)));
        var reliability = cases.GroupBy(c => Math.Min(Classes - 1, (int)(c.Chance * Classes))).OrderBy(g => g.Key)
            .Select(g => new ReliabilityLine((double)g.Key / Classes, (g.Key + 1.0) / Classes, g.Count(), g.Average(c => c.Chance), g.Average(c => c.CameTrue ? 1.0 : 0)));
        return new BackTestReport(days.ConvertAll(DateOnly.FromDayNumber), [.. lines], [.. reliability]);
    }

    // What could have been foreseen on one day, for every length whose end is known by now.
    private static List<Case> CasesOf(List<ForecastHousehold> households, int day, int until, int villages)
    {
        var (forecaster, cases) = (new Forecaster(households, DateOnly.FromDayNumber(day)), new List<Case>());
        foreach (var length in Lengths.Where(l => day + l <= until))
        {
            var after = new Snapshot(households, day + length);
            cases.AddRange(Enum.GetValues<UnitLevel>().SelectMany(level => Thinned(forecaster.Units(level).ToList(), villages)).SelectMany(u => Judge(forecaster, after, u, length)));
        }

        return cases;
    }

    private static IEnumerable<Case> Judge(Forecaster forecaster, Snapshot after, ForecastUnit unit, int days)
    {
        foreach (var goal in Enum.GetValues<Goal>())
        {
            if (forecaster.Look(unit, goal, forecaster.AsOf.AddDays(days), 1) is not { } outlook || outlook.Total == outlook.Reached)
            {
                continue;
            }

            var (came, state) = (after.Find(unit)!.Of(goal), forecaster.StateOf(unit)!);
            var plain = goal == Goal.Completed ? Math.Min(outlook.Total, outlook.Reached + state.CompletedRecently * days / 14.0) : outlook.Mean;

            // A number of households somewhere between none and all of those that are open, the same in every run.
            var asked = outlook.Reached + 1 + (int)(HashOf(unit, forecaster.AsOf.DayNumber, days) % (outlook.Total - outlook.Reached));
            yield return new Case(
                unit, goal, days, outlook.AtMost(came - 1), outlook.AtMost(came), 100.0 * (outlook.Sure(0.1) - outlook.Sure(0.9)) / outlook.Total, 100 * Math.Abs(came - outlook.Mean) / outlook.Total,
                100 * Math.Abs(came - plain) / outlook.Total, outlook.AtLeast(asked), came >= asked);
        }
    }

    // A whole household covers a stretch of the distribution; how much of it lies between two chances.
    private static double Share(double below, double upTo, double from, double until) =>
        upTo - below < 1e-12 ? (upTo >= from && upTo <= until ? 1 : 0) : Math.Max(0, Math.Min(upTo, until) - Math.Max(below, from)) / (upTo - below);

    private static IEnumerable<ForecastUnit> Thinned(List<ForecastUnit> units, int most) => units.Where((_, i) => i % Math.Max(1, (units.Count + most - 1) / most) == 0);

    private static long HashOf(ForecastUnit unit, int day, int days)
    {
        var hash = 17L;
        foreach (var letter in unit.Code)
        {
            hash = (hash * 31 + letter) % int.MaxValue;
        }

        return ((hash * 31 + day) * 31 + days) % int.MaxValue;
    }

    private sealed record Case(ForecastUnit Unit, Goal Goal, int Days, double Below, double UpTo, double Width, double Error, double PlainError, double Chance, bool CameTrue);
}
