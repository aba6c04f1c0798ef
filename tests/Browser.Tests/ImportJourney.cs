using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class ImportJourney(Office office)
{
    private const string Rooms = "改造房间数";
    private const int FirstNumber = 15_001;

    [Fact]
    public Task Ledger_WithFaults_IsCheckedImportedCorrectedAndImportedAgain() => office.Journey(async visit =>
    {
        var rows = Enumerable.Range(FirstNumber, 6).Select(n => LedgerBook.Row(n)).ToList();
        rows[1][Rooms] = 1;
        rows[4][Rooms] = 2;
        await visit.Open("/imports");
        await visit.Drop(LedgerBook.Write(visit.City.File("河东区台账.xlsx"), rows));

        // Understood: whose ledger, which columns. Nothing is stored.
        await visit.Page.WaitForURLAsync("**/imports/*");
        await Expect(visit.Page.Locator("summary")).ToContainTextAsync("河东区");
        await visit.Button("imports.check").ClickAsync();

        // Problems by code, each with its cell.
        await Expect(visit.Button("imports.start", ("n", 4))).ToBeEnabledAsync();
        await Expect(visit.Page.Locator(".codes button", new() { HasText = "房间数不足" })).ToContainTextAsync("2");
        await Expect(visit.Page.Locator("th.cell")).ToHaveTextAsync(["I4", "I7"]);

        await visit.Button("imports.start", ("n", 4)).ClickAsync();
        await Expect(visit.Link("imports.seeLedger").Or(visit.Button("imports.seeLedger"))).ToBeVisibleAsync();
        var first = visit.Page.Url;
        var book = visit.City.File("returned.xlsx");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("main ul .el-button", new() { HasText = ".xlsx" }).ClickAsync());
        await download.SaveAsAsync(book);

        await visit.Open("/imports");
        await visit.Drop(Correct(book, visit.City.File("corrected.xlsx")));
        await visit.Button("imports.check").ClickAsync();
        await visit.Button("imports.start", ("n", 2)).ClickAsync();
        await Expect(visit.Link("imports.seeLedger").Or(visit.Button("imports.seeLedger"))).ToBeVisibleAsync();
        Assert.NotEqual(first, visit.Page.Url);
        await Expect(visit.Page.Locator("th.cell")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task File_NoWorkbook_SaysWhyAndWhatToDo() => office.Journey(async visit =>
    {
        var file = visit.City.File("notes.xlsx");
        await File.WriteAllTextAsync(file, "not a workbook", TestContext.Current.CancellationToken);
        await visit.Open("/imports");

        await visit.Drop(file);

        await visit.Page.WaitForURLAsync("**/imports/*");
        await Expect(visit.Page.GetByText(visit.Text("imports.unreadable"), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(visit.Text("imports.sayNothing"))).ToBeVisibleAsync();
        await Expect(visit.Button("imports.check")).ToBeDisabledAsync();
        await visit.Button("imports.discard").ClickAsync();
        await visit.Page.Locator(".el-popconfirm .el-button--primary").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/imports$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    });

    /// <summary>The returned workbook as a clerk corrects it: the marked cells changed, everything else as it came.</summary>
    private static string Correct(string book, string to)
    {
        using var workbook = WorkbookFile.Open(book);
        using var sheet = workbook.OpenSheet(0);
        using var writer = new XlsxWriter(File.Create(to));
        var copy = writer.AddSheet(workbook.Sheets[0].Name);
        var rooms = -1;
        while (sheet.Read())
        {
            copy.BeginRow();
            for (var column = 0; column < sheet.Cells.Length; column++)
            {
                var cell = sheet.Cells[column];
                if (cell.Text == Rooms)
                {
                    rooms = column;
                }

                if (column == rooms && cell.Kind == CellKind.Number)
                {
                    copy.Number(4L);
                }
                else
                {
                    copy.Copy(cell);
                }
            }
        }

        return to;
    }
}
