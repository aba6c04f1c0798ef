using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class OverviewJourney(Office office)
{
    [Fact]
    public Task Figures_FromCityToHousehold_EachOpensWhatIsBehindIt() => office.Journey(async visit =>
    {
        await visit.Open("/");
        var county = visit.Rows.First;
        await visit.Follow(county.Locator("th a"));
        var figure = visit.Rows.First.Locator("a[href*='stage=completed']");
        var completed = await Visit.Figure(figure);
        var township = await visit.Rows.First.Locator("th").InnerTextAsync();

        await visit.Follow(figure);
        await Expect(visit.Page.GetByRole(AriaRole.Status).First).ToHaveTextAsync(visit.Text("ledger.total", ("n", completed)));
        foreach (var row in await visit.Rows.AllAsync())
        {
            Assert.Contains(township, await row.InnerTextAsync(), StringComparison.Ordinal);
        }

        var list = visit.Page.Url;
        var name = visit.Rows.First.Locator("a");
        var head = await name.InnerTextAsync();
        await visit.Follow(name);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(head);
        var timeline = visit.Page.Locator("section", new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = visit.Text("household.timeline"), Exact = true }) });
        // Started, completed, and opened by the import: a completed household has at least these.
        Assert.True(await timeline.Locator("ol > li").CountAsync() >= 3);

        await visit.Link("household.back").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(list);
    });

    [Fact]
    public Task Deadline_WhatIsMissing_OpensTheHouseholdsNotThereYet() => office.Journey(async visit =>
    {
        await visit.Open("/");
        var link = visit.Page.Locator(".milestones a").First;
        var open = new string([.. (await link.InnerTextAsync()).Where(char.IsAsciiDigit)]);

        await visit.Follow(link);

        var total = await visit.Page.GetByRole(AriaRole.Status).First.InnerTextAsync();
        Assert.Equal(open, new string([.. total.Where(char.IsAsciiDigit)]));
    });

    [Fact]
    public Task Ledger_FilteredSortedAndTurned_ShowsTheNextRows() => office.Journey(async visit =>
    {
        await visit.Open("/ledger");
        await visit.Page.Locator(".filters .stage").ClickAsync();
        await visit.Follow(visit.Page.GetByRole(AriaRole.Option, new() { Name = visit.Text("stageCode.passed"), Exact = true }));
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Follow(visit.Page.Locator("thead button", new() { HasText = "已拨付" }));
        var first = await visit.Rows.First.Locator("a").GetAttributeAsync("href");
        Assert.Equal(50, await visit.Rows.CountAsync());

        await visit.Follow(visit.Button("act.next"));
        await Expect(visit.Page.Locator(".pager")).ToContainTextAsync(visit.Text("ledger.range", ("first", 51), ("last", 100)));
        Assert.NotEqual(first, await visit.Rows.First.Locator("a").GetAttributeAsync("href"));

        await visit.Follow(visit.Button("act.previous"));
        Assert.Equal(first, await visit.Rows.First.Locator("a").GetAttributeAsync("href"));
    });
}
