using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;
using static CleanHeating.Storage.Tests.Planning.PlanningCity;

namespace CleanHeating.Storage.Tests.Planning;

/// <summary>Sheets and cells as people fill them in: the reading is one and the same on every database.</summary>
public sealed class SupplyReadingTests
{
    private static readonly string[] Zone = ["Code", "County", "Peak flow left (m³/h)"];
    private static readonly string[] Village = ["Village code", "Households", "Heated area of a household", "Geothermal"];
    private static readonly string[] Agreement = ["Code", "County", "Enterprise", "Gas zone code", "From", "Until"];

    [Theory, InlineData("x", "supply-no-sheet"), InlineData("\0", "supply-unreadable")]
    public async Task Check_NoSuchWorkbook_IsRefused(string what, string code)
    {
        await using var city = PlanningCity.Open(TestDatabases.Sqlite);
        var path = what == "x" ? Write(city, "Other things", Zone, s => s.Text("1")) : city.City.File("no.xlsx");
        if (what != "x")
        {
            File.WriteAllText(path, "no workbook");
        }

        Assert.Equal(code, city.Imports().Check(path, "no.xlsx", English).Errors[0].Code);
        Assert.False(Directory.Exists(Path.Combine(city.Workplace.Folder, "supply")));
    }

    [Fact]
    public async Task Check_MissingAndUnknownColumns_AreNamedAndTheSheetIsLeft()
    {
        await using var city = PlanningCity.Open(TestDatabases.Sqlite);

        var sheet = Assert.Single(city.Imports().Check(Write(city, "gas zones", ["Code", "Colour", "County"], s => s.Text("G1")), "x.xlsx", English).Value.Sheets);

        Assert.Equal(("gas-zone", "Colour", "peak-flow"), (sheet.Kind, Assert.Single(sheet.Unknown), Assert.Single(sheet.Missing)));
    }

    [Fact]
    public async Task Import_SheetsInChineseWithNumbersAsTextAndCommas_AreRead()
    {
        await using var city = PlanningCity.Open(TestDatabases.Sqlite);
        var chinese = Platform.Texts.TextCatalog.Chinese;
        string Text(string key) => city.Workplace.Texts.Get(key, chinese);
        var file = Write(city, Text("supply.kind.gas-zone"), [Text("supply.field.code"), Text("supply.field.county"), Text("supply.field.peak-flow") + "*"], s => s.Text(" G1 "), s => s.Text("371702"), s => s.Text("1,250.5"));

        Assert.Empty(city.Import(file).Refusals);
        Assert.Equal(1250.5, city.Item("gas-zone", "G1").Limit);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Import_TickedCell_IsKept(bool ticked)
    {
        await using var city = PlanningCity.Open(TestDatabases.Sqlite);
        var file = Write(city, "Villages", Village, s => s.Number(371702001001), s => s.Number(10), s => s.Number(80), s => s.Boolean(ticked));

        Assert.Empty(city.Import(file).Refusals);
        Assert.Equal(ticked ? "是" : "否", city.Item("village", First).Values.Single(v => v.Field == "geothermal").Text);
    }

    [Theory, InlineData(44_348, null), InlineData(99_999_999, "supply-date"), InlineData(-5, "supply-date")]
    public async Task Import_NumberAsDate_IsADayOrRefused(int serial, string? code)
    {
        await using var city = PlanningCity.OpenSupplied(TestDatabases.Sqlite);
        var file = Write(city, "Gas agreements", Agreement, s => s.Text("A2"), s => s.Text("牡丹区"), s => s.Text("某公司"), s => s.Text("G1"), s => s.Number(serial, CellStyle.Date), s => s.Text("2030-1-1"));

        Assert.Equal(code, city.Import(file).Refusals is [var refusal, ..] ? refusal.Code : null);
        if (code is null)
        {
            Assert.Equal("2021-06-01", city.Item("gas-agreement", "A2").Values.Single(v => v.Field == "from").Text);
        }
    }

    private static string Write(PlanningCity city, string name, string[] headings, params Action<XlsxSheetWriter>[] cells)
    {
        var path = city.City.File("written.xlsx");
        using var writer = new XlsxWriter(File.Create(path));
        var sheet = writer.AddSheet(name);
        sheet.BeginRow();
        foreach (var heading in headings)
        {
            sheet.Text(heading);
        }

        sheet.BeginRow();
        foreach (var cell in cells)
        {
            cell(sheet);
        }

        return path;
    }
}
