using CleanHeating.Planning.Forecast;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Planning.Tests.Forecast;

/// <summary>The distribution against the exact one, reckoned household by household.</summary>
public sealed class OutlookTests
{
    private const double Near = 0.03;

    [Fact]
    public void AtLeast_AnyHouseholds_IsTheExactChanceOrNearIt() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 100)).Where(c => c.Length is > 0 and <= 40).ToArbitrary(), percents =>
        {
            var ahead = percents.Select(p => (1, p / 100.0)).ToList();
            var outlook = new Outlook(7, ahead, Certain);
            var exact = Exact(ahead.ConvertAll(a => a.Item2));
            for (var more = 0; more <= ahead.Count; more++)
            {
                Assert.InRange(outlook.AtLeast(7 + more), exact[more] - Near, exact[more] + Near);
            }

            Assert.Equal(exact[ahead.Count], outlook.AtLeast(7 + ahead.Count), 9);
            return true;
        }));

    [Fact]
    public void AtLeast_MoreHouseholds_IsNeverLikelier()
    {
        var outlook = new Outlook(3, [(10, 0.3), (20, 0.8), (5, 0.05)], Spread.Unlearnt(14).Weights(1));

        var chances = Enumerable.Range(0, 41).Select(outlook.AtLeast).ToList();

        Assert.All(chances.Zip(chances.Skip(1)), p => Assert.True(p.Second <= p.First + 1e-9));
        Assert.Equal((1, 0), (chances[3], chances[39]));
    }

    [Fact]
    public void Sure_AChance_IsTheMostThatIsReachedWithIt()
    {
        var outlook = new Outlook(0, [(50, 0.5)], Spread.Unlearnt(7).Weights(1));

        var sure = outlook.Sure(0.8);

        Assert.True(outlook.AtLeast(sure) >= 0.8 && outlook.AtLeast(sure + 1) < 0.8);
        Assert.True(outlook.Sure(0.9) <= sure && sure <= outlook.Sure(0.5));
    }

    [Fact]
    public void AtLeast_WiderPaces_WidenTheInterval()
    {
        var (narrow, wide) = (new Outlook(0, [(400, 0.5)], new Spread(0.02, 0.05).Weights(1)), new Outlook(0, [(400, 0.5)], new Spread(0.3, 0.3).Weights(1)));

        Assert.True(wide.Sure(0.1) - wide.Sure(0.9) > 2 * (narrow.Sure(0.1) - narrow.Sure(0.9)));
    }

    // All weight on the pace that was reckoned.
    private static double[] Certain => Array.ConvertAll(Spread.Paces, p => Math.Abs(p) < 1e-9 ? 1.0 : 0);

    private static double[] Exact(List<double> chances)
    {
        var of = new double[chances.Count + 1];
        of[0] = 1;
        foreach (var p in chances)
        {
            for (var n = chances.Count; n >= 0; n--)
            {
                of[n] = of[n] * (1 - p) + (n > 0 ? of[n - 1] * p : 0);
            }
        }

        for (var n = chances.Count - 1; n >= 0; n--)
        {
            of[n] += of[n + 1];
        }

        return of;
    }
}
