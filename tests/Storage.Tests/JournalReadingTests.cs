using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Kernel;
using CleanHeating.Ledger.ExportLedger;
using CleanHeating.Ledger.ListHouseholds;
using CleanHeating.Ledger.RevealHousehold;
using CleanHeating.Ledger.VerifyLedger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Exports;
using CleanHeating.Platform.Journal.ReadJournal;
using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;

namespace CleanHeating.Storage.Tests;

/// <summary>The journal as a person's day and a county's week; looks at personal numbers and files taken away stand in it.</summary>
public sealed class JournalReadingTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly Scope East = Scope.OfRegions([RegionCode.From(980101000000)]);

    [Theory, EveryDatabase]
    public void Reveal_WithPurpose_ShowsNumbersAndIsRecordedAndCounted(string kind)
    {
        using var city = City(kind);
        var li = By(city, "li", Role.CountyOffice, East);
        var id = First(city);

        var first = new RevealHandler(li, city.Programmes).Reveal(id, "核对一卡通").Value;
        var second = new RevealHandler(li, city.Programmes).Reveal(id, "核对一卡通").Value;

        Assert.Equal((LedgerBook.Identity(1), "13900000001", LedgerBook.Account(1)), (first.Identity, first.Phone, first.Account));
        Assert.Equal((1, 2), (first.RevealedToday, second.RevealedToday));
        var entry = new JournalBook(city.Workplace).Read(new JournalRequest { Actor = "li" }).Value.Entries[0];
        Assert.Equal(("looked-at", "核对一卡通", 980101, id), (entry.Action, entry.Reason, entry.County, entry.FirstKey));
        Assert.DoesNotContain(LedgerBook.Identity(1), entry.Detail!, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public void Reveal_NoPurposeOrForeignHousehold_IsRefusedAndWritesNothing(string kind)
    {
        using var city = City(kind);
        var west = By(city, "wang", Role.CountyOffice, Scope.OfRegions([RegionCode.From(980103000000)]));

        Assert.Equal("purpose-missing", new RevealHandler(city.Workplace, city.Programmes).Reveal(First(city), "  x ").Errors[0].Code);
        Assert.Equal("household-unknown", new RevealHandler(west, city.Programmes).Reveal(First(city), "some purpose").Errors[0].Code);
        Assert.DoesNotContain(new JournalBook(city.Workplace).Read(new JournalRequest()).Value.Entries, e => e.Action == "looked-at");
    }

    [Theory, EveryDatabase]
    public void Export_Taken_IsRecordedWithFilterRowsColumnsAndHash(string kind)
    {
        using var city = City(kind);
        var path = city.File("out.xlsx");

        new ExportHandler(By(city, "li", Role.CountyOffice, East), city.Programmes).Run(path, new ListRequest { Stage = "passed", Watermark = true }, English, "li");

        var entry = Assert.Single(new JournalBook(city.Workplace).Read(new JournalRequest { Action = ExportRecord.Exported }).Value.Entries);
        var record = System.Text.Json.JsonSerializer.Deserialize<ExportRecord>(entry.Detail!, Platform.Journal.JournalJson.Options)!;
        Assert.Equal(("li", 980101, 2L), (entry.Actor, entry.County, record.Rows));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), record.Sha256);
        Assert.Equal("passed", record.Filter.GetProperty("stage").GetString());
        Assert.Contains("identity", record.Columns);
        Assert.Contains(entry.ProcessId, record.Watermark!, StringComparison.Ordinal);
        using var zip = System.IO.Compression.ZipFile.OpenRead(path);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(record.Watermark!, sheet.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public void Read_ByScope_ShowsOwnCountiesWhole(string kind)
    {
        using var city = City(kind);
        List<int> Counties(Role role, Scope scope, int? county = null) =>
            [.. new JournalBook(By(city, "li", role, scope)).Read(new JournalRequest { County = county, Limit = 200 }).Value.Entries.Select(e => e.County).Distinct().Order()];

        Assert.Equal([0, 980100, 980101, 980102, 980103], Counties(Role.CityOffice, Scope.All));
        Assert.Equal([980101], Counties(Role.CountyOffice, East));
        Assert.Empty(Counties(Role.CountyOffice, East, 980103));
        Assert.Empty(Counties(Role.CountyOffice, East, 0));
        Assert.Empty(Counties(Role.Township, Scope.OfRegions([RegionCode.From(980101001000)])));
        Assert.Equal([0, 980100, 980101, 980102, 980103], Counties(Role.SecurityOfficer, Scope.Nothing));
    }

    [Theory, EveryDatabase]
    public void Read_SecurityOfficer_SeesWhatChangedButNoValues(string kind)
    {
        using var city = City(kind);
        var changed = LedgerBook.Row(1);
        changed["户主姓名"] = "李四";
        city.Import(LedgerBook.Write(city.File("b.xlsx"), [changed]));
        JournalLine Updated(Role role, Scope scope) => new JournalBook(By(city, "x", role, scope)).Read(new JournalRequest { Action = "updated" }).Value.Entries.First(e => e.Target == "household");

        Assert.Contains(new JournalChange("head", "张三", "李四"), Updated(Role.Audit, Scope.All).Changes);
        Assert.Contains(new JournalChange("head", null, null), Updated(Role.SecurityOfficer, Scope.Nothing).Changes);
        Assert.DoesNotContain("李四", System.Text.Json.JsonSerializer.Serialize(Updated(Role.SecurityOfficer, Scope.Nothing)), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public void Read_AllPages_ShowEachEntryOnceNewestFirst(string kind)
    {
        using var city = City(kind);
        var book = new JournalBook(city.Workplace);
        var all = book.Read(new JournalRequest { Limit = 200 }).Value.Entries;
        var seen = new List<JournalLine>();
        string? cursor = null;
        do
        {
            var page = book.Read(new JournalRequest { Cursor = cursor, Limit = 2 }).Value;
            seen.AddRange(page.Entries);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.True(all.Count > 4);
        Assert.Equal(all.Select(e => (e.County, e.Number)), seen.Select(e => (e.County, e.Number)));
        Assert.Equal(seen.Select(e => e.At).OrderDescending(), seen.Select(e => e.At));
    }

    [Theory, EveryDatabase]
    public void Export_OfTheJournal_HoldsEveryEntryAndIsItselfRecorded(string kind)
    {
        using var city = City(kind);
        var book = new JournalBook(city.Workplace);
        var before = book.Read(new JournalRequest { Limit = 200 }).Value.Entries.Count;

        var rows = new JournalExport(city.Workplace, book).Run(city.File("journal.xlsx"), new JournalRequest(), English);

        using var workbook = WorkbookFile.Open(city.File("journal.xlsx"));
        using var sheet = workbook.OpenSheet(0);
        var read = 0;
        while (sheet.Read())
        {
            read++;
        }

        Assert.Equal((before, before + 1), ((int)rows, read));
        Assert.Equal("journal_entry", book.Read(new JournalRequest { Action = ExportRecord.Exported }).Value.Entries[0].Target);
        Assert.True(new LedgerVerifier(city.Workplace.Database, city.Workplace.Keys).Run(TestContext.Current.CancellationToken).Ok);
    }

    private static string First(InventedCity city) => new ListHouseholdsHandler(city.Workplace, city.Programmes).List(new ListRequest(), English).Value.Rows[0].Id;

    private static Workplace By(InventedCity city, string actor, Role role, Scope scope) => city.Workplace.As(new Caller(actor, role, scope));

    private static InventedCity City(string kind)
    {
        var city = InventedCity.Open(kind);
        city.Import(
            LedgerBook.Write(city.File("e.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2, village: "后寨村委会村民委员会")]),
            LedgerBook.Write(city.File("w.xlsx"), [LedgerBook.Row(3, "山前乡", "石门村委会")], "填报单位：西山县"));
        return city;
    }
}
