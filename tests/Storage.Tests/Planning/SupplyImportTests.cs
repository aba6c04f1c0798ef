using CleanHeating.Planning.Data;
using CleanHeating.Planning.Supply;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Workbooks;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Workbooks of supply and demand on every database.</summary>
public sealed class SupplyImportTests
{
    [Theory, EveryDatabase]
    public async Task Check_GoodWorkbook_SaysWhatWouldComeAndStoresNothing(string kind)
    {
        await using var city = PlanningCity.Open(kind);

        var answer = city.Imports().Check(city.Book(), "supply.xlsx", English).Value;

        Assert.False(answer.IsImported);
        Assert.Equal([("substation", 2), ("transformer", 1), ("gas-zone", 1), ("gas-agreement", 1), ("heat-source", 1), ("village", 4)], answer.Counts.Select(c => (c.Kind, c.Imported)));
        Assert.All(answer.Sheets, s => Assert.True(s.Missing.Count == 0 && s.Unknown.Count == 0));
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM supply_item"));
        Assert.All(city.Supply().Overview().Value.Counties, c => Assert.Equal((0, null), (c.Villages, c.ChangedAt)));
    }

    [Theory, EveryDatabase]
    public async Task Import_TheSameAgain_ChangesAndRecordsNothing(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        var upload = city.Imports().Check(city.Book(), "supply.xlsx", English).Value.Upload!;

        var first = city.Imports().Import(upload, English).Value;
        var (entries, county) = (city.Number("SELECT COUNT(*) FROM journal_entry"), city.Supply().Overview().Value.Counties[0]);
        city.Clock.Move(TimeSpan.FromMinutes(5));
        var again = city.Imports().Import(upload, English).Value;

        Assert.Equal((10, 0, 0), Sums(first));
        Assert.Equal((0, 0, 10), Sums(again));
        Assert.Equal((1, 1, 1, 1, 1, 3, 240), (county.Substations, county.Transformers, county.GasZones, county.GasAgreements, county.HeatSources, county.Villages, county.Households));
        Assert.Equal((entries, county), (city.Number("SELECT COUNT(*) FROM journal_entry"), city.Supply().Overview().Value.Counties[0]));
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Import_OneRowChanged_UpdatesThatRowAlone(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var before = city.Item("village", Second);

        var answer = city.Import(city.Book(k => k == SupplyKind.Village ? [PlanningCity.Village(Second, 81, heat: "H1")] : Usual(k)));

        Assert.Equal((0, 1, 6), Sums(answer));
        Assert.Equal((before.Version + 1, "81"), (city.Item("village", Second).Version, Value(city.Item("village", Second), "households")));
        Assert.Equal(1, city.Item("village", First).Version);
        city.AssertSound();
    }

    [Theory, EveryDatabase]
    public async Task Import_BadRows_AreRefusedWithTheirPlaceAndTheGoodOnesStored(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        var file = city.Book(k => k switch
        {
            SupplyKind.Substation =>
            [
                ["S1", null, "牡丹区", 1000.0, 300.0, null, null], ["S2", null, "牡丹区", "many", 1.0, null, null], ["S3", null, "远方县", 1.0, 1.0, null, null], ["S4", null, "牡丹区", 1.0, 1.0, 10.0, null],
                ["S1", null, "牡丹区", 999.0, 300.0, null, null], ["S1", null, "牡丹区", 1000.0, 300.0, null, null], [null, null, "牡丹区", 1.0, 1.0, null, null], ["S1", null, "定陶区", 1000.0, 300.0, null, null],
            ],
            SupplyKind.GasAgreement => [["A1", "牡丹区", "某公司", "G7", null, null, null, new DateOnly(2022, 1, 1), new DateOnly(2021, 1, 1)], ["A2", "牡丹区", "某公司", "S1", null, null, null, "soon", new DateOnly(2021, 1, 1)]],
            SupplyKind.Village => [PlanningCity.Village(First, 100, "S8"), PlanningCity.Village("371702999999", 5), [First, 20.0, 35.0, 10, 80.0, 101.0, 60, 90.0, 100.0, "S1", null, null, "maybe"]],
            _ => [],
        });

        var checkedUpload = city.Imports().Check(file, "supply.xlsx", English).Value;
        var answer = city.Imports().Import(checkedUpload.Upload!, English).Value;

        Assert.Equal((1, 0, 0), Sums(answer));
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["supply-date"] = 1, ["supply-dates"] = 1, ["supply-number"] = 3, ["supply-place"] = 2, ["supply-reference"] = 3, ["supply-required"] = 1, ["supply-text"] = 1, ["supply-twice"] = 2, ["supply-upgrade"] = 1,
            }, answer.Codes);
        Assert.Contains(answer.Refusals, r => (r.Code, r.Sheet, r.Row, r.Column) == ("supply-number", "Substations", 3, "D"));
        Assert.All(answer.Refusals, r => Assert.DoesNotContain("supply-", r.Message, StringComparison.Ordinal));
        Assert.Equal("S1", Assert.Single(city.Supply().List(County, "substation", null, 50, English).Value.Lines).Code);

