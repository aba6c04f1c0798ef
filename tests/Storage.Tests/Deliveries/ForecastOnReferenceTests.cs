using CleanHeating.Delivery.Construction;
using CleanHeating.Planning.Forecast;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Deliveries;

/// <summary>Forecasts that could have been made in the reference city's summer, against what its ledgers say came of them.</summary>
public sealed class ForecastOnReferenceTests
{
    [Fact]
    public void BackTest_ReferenceCity_AboutEightOfTenHold()
    {
        var folder = SharedData.Require("heze-2021");
        using var city = InventedCity.Open(TestDatabases.Sqlite, InventedCity.HezeFolder);
        city.TryImport([.. Directory.GetFiles(Path.Combine(folder, "ledgers")).Order(StringComparer.Ordinal)], new DateOnly(2021, 9, 6));

        var report = new BackTestHandler(city.Workplace, city.Programmes).Run().Value;

        foreach (var level in new[] { UnitLevel.Township, UnitLevel.Village, UnitLevel.Firm })
        {
            var lines = report.Lines.Where(l => l.Level == level && l.Goal == Goal.Completed).ToList();
            Assert.Equal(4, lines.Count);
            Assert.All(lines, l => Assert.InRange(l.Within, 0.70, 0.92));
            Assert.All(lines, l => Assert.True(l.Error < l.PlainError, $"{l}: no better than the last two weeks going on"));
        }

        // Never much too sure, of acceptance too; there the intervals are rather too wide.
        Assert.All(report.Lines.Where(l => l.Level is not UnitLevel.City), l => Assert.True(l.Within >= 0.65, l.ToString()));
        Assert.All(report.Reliability.Where(r => r.Forecasts >= 300), r => Assert.InRange(r.CameTrue, r.MeanChance - 0.12, r.MeanChance + 0.12));
    }
}
