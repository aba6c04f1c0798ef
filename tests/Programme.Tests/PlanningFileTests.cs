using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.TestKit;

namespace CleanHeating.Programme.Tests;

/// <summary>What planning.yaml and construction.yaml refuse, each with file and line.</summary>
public sealed class PlanningFileTests
{
    [Theory]
    [InlineData("route_check: lead", "route_check: warn", "programme-value")]
    [InlineData("route_check: lead", "", "programme-missing-key")]
    [InlineData("route_check: lead", "route_check: lead\nsurprise: 1", "programme-unknown-key")]
    [InlineData("value: 16, unit: degC", "value: 16, unit: degF", "programme-unit")]
    [InlineData("value: 16, unit: degC", "value: 31, unit: degC", "programme-value")]
    [InlineData("value: 16, unit: degC", "value: warm, unit: degC", "programme-value")]
    [InlineData("value: 16, unit: degC", "value: 1e1, unit: degC", "programme-value")]
    [InlineData("value: 16, unit: degC", "unit: degC", "programme-missing-key")]
    [InlineData("value: -5, unit: degC", "value: -46, unit: degC", "programme-value")]
    [InlineData("value: 121, unit: days", "value: 367, unit: days", "programme-value")]
    [InlineData("code: cos-phi,", "code: cosine,", "programme-value")]
    [InlineData("code: cos-phi,", "code: grid-share,", "programme-duplicate")]
    [InlineData("code: cos-phi,", "code: grid-share,", "programme-missing-key")]
    [InlineData("source: 农房热负荷40–60, confidence: m", "source: 农房热负荷40–60, confidence: x", "programme-value")]
    [InlineData("source: 农房热负荷40–60, confidence: m", "confidence: m", "programme-missing-key")]
    [InlineData("source: 农房热负荷40–60, confidence: m", "source: 农房热负荷40–60, confidence: m, colour: red", "programme-unknown-key")]
    [InlineData("route: convector, family: power", "route: fireplace, family: power", "programme-value")]
    [InlineData("route: convector, family: power", "route: carbon-crystal, family: power", "programme-duplicate")]
    [InlineData("route: convector, family: power", "route: convector, family: wind", "programme-value")]
    [InlineData("factor_low: 3.0,", "factor_low: 3.6,", "programme-value")]
    [InlineData("factor_high: 4.0,", "factor_high: 3.4,", "programme-value")]
    [InlineData("coincidence: 0.75", "coincidence: 1.1", "programme-value")]
    [InlineData("peak_factor: 3.2,", "", "programme-missing-key")]
    [InlineData("peak_factor: 3.2,", "peak_factor: 0,", "programme-value")]
    [InlineData("capital_high: 4500", "capital_high: 2499", "programme-value")]
    [InlineData("capital_low: 2500", "capital_low: -1", "programme-value")]
    [InlineData("capital_low: 2500", "capital_low: 2500, colour: red", "programme-unknown-key")]
    public void Load_WrongPlanning_IsRefusedWithFileAndLine(string from, string to, string code) => AssertRefused("planning.yaml", from, to, code);

    [Theory]
    [InlineData("work_days_a_week: 6", "work_days_a_week: 8", "programme-value")]
    [InlineData("work_days_a_week: 6", "work_days_a_week: 5.5", "programme-value")]
    [InlineData("work_days_a_week: 6", "", "programme-missing-key")]
    [InlineData("chance: 80", "chance: 49", "programme-value")]
    [InlineData("chance: 80", "chance: 100", "programme-value")]
    [InlineData("acceptance_days: 15", "acceptance_days: 366", "programme-value")]
    [InlineData("acceptance_days: 15", "acceptance_days: soon", "programme-value")]
    [InlineData("done: 99", "done: 101", "programme-value")]
    [InlineData("done: 99", "", "programme-missing-key")]
    [InlineData("move_cost: 3000", "move_cost: -1", "programme-value")]
    [InlineData("move_cost_far: 6000", "", "programme-missing-key")]
    [InlineData("move_cost: 3000", "move_cost: 3000\nsurprise: 1", "programme-unknown-key")]
    [InlineData("route: convector, households_a_day: 6", "route: fireplace, households_a_day: 6", "programme-value")]
    [InlineData("route: convector, households_a_day: 6", "route: district-heating, households_a_day: 6", "programme-duplicate")]
    [InlineData("route: convector, households_a_day: 6", "route: convector, households_a_day: 0", "programme-value")]
    [InlineData("route: convector, households_a_day: 6", "route: convector, households_a_day: 1001", "programme-value")]
    [InlineData("route: convector, households_a_day: 6", "route: convector", "programme-missing-key")]
    [InlineData("route: convector, households_a_day: 6", "route: convector, households_a_day: 6, unit: week", "programme-unknown-key")]
    public void Load_WrongConstruction_IsRefusedWithFileAndLine(string from, string to, string code) => AssertRefused("construction.yaml", from, to, code);

    [Fact]
    public void Load_Heze_HasModelAndCrews()
    {
        var plan = ProgrammeLoader.Load(InventedCity.HezeFolder).Value;

        Assert.Equal(PlanningPlan.Required.Select(r => r.Code).Order(), plan.Planning!.Values.Select(v => v.Code).Order());
        Assert.All(plan.Planning.Routes, r => Assert.Contains(plan.Technologies, t => t.Code == r.Route));
        Assert.All(plan.Planning.Routes, r => Assert.True(plan.Construction!.CrewRates.ContainsKey(r.Route)));
        Assert.Equal((6, 80), (plan.Construction!.WorkDaysAWeek, plan.Construction.Chance));
    }

    [Fact]
    public void Load_AnotherCity_HasItsOwn()
    {
        var plan = ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value;

        Assert.Equal(18, plan.Planning!["indoor"]);
        Assert.Equal((5, 75, 95, 250), (plan.Construction!.WorkDaysAWeek, plan.Construction.Chance, plan.Construction.Done, plan.Construction.MoveCostFar));
        Assert.Equal((1, 2), (plan.Construction.RateOf("solar-thermal"), plan.Construction.RateOf("biomass-boiler")));
    }

    private static void AssertRefused(string file, string from, string to, string code)
    {
        using var folder = new TempFolder();
        foreach (var each in Directory.GetFiles(InventedCity.HezeFolder))
        {
            File.Copy(each, folder.File(Path.GetFileName(each)));
        }

        var text = File.ReadAllText(folder.File(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(folder.File(file), text.Replace(from, to, StringComparison.Ordinal));

        var loaded = ProgrammeLoader.Load(folder.Path);

        Assert.Contains(loaded.Errors, e => e.Code == code);
        Assert.All(loaded.Errors, e => Assert.True(e.Place is { Line: > 0 } place && place.File == file, e.ToString()));
        Assert.All(loaded.Errors, e => Assert.NotEqual(e.Code, InventedCity.Texts.Message(e, Platform.Texts.TextCatalog.English)));
    }
}