        var book = city.City.File("errors.xlsx");
        File.WriteAllBytes(book, city.Imports().ErrorWorkbook(checkedUpload.Upload!, English).Value);
        var rows = Read(book, "Substations");
        Assert.Equal("Reasons", rows[0][^1]);
        Assert.Equal(["S2", "S3", "S4", "S1", "", "S1"], rows.Skip(1).Select(r => r[0]));
        Assert.All(rows.Skip(1), r => Assert.NotEmpty(r[^1]));
    }

    [Theory, EveryDatabase]
    public async Task Import_ForeignCounty_IsOutOfScopeAndOwnRowsStored(string kind)
    {
        await using var city = PlanningCity.Open(kind);

        var answer = city.Import(city.Book(), city.Person("county", Role.CountyOffice, County));

        Assert.Equal((8, 0, 0), Sums(answer));
        Assert.Equal(["Substations", "Villages"], answer.Refusals.Where(r => r.Code == "outside-scope").Select(r => r.Sheet));
        Assert.Equal(0, city.Number("SELECT COUNT(*) FROM supply_item WHERE county_code = 371703"));
    }

    [Theory, EveryDatabase]
    public async Task Import_CodeThatAnotherCountyHas_IsRefused(string kind)
    {
        await using var city = PlanningCity.OpenSupplied(kind);
        var file = city.Book(k => k == SupplyKind.Substation ? [["S1", null, "定陶区", 5.0, 1.0, null, null]] : []);

        var answer = city.Import(file, city.Person("county", Role.CountyOffice, Other));

        Assert.Equal("supply-elsewhere", Assert.Single(answer.Refusals).Code);
        Assert.Equal("S9", Assert.Single(city.Supply().List(Other, "substation", null, 50, English).Value.Lines).Code);
    }

    [Theory, EveryDatabase]
    public async Task Import_UploadOfSomebodyElse_IsUnknown(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        var upload = city.Imports().Check(city.Book(), "supply.xlsx", English).Value.Upload!;

        Assert.Equal("supply-upload-unknown", city.Imports(city.Person("other")).Import(upload, English).Errors[0].Code);
        Assert.Equal("supply-upload-unknown", city.Imports(city.Person("other")).ErrorWorkbook(upload, English).Errors[0].Code);
        Assert.Equal("supply-upload-unknown", city.Imports().Import("../" + upload, English).Errors[0].Code);
    }

    [Theory, EveryDatabase]
    public async Task Check_Sample_IsUnderstoodWhole(string kind)
    {
        await using var city = PlanningCity.Open(kind);
        var sample = new SupplySample(city.Workplace, city.City.Programmes);
        var path = city.City.File("sample.xlsx");
        File.WriteAllBytes(path, sample.Make(3).Value);

        var answer = city.Imports().Check(path, "sample.xlsx", English).Value;

        Assert.Empty(answer.Refusals);
        Assert.Equal(5040, answer.Counts.Single(c => c.Kind == "village").Imported);
        Assert.Equal(File.ReadAllBytes(path).Length, sample.Make(3).Value.Length);
    }

    private static (int, int, int) Sums(SupplyImportAnswer answer) => (answer.Counts.Sum(c => c.Imported), answer.Counts.Sum(c => c.Updated), answer.Counts.Sum(c => c.Unchanged));

    private static string? Value(SupplyLine line, string field) => line.Values.Single(v => v.Field == field).Text;

    private static List<string[]> Read(string path, string name)
    {
        using var book = WorkbookFile.Open(path);
        using var sheet = book.OpenSheet(book.Sheets.First(s => s.Name == name).Index);
        var rows = new List<string[]>();
        while (sheet.Read())
        {
            rows.Add([.. sheet.Cells.ToArray().Select(c => c.Text ?? "")]);
        }

        return rows;
    }
}
