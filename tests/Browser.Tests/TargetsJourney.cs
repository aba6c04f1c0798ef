using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class TargetsJourney(Office office)
{
    private const string County = "980101000000";
    private const int Target = 700, Moved = 5;

    [Fact]
    public Task Target_HandedDownByProposalThenTransferred_StaysInBalance() => office.Journey(async visit =>
    {
        await visit.Open($"/targets?region={County}");
        await Expect(visit.Page.GetByText(visit.Text("targets.notHanded"), new() { Exact = true })).ToBeVisibleAsync();

        await visit.Button("targets.handDown").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(Confirm(dialog, visit, "targets.handDown")).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("targets.propose"), Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".live")).ToContainTextAsync($"{visit.Text("targets.restReserve")} 0");
        await dialog.GetByLabel(visit.Text("targets.reason")).FillAsync("会议纪要第3号");
        await Confirm(dialog, visit, "targets.handDown").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        var before = await Amounts(visit);
        Assert.Equal(Target, before.Sum());
        await Expect(Balanced(visit)).ToBeVisibleAsync();

        await visit.Button("targets.transfer").ClickAsync();
        var names = await visit.Rows.Locator("th").AllInnerTextsAsync();
        await visit.Choose(dialog.Locator(".el-select").Nth(0), names[0]);
        await visit.Choose(dialog.Locator(".el-select").Nth(1), names[1]);
        await dialog.GetByLabel(visit.Text("targets.howMuch", ("unit", visit.Text("unit.households")))).FillAsync("5");
        await Expect(Confirm(dialog, visit, "targets.transfer")).ToBeDisabledAsync();
        await dialog.GetByLabel(visit.Text("targets.reason")).FillAsync("群众意愿变化");
        await Confirm(dialog, visit, "targets.transfer").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        Assert.Equal([before[0] - Moved, before[1] + Moved, .. before.Skip(2)], await Amounts(visit));
        await Expect(Balanced(visit)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(visit.Text("targets.because", ("reason", "群众意愿变化")))).ToBeVisibleAsync();
    });

    private static ILocator Confirm(ILocator dialog, Visit visit, string key) => dialog.Locator("footer").GetByRole(AriaRole.Button, new() { Name = visit.Text(key), Exact = true });

    private static ILocator Balanced(Visit visit) => visit.Page.GetByText(visit.Text("targets.balanced"), new() { Exact = true });

    private static async Task<List<int>> Amounts(Visit visit)
    {
        var amounts = new List<int>();
        foreach (var row in await visit.Rows.AllAsync())
        {
            amounts.Add(await Visit.Figure(row.Locator("td").First));
        }

        return amounts;
    }
}
