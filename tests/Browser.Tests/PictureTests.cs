using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

/// <summary>
/// The pictures of the guides. The steps to each are gone in every run, in Chinese; with CLEANHEATING_WRITE_PICTURES set they are gone in
/// both languages in a city of the programme's full size, and the pictures in docs/pictures are written anew.
/// </summary>
[Collection(Office.Name)]
public sealed class PictureTests(Office office)
{
    private const string Variable = "CLEANHEATING_WRITE_PICTURES";
    private const int FullSize = 105_000;
    private const float PatienceForVerify = 60_000;
    private static readonly bool Writing = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    [Fact]
    public async Task Pictures_OfTheGuides_CanBeTaken()
    {
        var own = Writing ? new ServedCity(InventedCity.HezeFolder, FullSize) : null;
        using (own)
        {
            var outlines = Writing ? SharedData.Require("counties-3717.geojson") : null;
            foreach (var language in (string[])(Writing ? ["zh", "en"] : ["zh"]))
            {
                await office.Journey(own ?? office.City, visit => TakeAll(visit, language, outlines), language, Visit.CityOffice, nameof(Pictures_OfTheGuides_CanBeTaken));
                await Field(office, own ?? office.City, language);
            }
        }
    }

    private static async Task TakeAll(Visit visit, string language, string? outlines)
    {
        var page = visit.Page;
        Task Take(string name) => Picture(page, $"{language}-{name}");

        if (outlines is not null)
        {
            await visit.Open("/map");
            await page.Locator("input[type=file]").SetInputFilesAsync(outlines);
            await Expect(visit.Link("map.see")).ToBeVisibleAsync();
            await Take("map");
        }

        await visit.Open("/");
        await Take("overview");
        await visit.Follow(visit.Rows.First.Locator("th a"));
        await Take("progress");
        await visit.Open("/ledger?stage=failed");
        await Take("ledger");
        await visit.Follow(visit.Rows.First.Locator("a"));
        await Take("household");
        await visit.Open("/leads");
        await Take("leads");
        await visit.Open("/responsibility");
        await Take("responsibility");
        await visit.Open("/targets");
        await visit.Follow(visit.Rows.Last.Locator("th a"));
        await visit.Button("targets.handDown").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("targets.propose"), Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".live")).ToContainTextAsync($"{visit.Text("targets.restReserve")} 0");
        await Take("hand-down");
        await Import(visit, Take);
        await Trust(visit, language, Take);
        await Money(visit, Take);
        if (Writing)
        {
            // In a usual run that journey is a test of its own.
            await PlanAndBuildJourney.Go(visit, (seen, name) => Picture(seen.Page, $"{language}-{name}"));
        }
    }

    /// <summary>Two people at one household: whoever saves later sees both sides.</summary>
    private static async Task Conflict(Visit visit, Func<string, Task> take)
    {
        visit.Expect(409);
        await visit.Open("/ledger?stage=completed");
        await visit.Follow(visit.Rows.First.Locator("a").First);
        var household = new Uri(visit.Page.Url).AbsolutePath;
        await using var other = await visit.Other(visit.Page.Context.Browser!, Visit.CityOffice);
        await other.Open(household);
        var late = await CorrectionJourney.Typing(visit, ("field.brand", "HR-30"), ("field.model", "KFR-36"));
        var early = await CorrectionJourney.Typing(other, ("field.brand", "HR-28" + visit.Language));
        await early.Locator("footer .el-button--primary").ClickAsync();
        await Expect(early).ToBeHiddenAsync();
        await late.Locator("footer .el-button--primary").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog, new() { Name = visit.Text("conflict.title") })).ToBeVisibleAsync();
        await take("conflict");
    }

    /// <summary>Acceptance on the desk and in the field, and the money that follows it.</summary>
    private static async Task Money(Visit visit, Func<string, Task> take)
    {
        var page = visit.Page;
        await visit.BecomeAsync("county-office");
        await visit.Open("/acceptance");
        await take("acceptance");
        await visit.Open("/acceptance/batches");
        await visit.Follow(visit.Rows.First.Locator("a"));
        await take("batch");
        await visit.Open("/acceptance/rectifications");
        await take("rectifications");
        await visit.Open("/funds/rights?state=open");
        await visit.Follow(visit.Rows.First.Locator("a"));
        await take("why");
        await visit.Open("/payments");
        if (await visit.Rows.CountAsync() == 0)
        {
            await visit.Button("funds.payments.propose").ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = visit.Text("funds.payments.propose"), Exact = true }).ClickAsync();
            await visit.Follow(dialog.Locator("ul a").First);
        }
        else
        {
            await visit.Follow(visit.Rows.First.Locator("a"));
        }

        await take("payment");
        await visit.BecomeAsync("finance");
        await visit.Open("/funds");
        await take("funds");
        await visit.BecomeAsync(Visit.CityOffice);
        await visit.Open("/funds/parameters");
        await page.GetByLabel(visit.Text("funds.parameters.value")).FillAsync("1000");
        await visit.Button("funds.parameters.reckon").ClickAsync();
        await Expect(page.GetByText(visit.Text("funds.parameters.households"), new() { Exact = true })).ToBeVisibleAsync();
        await take("what-if");
    }

    /// <summary>The inspector's phone with the day that the demonstration laid out.</summary>
    private static async Task Field(Office office, ServedCity city, string language)
    {
        await using var phone = await Phone.Begin(office.Browser, city, "inspector", language);
        await phone.Prepare();
        await Picture(phone.Page, $"{language}-field-list");
        await phone.Page.Locator("a.item").First.ClickAsync();
        await Expect(phone.Page.Locator("form")).ToBeVisibleAsync();
        await phone.Page.Locator(".check").Nth(1).ScrollIntoViewIfNeededAsync();
        await Picture(phone.Page, $"{language}-field-inspect");
    }

    /// <summary>Sign-in, accounts, a look at full numbers, and what is written down of it all.</summary>
    private static async Task Trust(Visit visit, string language, Func<string, Task> take)
    {
        var page = visit.Page;
        await visit.BecomeAsync("system-administrator");
        await visit.Open("/accounts");
        await take("accounts");
        await AccountsJourney.Make(visit, language == "zh" ? "zhang.wei" : "li.na", language == "zh" ? "张伟" : "李娜", county: null);
        await take("account-link");

        await visit.BecomeAsync("county-office");
        await visit.Open("/ledger?stage=passed");
        await visit.Follow(visit.Rows.First.Locator("a"));
        await visit.Button("reveal.ask").ClickAsync();
        await page.Locator(".usual button").First.ClickAsync();
        await visit.Button("reveal.show").ClickAsync();
        await Expect(page.Locator(".numbers")).ToBeVisibleAsync();
        await take("reveal");

        await Conflict(visit, take);
        await visit.BecomeAsync(Visit.CityOffice);
        await visit.Open("/ledger?stage=failed");
        await visit.Button("ledger.export").ClickAsync();
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = visit.Text("exporting.take"), Exact = true }).ClickAsync());
        await visit.Open("/exports");
        await page.Locator("main .opener").First.ClickAsync();
        await take("exports");
        await visit.Open("/journal");
        await page.Locator("tr", new() { HasText = visit.Text("journal.actions.looked-at") }).First.Locator(".opener").ClickAsync();
        await take("journal");
        await visit.BecomeAsync("audit");
        await visit.Open("/verify");
        await visit.Button("system.verifyAct").ClickAsync();
        await Expect(page.GetByText(visit.Text("system.sound"))).ToBeVisibleAsync(new() { Timeout = PatienceForVerify });
        await take("verify");
        await visit.Open("/sign-in");
        await take("sign-in");
    }

    /// <summary>A ledger that came before: its good rows change nothing, its bad ones are refused again.</summary>
    private static async Task Import(Visit visit, Func<string, Task> take)
    {
        await visit.Open("/imports");
        await take("imports");
        await visit.Drop(visit.City.Ledgers[0]);
        await visit.Page.WaitForURLAsync("**/imports/*");
        await visit.Settled();
        await take("understood");
        await visit.Button("imports.check").ClickAsync();
        await Expect(visit.Page.Locator(".codes")).ToBeVisibleAsync();
        await visit.Settled();
        await take("checked");
        await visit.Page.Locator(".codes").EvaluateAsync("codes => scrollTo(0, codes.getBoundingClientRect().top + scrollY - 140)");
        await take("problems");
        await visit.Button("imports.discard").ClickAsync();
        await visit.Page.Locator(".el-popconfirm .el-button--primary").ClickAsync();
        await visit.Page.WaitForURLAsync("**/imports");
    }

    /// <summary>Where a picture of the guides goes; nowhere in a usual run.</summary>
    internal static string? PathOf(string name) => Writing ? Repository.Locate($"docs/pictures/{name}.png") : null;

    private static async Task Picture(IPage page, string name)
    {
        await page.Mouse.MoveAsync(0, 0);
        var picture = await page.ScreenshotAsync(new() { Path = PathOf(name) });

        Assert.True(picture.Length > 20_000, $"{name} has {picture.Length} bytes: an empty page.");
    }
}
