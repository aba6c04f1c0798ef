using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class LanguageAndKeyboardJourney(Office office)
{
    private const int MostTabs = 40;

    [Fact]
    public Task Language_Switched_IsKept() => office.Journey(async visit =>
    {
        await visit.Open("/");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Progress overview");
        await visit.Page.ReloadAsync();
        await visit.Settled();

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Progress overview");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    });

    [Fact]
    public Task Columns_Chosen_AreKept() => office.Journey(async visit =>
    {
        await visit.Open("/ledger");
        var heads = visit.Page.Locator("thead th");
        var before = await heads.CountAsync();

        await visit.Button("ledger.columns").ClickAsync();
        await visit.Page.Locator(".choices .el-checkbox", new() { HasText = "实施企业" }).ClickAsync();
        await Expect(heads).ToHaveCountAsync(before + 1);
        await visit.Page.ReloadAsync();
        await visit.Settled();

        await Expect(heads).ToHaveCountAsync(before + 1);
        await visit.Button("ledger.columns").ClickAsync();
        await visit.Button("ledger.columnsReset").ClickAsync();
        await Expect(heads).ToHaveCountAsync(before);
    });

    [Fact]
    public Task Keyboard_Alone_ReachesTheMainActions() => office.Journey(async visit =>
    {
        var keyboard = visit.Page.Keyboard;
        await visit.Open("/");
        await keyboard.PressAsync("Tab");
        Assert.Equal(visit.Text("nav.skip"), await Focused(visit));
        await keyboard.PressAsync("Enter");
        await TabTo(visit, visit.Text("act.print"));
        await TabTo(visit, visit.Text("overview.fullScreen"));

        await visit.Open("/imports");
        await TabTo(visit, visit.Text("imports.drop"));
        // The browser's own window for files can't be seen from here; that it is asked for can.
        await visit.Page.EvaluateAsync("document.querySelector('input[type=file]').addEventListener('click', click => { click.preventDefault(); window.isAsked = true })");
        await keyboard.PressAsync("Enter");
        await visit.Page.WaitForFunctionAsync("window.isAsked");

        await visit.Open("/ledger");
        await visit.Field("ledger.search").FocusAsync();
        await keyboard.TypeAsync("张");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("search=", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

        await visit.Open("/targets?region=980103000000");
        await TabTo(visit, visit.Text("targets.handDown"));
        await keyboard.PressAsync("Enter");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    });

    private static async Task TabTo(Visit visit, string name)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if ((await Focused(visit)).StartsWith(name, StringComparison.Ordinal))
            {
                var ring = await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
                Assert.NotEqual("none", ring);
                return;
            }
        }

        Assert.Fail($"'{name}' was not reached in {MostTabs} steps on {visit.Page.Url}.");
    }

    private static Task<string> Focused(Visit visit) =>
        visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()");
}
