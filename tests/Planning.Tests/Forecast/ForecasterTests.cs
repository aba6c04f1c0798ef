using CleanHeating.Kernel;
using CleanHeating.Planning.Forecast;

namespace CleanHeating.Planning.Tests.Forecast;

public sealed class ForecasterTests
{
    private static readonly DateOnly Day = new(2030, 7, 15), Ahead = new(2030, 8, 5);
    private static readonly List<ForecastHousehold> Season = SeasonOfWork.Make(7);

    [Fact]
    public void Of_WhatCameLater_IsNotLookedAt()
    {
        var (all, known) = (new Forecaster(Season, Day), new Forecaster(SeasonOfWork.Known(Season, Day), Day));

        foreach (var unit in all.Units(UnitLevel.Township).Concat(all.Units(UnitLevel.Firm)).Append(ForecastUnit.City))
        {
            Assert.Equal(known.Of(unit, Goal.Completed, Ahead), all.Of(unit, Goal.Completed, Ahead));
        }
    }

    [Fact]
    public void Of_EveryUnit_LiesBetweenNowAndAll()
    {
        var forecaster = new Forecaster(Season, Day);

        foreach (var unit in Enum.GetValues<UnitLevel>().SelectMany(forecaster.Units))
        {
            foreach (var goal in Enum.GetValues<Goal>())
            {
                if (forecaster.Of(unit, goal, Ahead, 95) is { } f)
                {
                    Assert.True(f.Now <= f.Low && f.Low <= f.Likely && f.Likely <= f.High && f.High <= f.Total);
                    Assert.InRange(f.Chance, 0, 1);
                    Assert.True(goal == Goal.Passed || f.Total == Season.Count(h => Belongs(h, unit)));
                }
            }
        }
    }

    [Fact]
    public void Of_LaterDayOrFasterPace_IsLikelier()
    {
        var (forecaster, unit) = (new Forecaster(Season, Day), ForecastUnit.Of(RegionCode.OfCounty(980101)));

        var likely = new[] { 7, 14, 28, 56 }.Select(d => forecaster.Of(unit, Goal.Completed, Day.AddDays(d))!.Likely).ToList();
        var paces = new[] { 0.5, 1, 2, 4 }.Select(p => forecaster.Of(unit, Goal.Completed, Ahead, 90, p)!.Chance).ToList();

        Assert.Equal(likely.Order(), likely);
        Assert.Equal(paces.Order(), paces);
    }

    [Fact]
    public void Of_NothingObserved_IsNull()
    {
        List<ForecastHousehold> idle = [.. Enumerable.Range(1, 30).Select(_ => new ForecastHousehold(980_101_001_001, null, null, null, null, false))];

        Assert.Null(new Forecaster(idle, Day).Of(ForecastUnit.City, Goal.Completed, Ahead));
        Assert.Null(new Forecaster([], Day).Of(ForecastUnit.City, Goal.Completed, Ahead));
    }

    [Fact]
    public void Of_AllDone_IsCertain()
    {
        var forecaster = new Forecaster(Season, SeasonOfWork.Last.AddDays(60));

        var f = forecaster.Of(ForecastUnit.City, Goal.Completed, SeasonOfWork.Last.AddDays(70))!;

        Assert.Equal((1.0, Season.Count, Season.Count), (f.Chance, f.Low, f.Now));
        Assert.Equal(SeasonOfWork.Last.AddDays(60), forecaster.DayOf(ForecastUnit.City, Goal.Completed, 100, 0.8));
    }

    [Fact]
    public void Of_PlannedBeyondTheLedger_CountsThemAsNotBegun()
    {
        var village = Season[0].Village;
        var held = Season.Count(h => h.Village == village);
        var unit = new ForecastUnit(UnitLevel.Village, village.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var forecaster = new Forecaster(Season, Day, new Dictionary<long, int> { [village] = held + 25 });

        Assert.Equal((held + 25, Season.Count + 25), (forecaster.Standing(unit).Total, forecaster.Standing(ForecastUnit.City).Total));
    }

    [Fact]
    public void PaceFor_AUnit_IsTheLeastThatReachesTheChance()
    {
        var forecaster = new Forecaster(Season, Day);

        foreach (var unit in forecaster.Units(UnitLevel.FirmInCounty))
        {
            if (forecaster.PaceFor(unit, Goal.Completed, Ahead, 90, 0.8) is { } pace && pace > 0.2)
            {
                Assert.True(forecaster.Of(unit, Goal.Completed, Ahead, 90, pace)!.Chance >= 0.8);
                Assert.True(forecaster.Of(unit, Goal.Completed, Ahead, 90, pace * 0.98)!.Chance < 0.8);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    public void BackTest_ASeasonOfAnotherKind_HoldsWhatItPromises(int seed)
    {
        var report = BackTest.Run(SeasonOfWork.Make(seed, 120), SeasonOfWork.Last, 60);

        var villages = report.Lines.Where(l => l.Level == UnitLevel.Village).ToList();
        Assert.InRange(villages.Average(l => l.Within), 0.70, 0.95);
        Assert.InRange(villages.Average(l => l.Sure), 0.70, 0.95);
        // Rain is common to all units, so that what comes of a class is no sum of independent cases.
        Assert.All(report.Reliability.Where(r => r.Forecasts >= 200), r => Assert.InRange(r.CameTrue, r.MeanChance - 0.2, r.MeanChance + 0.2));
    }

    private static bool Belongs(ForecastHousehold h, ForecastUnit unit) => unit.Level switch
    {
        UnitLevel.City => true,
        UnitLevel.County => h.Village / 1_000_000 == unit.Region / 1_000_000,
        UnitLevel.Township => h.Village / 1000 == unit.Region / 1000,
        UnitLevel.Village => h.Village == unit.Region,
        UnitLevel.Firm => h.Firm == unit.Firm,
        UnitLevel.FirmInCounty => h.Firm == unit.Firm && h.Village / 1_000_000 == unit.Region / 1_000_000,
        _ => h.Firm == unit.Firm && h.Village / 1000 == unit.Region / 1000,
    };
}
