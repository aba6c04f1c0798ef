using CleanHeating.Programme.Loading;
using CleanHeating.TestKit;

namespace CleanHeating.Programme.Tests;

/// <summary>What planning.yaml and construction.yaml refuse, each with file and line.</summary>
public sealed class PlanningFilesTests
{
    [Theory]
    [InlineData("planning.yaml", "route_check: lead", "route_check: perhaps", "programme-value")]
    [InlineData("planning.yaml", "route_check: lead", "route_check: lead\nsurprise: 1", "programme-unknown-key")]
    [InlineData("planning.yaml", "value: 18, unit: degC", "value: warm, unit: degC", "programme-value")]
    [InlineData("planning.yaml", "value: 18, unit: degC", "value: 18, unit: degF", "programme-unit")]
    [InlineData("planning.yaml", "code: mean-outdoor,", "code: indoor,", "programme-duplicate")]
    [InlineData("planning.yaml", "code: grid-share,", "code: grid-shade,", "programme-value")]
    [InlineData("planning.yaml", "route: biomass-boiler, family: heat", "route: coal-stove, family: heat", "programme-value")]
    [InlineData("planning.yaml", "family: heat", "family: magic", "programme-value")]
    [InlineData("planning.yaml", "capital_low: 10000, capital_high: 14000", "capital_low: 15000, capital_high: 14000", "programme-value")]
    [InlineData("construction.yaml", "work_days_a_week: 5", "work_days_a_week: 8", "programme-value")]
    [InlineData("construction.yaml", "chance: 75", "chance: 20", "programme-value")]
    [InlineData("construction.yaml", "done: 95", "done: 101", "programme-value")]
    [InlineData("construction.yaml", "move_cost: 100", "move_cost: -1", "programme-value")]
    [InlineData("construction.yaml", "route: solar-thermal", "route: coal-stove", "programme-value")]
    [InlineData("construction.yaml", "households_a_day: 2", "households_a_day: 0", "programme-value")]
    [InlineData("construction.yaml", "done: 95", "done: 95\nsurprise: 1", "programme-unknown-key")]
    public void Load_WrongLine_IsRefusedWithFileAndLine(string file, string from, string to, string code)
    {
        using var folder = new TempFolder();
        foreach (var each in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            File.Copy(each, folder.File(Path.GetFileName(each)));
        }

        var text = File.ReadAllText(folder.File(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(folder.File(file), text.Replace(from, to, StringComparison.Ordinal));

        var loaded = ProgrammeLoader.Load(folder.Path);

        Assert.Contains(loaded.Errors, e => e.Code == code);
        Assert.All(loaded.Errors, e => Assert.True(e.Place?.File == file && e.Place.Line > 0, e.ToString()));
    }

    [Fact]
    public void Load_BothCities_HaveTheirOwn()
    {
        var (heze, other) = (ProgrammeLoader.Load(InventedCity.HezeFolder).Value, ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value);

        Assert.Equal((16, 18), (heze.Planning!["indoor"], other.Planning!["indoor"]));
        Assert.Equal((1.5, 2.0), (heze.Construction!.RateOf("air-source-heat-pump"), other.Construction!.RateOf("air-source-heat-pump")));
        Assert.Equal((99, 95, 6000, 250), (heze.Construction.Done, other.Construction.Done, heze.Construction.MoveCostFar, other.Construction.MoveCostFar));
        Assert.Equal(2, other.Construction.RateOf("biomass-boiler"));
    }
}
