using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

/// <summary>From supply data to the report: imported, optimised, compared, proposed and approved, scheduled, reported, held up and mended.</summary>
[Collection(Office.Name)]
public sealed class PlanAndBuildJourney(Office office)
{
    private const float PatienceForSolver = 90_000;

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public Task City_FromSupplyToReport_GoesAllTheWay(string language) => office.Journey(visit => Go(visit, (_, _) => Task.CompletedTask), language);

    internal static async Task Go(Visit visit, Func<Visit, string, Task> take)
    {
        await Supply(visit, take);
        await using var county = await visit.Other(visit.Page.Context.Browser!, "county-office");
        var scenario = await Solve(county, Named(visit, "A"));
        await take(county, "scenario");
        await Compare(county, scenario, take);
        await Adopt(visit, county, scenario, take);
        await Schedule(visit, take);
        await Report(county, take);
        await Hindrance(county, take);
        await Registers(visit, take);
    }

    private static string Named(Visit visit, string letter) => visit.Language == "zh" ? $"方案{letter}" : $"Scenario {letter}";

    private static async Task Supply(Visit visit, Func<Visit, string, Task> take)
    {
        await visit.Open("/supply");
        await take(visit, "supply");
        await visit.Button("supply.import").ClickAsync();
        await visit.Drop(visit.City.Supply);
        await visit.Button("supply.bringIn").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("supply.imported", ("file", "supply.xlsx")))).ToBeVisibleAsync();
    }

    private static async Task<string> Solve(Visit visit, string name)
    {
        await visit.Open("/planning");
        await visit.Button("planning.new").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#scenario-name").FillAsync(name);
        if (!await dialog.GetByRole(AriaRole.Checkbox).First.IsCheckedAsync())
        {
            await dialog.Locator(".el-checkbox").First.ClickAsync();
        }

        await visit.Follow(dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("planning.make"), Exact = true }));
        await visit.Choose(visit.Page.Locator(".seconds"), visit.Text("planning.secondsOf", ("seconds", 5)));
        await visit.Button("planning.solve").ClickAsync();
        await Expect(visit.Button("planning.propose")).ToBeVisibleAsync(new() { Timeout = PatienceForSolver });
        await visit.Settled();
        return new Uri(visit.Page.Url).AbsolutePath;
    }

    private static async Task Compare(Visit visit, string first, Func<Visit, string, Task> take)
    {
        await Solve(visit, Named(visit, "B"));
        await visit.Open("/planning");
        await visit.Rows.Nth(0).Locator(".el-checkbox").ClickAsync();
        await visit.Rows.Nth(1).Locator(".el-checkbox").ClickAsync();
        await visit.Follow(visit.Button("planning.compare", ("count", 2)));
        await Expect(visit.Page.Locator("main table").First).ToContainTextAsync(Named(visit, "A"));
        await take(visit, "compare");
        await visit.Open(first);
    }

    // Whoever proposes does not decide: the county proposes, the city approves.
    private static async Task Adopt(Visit visit, Visit county, string scenario, Func<Visit, string, Task> take)
    {
        await county.Open(scenario);
        await county.Follow(county.Button("planning.propose"));
        var plan = new Uri(county.Page.Url).AbsolutePath;
        await Expect(county.Button("planning.acts.approve")).ToHaveCountAsync(0);

        await visit.Open(plan);
        await take(visit, "county-plan");
        await visit.Button("planning.acts.approve").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = visit.Text("planning.acts.approve"), Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("planning.states.approved"), new() { Exact = true })).ToBeVisibleAsync();
        await visit.Open("/planning/leads");
    }

    private static async Task Schedule(Visit visit, Func<Visit, string, Task> take)
    {
        await visit.Open("/construction/schedules");
        await visit.Rows.First.GetByRole(AriaRole.Button).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(visit.Text("construction.schedules.rest"), new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("construction.schedules.make"), Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(visit.Rows.First).ToContainTextAsync(visit.Text("construction.schedules.byPlan"));
        await take(visit, "schedules");
        await visit.Follow(visit.Rows.First.Locator("th a"));
        await take(visit, "week");
        await visit.Open("/construction");
        await Expect(visit.Page.Locator("svg path.fan")).ToBeVisibleAsync();
        await take(visit, "construction");
        await visit.Rows.First.Locator("button.opener").ClickAsync();
        await Expect(visit.Page.Locator("nav.trail")).ToBeVisibleAsync();
        await visit.Settled();
        await visit.Open("/construction/moves");
        await take(visit, "moves");
    }

    private static async Task Report(Visit visit, Func<Visit, string, Task> take)
    {
        await visit.Open("/construction");
        await visit.Rows.First.Locator("button.opener").ClickAsync();
        await visit.Settled();
        var account = await visit.Page.EvaluateAsync<string>("async () => (await (await fetch('/api/v1/account')).json()).regions[0].code");
        var township = await visit.Page.EvaluateAsync<string>(
            "async county => (await (await fetch(`/api/v1/construction?level=township&within=${county}`)).json()).lines[0].code", account);
        await visit.Open($"/construction/reports?region={township}");

        // Each language reports for a village of its own: the other's figures of today would be corrected.
        var row = visit.Rows.Nth(visit.Language == "zh" ? 0 : 1);
        var built = await row.Locator("td").Nth(1).InnerTextAsync();
        var begun = int.Parse(built.Split('/')[0].Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        await row.Locator("input").Nth(0).FillAsync((begun + 5).ToString(CultureInfo.InvariantCulture));
        await row.Locator("input").Nth(1).FillAsync((begun + 4).ToString(CultureInfo.InvariantCulture));
        await row.Locator("input").Nth(2).FillAsync("3");
        await row.Locator("input").Nth(2).PressAsync("Tab");
        await take(visit, "village-reports");
        await visit.Button("construction.reports.save", ("n", 1)).ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("construction.reports.done", ("n", 1)))).ToBeVisibleAsync();

        // A lower figure is a correction, and asks why.
        visit.Expect(422);
        await row.Locator("input").Nth(1).FillAsync("0");
        await row.Locator("input").Nth(1).PressAsync("Tab");
        await visit.Button("construction.reports.save", ("n", 1)).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visit.Page.GetByLabel(visit.Text("construction.reports.reason")).FillAsync("miscounted");
        await visit.Button("construction.reports.save", ("n", 1)).ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("construction.reports.done", ("n", 1)))).ToBeVisibleAsync();
    }

    private static async Task Hindrance(Visit visit, Func<Visit, string, Task> take)
    {
        await visit.Open("/construction/hindrances");
        await take(visit, "hindrances");
        await visit.Rows.First.GetByRole(AriaRole.Button, new() { Name = visit.Text("construction.hindrances.acts.resolve"), Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(visit.Text("reason.label")).FillAsync("cleared " + visit.Language);
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("construction.hindrances.acts.resolve"), Exact = true }).ClickAsync();
        await visit.Button("construction.hindrances.states.resolved").ClickAsync();
        await Expect(visit.Page.Locator("main table")).ToContainTextAsync("cleared " + visit.Language);
    }

    private static async Task Registers(Visit visit, Func<Visit, string, Task> take)
    {
        await visit.Open("/projects");
        await take(visit, "projects");
        await visit.Follow(visit.Rows.First.Locator("th a"));
        await Papers(visit);
        await take(visit, "project");
        await visit.Open("/enterprises");
        await visit.Follow(visit.Rows.First.Locator("th a"));
        await take(visit, "enterprise");
        await visit.Open("/equipment");
        await take(visit, "equipment");
        await visit.Open("/projects/leads");
        await Expect(visit.Rows.First).ToBeVisibleAsync();
    }

    // A scan is added, read back as it was, taken out with a reason, and still stands there.
    private static async Task Papers(Visit visit)
    {
        var (name, scan) = ($"scan-{visit.Language}.pdf", System.Text.Encoding.ASCII.GetBytes("%PDF-1.7 " + visit.Language));
        await visit.Page.GetByLabel(visit.Text("deliveryFiles.add"), new() { Exact = true }).And(visit.Page.Locator("input")).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = scan });
        var row = visit.Page.Locator("tr", new() { HasText = name }).First;
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync());
        Assert.Equal(scan, await File.ReadAllBytesAsync(await download.PathAsync()));
        await row.GetByRole(AriaRole.Button, new() { Name = visit.Text("deliveryFiles.remove"), Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(visit.Text("reason.label")).FillAsync("wrong page");
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("deliveryFiles.remove"), Exact = true }).ClickAsync();
        await Expect(row).ToContainTextAsync("wrong page");
    }
}
