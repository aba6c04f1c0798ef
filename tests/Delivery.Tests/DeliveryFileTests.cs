using CleanHeating.Programme.Loading;
using CleanHeating.TestKit;

namespace CleanHeating.Delivery.Tests;

/// <summary>What delivery.yaml refuses, each with file and line.</summary>
public sealed class DeliveryFileTests
{
    [Theory]
    [InlineData("by: office", "by: mayor", "programme-value")]
    [InlineData("after: [land]", "after: [water]", "programme-value")]
    [InlineData("green_days: 2", "green_days: 9", "programme-value")]
    [InlineData("days: working", "days: lunar", "programme-value")]
    [InlineData("code: project,", "code: land,", "programme-duplicate")]
    [InlineData("clause: L3", "clause: L99", "programme-clause-unknown")]
    [InlineData("technology: air-source-heat-pump", "technology: stove", "programme-value")]
    [InlineData("failures: 2", "failures: 4", "programme-value")]
    [InlineData("retention_months: 12", "retention_months: 0", "programme-value")]
    [InlineData("expiring_days: 30", "expiring_days: 30\nsurprise: 1", "programme-unknown-key")]
    public void Load_WrongRule_IsRefusedWithFileAndLine(string from, string to, string code)
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        var rules = File.ReadAllText(folder.File("delivery.yaml"));
        Assert.Contains(from, rules, StringComparison.Ordinal);
        File.WriteAllText(folder.File("delivery.yaml"), rules.Replace(from, to, StringComparison.Ordinal));

        var loaded = ProgrammeLoader.Load(folder.Path);

        Assert.Contains(loaded.Errors, e => e.Code == code);
        Assert.All(loaded.Errors, e => Assert.True(e.Place is { File: "delivery.yaml", Line: > 0 }));
    }

    [Fact]
    public void Load_BothCities_HaveTheirRules()
    {
        Assert.Equal(["land", "planning", "project", "construction"], ProgrammeLoader.Load(InventedCity.HezeFolder).Value.Delivery!.Steps.Select(s => s.Code));
        Assert.Equal(250, ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value.Delivery!.Devices[0].LeastCop);
    }
}
