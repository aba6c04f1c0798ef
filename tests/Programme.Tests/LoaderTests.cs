using CleanHeating.Kernel;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Programme.Plan;
using CleanHeating.TestKit;

namespace CleanHeating.Programme.Tests;

public sealed class LoaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Heze_HoldsThePlan()
    {
        var plan = ProgrammeLoader.Load(InventedCity.HezeFolder).Value;

        Assert.Equal((11, 167, 5040), (plan.Divisions.Counties.Count, plan.Divisions.Townships, plan.Divisions.Villages));
        Assert.Equal("722.7", new Area(plan.Urban.Total).ToTenThousandString());
        Assert.Equal(105_000, plan.Rural.Total);
        Assert.Equal([new DateOnly(2021, 9, 30), new DateOnly(2021, 10, 31)], plan.Milestones.Select(m => m.Date));
        Assert.Equal(["completed", "passed"], plan.Milestones.Select(m => m.Stage));
        Assert.Equal(Money.Yuan(900), plan.Parameters.CapitalSubsidyFloor);
        Assert.Equal(44, plan.Clauses.Count);
        Assert.Equal(["371702000000", "371771000000", "371772000000"], plan.Groups.Single().Members.Select(m => m.ToString()));
    }

    [Fact]
    public void Load_Annex3_ScannedNamesGoToTheRightCounties()
    {
        var plan = ProgrammeLoader.Load(InventedCity.HezeFolder).Value;

        var (tenth, eleventh) = (plan.Responsibilities.Rows[9], plan.Responsibilities.Rows[10]);
        Assert.Equal(("郟城县", "郓城县"), (tenth.Printed, plan.Divisions.NameOf(tenth.County)));
        Assert.Equal(("鄆城县", "鄄城县"), (eleventh.Printed, plan.Divisions.NameOf(eleventh.County)));
    }

    [Fact]
    public void Load_ReferenceDivisions_AreTheSame()
    {
        Assert.Equal(File.ReadAllLines(SharedData.Require("divisions-3717.csv")), File.ReadAllLines(Path.Combine(InventedCity.HezeFolder, "divisions.csv")));
    }

    [Fact]
    public void Load_InventedCity_IsAnotherCity()
    {
        var plan = ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value;

        Assert.Equal(3, plan.Parameters.MinimumRooms);
        Assert.Equal(new Money(120050), plan.Parameters.CapitalSubsidyFloor);
        Assert.Equal(15_345_678, plan.Urban.Total);
    }

    [Theory]
    [InlineData("programme.yaml", "id: linyuan-2030", "id: linyuan-2030\ncolour: red", "programme-unknown-key", 3)]
    [InlineData("programme.yaml", "signed: 2030-02-20", "signed: 2030-02-30", "programme-date", 11)]
    [InlineData("programme.yaml", "date: 2030-08-31", "date: 31.8.2030", "programme-date", 15)]
    [InlineData("programme.yaml", "code: 980100000000", "code: 980900000000", "programme-division-unknown", 6)]
    [InlineData("programme.yaml", "division: 980102000000", "division: 980199000000", "programme-division-unknown", 41)]
    [InlineData("programme.yaml", ", confirmed_by: 测试", "", "programme-alias-unconfirmed", 41)]
    [InlineData("programme.yaml", "stage: completed", "stage: begun", "programme-value", 15)]
    [InlineData("programme.yaml", "unit: rooms", "unit: percent", "programme-unit", 23)]
    [InlineData("programme.yaml", "unit: rooms", "unit: bushels", "programme-value", 23)]
    [InlineData("programme.yaml", "value: 1200.50", "value: many", "programme-value", 24)]
    [InlineData("programme.yaml", "{code: minimum-rooms", "{code: other-rooms", "programme-parameter-missing", 23)]
    [InlineData("programme.yaml", "clause: L5", "clause: L99", "programme-clause-unknown", 23)]
    [InlineData("programme.yaml", "synonyms: [煤炉]", "synonyms: [太阳能]", "programme-duplicate", 17)]
    [InlineData("programme.yaml", "name: 临原市", "nam: 临原市", "programme-missing-key", 2)]
    [InlineData("programme.yaml", "city: {", "city: [", "programme-yaml", 6)]
    [InlineData("targets.yaml", "amount: 501", "amount: 502", "programme-sum", 25)]
    [InlineData("targets.yaml", "amount: 12.345678", "amount: 12.345679", "programme-sum", 13)]
    [InlineData("targets.yaml", "amount: 200", "amount: -200", "programme-value", 23)]
    [InlineData("targets.yaml", "name: 西山县, amount: 501", "name: 东山县, amount: 501", "programme-division-unknown", 24)]
    [InlineData("responsibilities.yaml", "name: 河东区", "name: 河東区", "programme-division-unknown", 6)]
    [InlineData("checklists.yaml", "answers: x", "answers: x", "", 0)]
    [InlineData("checklists.yaml", "kind: check, fails: true, clause: L5", "kind: check, fails: true, colour: red, clause: L5", "programme-unknown-key", 2)]
    [InlineData("checklists.yaml", "unit: mA", "unit: kWh", "programme-value", 22)]
    [InlineData("checklists.yaml", "at_most: 30, ", "", "programme-missing-key", 22)]
    [InlineData("checklists.yaml", "at_most: 30", "at_least: 31, at_most: 30", "programme-value", 22)]
    [InlineData("checklists.yaml", "at_most: 30", "at_most: some", "programme-value", 22)]
    [InlineData("checklists.yaml", "fails: true, clause: L3}", "fails: perhaps, clause: L3}", "programme-value", 22)]
    [InlineData("checklists.yaml", "routes: [solar-thermal, biomass-boiler]", "routes: [solar-thermal]", "programme-checklist-missing", 4)]
    [InlineData("checklists.yaml", "routes: [air-source-heat-pump]", "routes: [air-source-heat-pump, solar-thermal]", "programme-duplicate", 4)]
    [InlineData("checklists.yaml", "routes: [air-source-heat-pump]", "routes: [fireplace]", "programme-value", 19)]
    [InlineData("checklists.yaml", "photos: [after]", "photos: [cellar]", "programme-value", 20)]
    [InlineData("checklists.yaml", "code: neat", "code: trained", "programme-duplicate", 11)]
    [InlineData("checklists.yaml", "clause: L3}", "clause: L77}", "programme-clause-unknown", 11)]
    [InlineData("checklists.yaml", "fails: false, standard: 惯例", "fails: false", "programme-missing-key", 12)]
    [InlineData("checklists.yaml", "version: 3", "version: 0", "programme-value", 16)]
    [InlineData("divisions.csv", "980103001,", "980103001,", "", 0)]
    [InlineData("divisions.csv", "980101001202,village,柳林村委会,980101001000", "980101001202,village,柳林村委会", "programme-divisions", 6)]
    [InlineData("divisions.csv", "980101001202,village,柳林村委会,980101001000", "980101009202,village,柳林村委会,980101009000", "programme-division-unknown", 6)]
    public void Load_Faulty_IsRefusedWithFileAndLine(string file, string from, string to, string code, int line)
    {
        var folder = Copy();
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        var result = ProgrammeLoader.Load(folder);

        if (code.Length == 0)
        {
            Assert.True(result.IsOk);
            return;
        }

        Assert.Contains(result.Errors, e => (e.Code, e.Place?.File, e.Place?.Line) == (code, file, (int?)line));
        Assert.All(result.Errors, e => Assert.NotEqual(e.Code, InventedCity.Texts.Message(e, Platform.Texts.TextCatalog.English)));
    }

    [Fact]
    public void Save_ChangedPlan_IsANewVersionAndTheOldOneStays()
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite);
        var folder = Copy();
        var path = Path.Combine(folder, "programme.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("effective_from: 2020-03-01", "effective_from: 2021-01-01", StringComparison.Ordinal).Replace("value: 1200.50", "value: 1300", StringComparison.Ordinal));
        var changed = ProgrammeLoader.Load(folder).Value;

        var saved = city.Programmes.Save(changed, "test", "dearer").Value;
        var again = city.Programmes.Save(changed, "test").Value;

        Assert.Equal((2, 2), (saved.Version, again.Version));
        Assert.Equal([2, 1], city.Programmes.Versions().Select(v => v.Version));
        Assert.Equal(Money.Yuan(1300), city.Programmes.Current()!.Plan.Parameters.CapitalSubsidyFloor);
        Assert.Equal("programme-older", city.Programmes.Save(ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value, "test").Errors.Single().Code);
    }

    [Fact]
    public void Save_PlanOfTheFuture_WaitsForItsDay()
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite);
        var folder = Copy();
        var path = Path.Combine(folder, "programme.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("effective_from: 2020-03-01", "effective_from: 2999-01-01", StringComparison.Ordinal));

        city.Programmes.Save(ProgrammeLoader.Load(folder).Value, "test");

        Assert.Equal(1, city.Programmes.Current()!.Version);
        Assert.Equal(2, city.Programmes.Versions().Count);
    }

    [Fact]
    public void Document_RoundTrip_KeepsEverything()
    {
        var plan = ProgrammeLoader.Load(InventedCity.HezeFolder).Value;

        var json = ProgrammeDocument.ToJson(plan);

        Assert.Equal(json, ProgrammeDocument.ToJson(ProgrammeDocument.FromJson(json)));
    }

    private string Copy()
    {
        var folder = _folder.File("programme");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(InventedCity.ProgrammeFolder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }
}
