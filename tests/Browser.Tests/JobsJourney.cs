using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class JobsJourney(Office office)
{
    private const int Households = 300;

    [Fact]
    public Task Schedule_RunNowAndChanged_ShowsItsResultAndItsNextTime() => office.Journey(async visit =>
    {
        await visit.Open("/schedules");
        var report = Row(visit, "weekly-report");
        await Run(visit, report);
        await Expect(report.Locator(".chip.good")).ToBeVisibleAsync();

        // The job has an address of its own, with its file.
        await visit.Follow(report.Locator("td a"));
        await Expect(visit.Page.GetByText(visit.Text("jobs.fileKept"))).ToBeVisibleAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button("jobs.fetch").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);

        await visit.Open("/schedules");
        var reminders = Row(visit, "deadline-reminders");
        await reminders.GetByRole(AriaRole.Button, new() { Name = visit.Text("schedules.change"), Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = visit.Text("schedules.ways.weekly") }).ClickAsync();
        await visit.Choose(dialog.GetByRole(AriaRole.Combobox), visit.Text("schedules.days.FRI"));
        await dialog.Locator("input[type=time]").FillAsync("08:30");
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("schedules.save") }).ClickAsync();
        await Expect(reminders).ToContainTextAsync(visit.Text("schedules.said.weekly", ("day", visit.Text("schedules.days.FRI")), ("time", "08:30")));

        // What the clock can't read is refused in the dialog, and nothing is lost.
        visit.Expect(422);
        await reminders.GetByRole(AriaRole.Button, new() { Name = visit.Text("schedules.change"), Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = visit.Text("schedules.ways.custom") }).ClickAsync();
        await dialog.GetByLabel(visit.Text("schedules.cron")).FillAsync("every day");
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("schedules.save") }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("every day");
    });

    [Fact]
    public Task Sweep_Begun_IsAmongTheJobsWithItsResult() => office.Journey(async visit =>
    {
        await visit.Open("/leads");
        await visit.Button("leads.sweep").ClickAsync();
        await Expect(visit.Button("leads.sweep")).ToBeEnabledAsync();

        await visit.Open("/jobs?kind=leads-sweep");
        await Expect(visit.Rows.First.Locator(".chip")).ToHaveTextAsync(visit.Text("jobs.state.done"));
        await visit.Follow(visit.Rows.First.Locator("th a"));
        await Expect(visit.Page.GetByText(visit.Text("jobs.openResult"))).ToBeVisibleAsync();
    });

    [Fact]
    public async Task Deadlines_ThatArePast_RingTheBellUntilTheyAreRead()
    {
        using var city = new ServedCity(InventedCity.HezeFolder, Households);
        await office.Journey(
            city,
            async visit =>
            {
                await visit.Open("/schedules");
                await Run(visit, Row(visit, "deadline-reminders"));
                await Expect(Row(visit, "deadline-reminders").Locator(".chip.good")).ToBeVisibleAsync();

                await visit.Open("/ledger");
                await visit.Button("notices.unread", ("n", 2)).ClickAsync();
                var notices = visit.Page.Locator(".notices li");
                await Expect(notices).ToHaveCountAsync(2);
                await notices.Filter(new() { HasText = "2021-09-30" }).GetByRole(AriaRole.Button).ClickAsync();
                await visit.Page.WaitForURLAsync(city.Root.ToString());
                await visit.Button("notices.unread", ("n", 1)).ClickAsync();
                await visit.Button("notices.readAll").ClickAsync();
                await Expect(visit.Button("notices.title")).ToBeVisibleAsync();
            },
            "zh", Visit.CityOffice, nameof(Deadlines_ThatArePast_RingTheBellUntilTheyAreRead));
    }

    private static ILocator Row(Visit visit, string kind) => visit.Page.Locator("tr", new() { HasText = visit.Text($"schedules.about.{kind}") });

    private static Task Run(Visit visit, ILocator row) => row.GetByRole(AriaRole.Button, new() { Name = visit.Text("schedules.run"), Exact = true }).ClickAsync();
}
