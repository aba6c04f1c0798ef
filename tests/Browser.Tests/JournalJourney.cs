using System.Security.Cryptography;
using CleanHeating.Platform.Workbooks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class JournalJourney(Office office)
{
    private const string Purpose = "核对补贴账户三号单";

    [Fact]
    public Task Numbers_RevealedForAPurpose_AreHiddenAgainAndStandInTheJournal() => office.Journey(
        async visit =>
        {
            await visit.Page.Clock.InstallAsync();
            await visit.Open("/ledger");
            await visit.Follow(visit.Rows.First.Locator("a").First);
            var household = visit.Page.Url;
            await visit.Button("reveal.ask").ClickAsync();
            await Expect(visit.Button("reveal.show")).ToBeDisabledAsync();
            await visit.Field("reveal.purpose").FillAsync(Purpose);
            await visit.Page.Keyboard.PressAsync("Enter");

            var numbers = visit.Page.Locator(".numbers dd");
            await Expect(numbers.First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{17}[\dX]$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
            await Expect(visit.Page.GetByText(visit.Text("reveal.today", ("n", "#")).Split('#')[0])).ToBeVisibleAsync();
            await visit.Page.Clock.FastForwardAsync("01:01");
            await Expect(numbers).ToHaveCountAsync(0);

            // The journal has who, when, which household and what for; the way back to the household too.
            await visit.Open("/journal");
            var row = visit.Page.Locator("tr", new() { HasText = Purpose });
            await row.GetByRole(AriaRole.Button, new() { Name = visit.Text("journal.details") }).ClickAsync();
            await Expect(visit.Page.Locator(".details a")).ToHaveAttributeAsync("href", new Uri(household).AbsolutePath);

            // One click on the name: this person's day.
            await row.GetByRole(AriaRole.Button, new() { Name = "demo-county-office" }).ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = visit.Text("journal.views.day"), Pressed = true })).ToBeVisibleAsync();
            await Expect(visit.Page.Locator("tr", new() { HasText = Purpose })).ToHaveCountAsync(1);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = visit.Text("journal.before.day") }).ClickAsync();
            await Expect(visit.Page.GetByText(visit.Text("journal.noMatch"))).ToBeVisibleAsync();
        },
        role: "county-office");

    [Fact]
    public Task Ledger_Exported_IsKnownAgainByItsFingerprint() => office.Journey(async visit =>
    {
        await visit.Open("/ledger?stage=failed");
        var rows = await visit.Rows.CountAsync();
        await visit.Button("ledger.export").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(visit.Text("exporting.watermark")).ClickAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("exporting.take") }).ClickAsync());
        var file = visit.City.File("taken.xlsx");
        await download.SaveAsAsync(file);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));

        await visit.Open("/exports");
        var line = visit.Rows.First;
        await Expect(line).ToContainTextAsync(visit.Text("exports.marked"));
        await Expect(line).ToContainTextAsync(visit.Text("stageCode.failed"));
        Assert.Equal(rows, await Visit.Figure(line.Locator("td.num").First));
        await line.Locator("button").ClickAsync();

        await Expect(visit.Page.Locator(".details")).ToContainTextAsync(hash);
        using var workbook = WorkbookFile.Open(file);
        Assert.Single(workbook.Sheets);
    });

    [Fact]
    public Task SecurityOfficer_SeesWhoDidWhatButNoValues_AndVerifies() => office.Journey(
        async visit =>
        {
            await visit.Open("/");
            await visit.Arrive("/journal");
            await Expect(visit.Link("ledger.title")).ToHaveCountAsync(0);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = visit.Text("journal.views.week") }).ClickAsync();
            await visit.Choose(visit.Page.Locator(".filters .el-select"), "河东区");
            await visit.Settled();
            await Expect(visit.Page.Locator("tr", new() { HasText = visit.Text("journal.processes.ledger-import") }).First).ToBeVisibleAsync();

            await visit.Open("/verify");
            await visit.Button("system.verifyAct").ClickAsync();

            await Expect(visit.Page.GetByText(visit.Text("system.sound"))).ToBeVisibleAsync();
        },
        role: "security-officer");

    [Fact]
    public Task Journal_Exported_IsAWorkbook() => office.Journey(
        async visit =>
        {
            await visit.Open("/journal");

            var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button("journal.export").ClickAsync());

            var file = visit.City.File("journal.xlsx");
            await download.SaveAsAsync(file);
            using var workbook = WorkbookFile.Open(file);
            using var sheet = workbook.OpenSheet(0);
            Assert.True(sheet.Read());
            Assert.True(sheet.Read());
        },
        role: "audit");
}
