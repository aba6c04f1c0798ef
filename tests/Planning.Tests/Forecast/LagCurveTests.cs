using CleanHeating.Planning.Forecast;

namespace CleanHeating.Planning.Tests.Forecast;

public sealed class LagCurveTests
{
    [Fact]
    public void Fit_NobodyWaits_IsTheShareThatTookLonger()
    {
        var curve = LagCurve.Fit(Counts((2, 50), (4, 30), (9, 20)), Counts());

        Assert.Equal([1, 1, 0.5, 0.5, 0.2, 0.2], Enumerable.Range(0, 6).Select(d => Math.Round(curve.Longer(d), 12)));
        Assert.Equal(0.6, curve.Within(2, 3), 12);
    }

    // Worked by hand: 100 cases; 20 through on day 1, 10 seen for one day only; then 35 of the 70 left on day 3.
    [Fact]
    public void Fit_SomeStillWait_CountsThemWhileTheyAreSeen()
    {
        var curve = LagCurve.Fit(Counts((1, 20), (3, 35)), Counts((1, 10), (3, 35)));

        Assert.Equal(0.8, curve.Longer(1), 12);
        Assert.Equal(0.4, curve.Longer(3), 12);
        Assert.Equal(0.5, curve.Within(1, 2), 12);
    }

    [Fact]
    public void Longer_BeyondWhatWasSeen_GoesOnFallingAsInTheLastWeek()
    {
        var curve = LagCurve.Fit(Counts([.. Enumerable.Range(1, 10).Select(d => (d, 100))]), Counts((10, 1000)));

        var (ten, eleven, twenty) = (curve.Longer(10), curve.Longer(11), curve.Longer(20));
        Assert.True(eleven < ten && twenty < eleven && twenty > 0);
        Assert.Equal(eleven / ten, curve.Longer(12) / eleven, 9);
    }

    [Fact]
    public void Fit_NothingEverGotThrough_NobodyWill()
    {
        var curve = LagCurve.Fit(Counts(), Counts((30, 500)));

        Assert.Equal(0, curve.Within(5, 100));
        Assert.Equal(-1, curve.Known);
    }

    private static int[] Counts(params (int Day, int Count)[] cases)
    {
        var counts = new int[LagCurve.Longest + 1];
        foreach (var (day, count) in cases)
        {
            counts[day] += count;
        }

        return counts;
    }
}
