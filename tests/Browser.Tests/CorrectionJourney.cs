using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class CorrectionJourney(Office office)
{
    [Fact]
    public Task Household_CorrectedByTwoAtOnce_TheSecondChoosesAndNothingIsLost() => office.Journey(
        async visit =>
        {
            visit.Expect(409);
            await visit.Open("/ledger?stage=passed");
            await visit.Follow(visit.Rows.Nth(3).Locator("a").First);
            var household = new Uri(visit.Page.Url).AbsolutePath;
            await using var other = await visit.Other(office.Browser, "city-office");
            await other.Open(household);

            var late = await Typing(other, ("field.brand", "迟到牌"), ("field.contract", "HT-LATE"));
            var early = await Typing(visit, ("field.brand", "先到牌"), ("field.model", "M-1"));
            await early.Locator("footer .el-button--primary").ClickAsync();
            await Expect(early).ToBeHiddenAsync();
            await late.Locator("footer .el-button--primary").ClickAsync();

            var conflict = other.Page.GetByRole(AriaRole.Dialog, new() { Name = other.Text("conflict.title") });
            await Expect(conflict).ToContainTextAsync("demo-county-office");
            await Expect(conflict.Locator("tbody tr")).ToHaveCountAsync(3);
            await conflict.GetByText("先到牌", new() { Exact = true }).ClickAsync();
            await conflict.Locator("footer .el-button--primary").ClickAsync();
            await Expect(conflict).ToBeHiddenAsync();
            await other.Settled();

            var page = other.Page.Locator("main");
            await Expect(page.GetByText("先到牌", new() { Exact = true }).First).ToBeVisibleAsync();
            await Expect(page.GetByText("M-1", new() { Exact = true }).First).ToBeVisibleAsync();
            await Expect(page.GetByText("HT-LATE", new() { Exact = true }).First).ToBeVisibleAsync();
            Assert.DoesNotContain(other.Complaints, c => !other.Expected.Exists(e => c.Contains(e, StringComparison.Ordinal)));
        },
        role: "county-office");

    [Fact]
    public Task Household_Moved_IsFoundByItsOldNumber() => office.Journey(
        async visit =>
        {
            visit.Expect(410);
            await visit.Open("/ledger?region=980101001202");
            await visit.Follow(visit.Rows.Last.Locator("a").First);
            var old = new Uri(visit.Page.Url).AbsolutePath;
            var head = await visit.Page.Locator("h1").InnerTextAsync();
            await visit.Button("move.act").ClickAsync();
            var dialog = visit.Page.GetByRole(AriaRole.Dialog);
            await dialog.Locator(".el-cascader").ClickAsync();
            ILocator Place(string name) => visit.Page.Locator(".el-cascader-node", new() { HasText = name });
            await Place("河东区").ClickAsync();
            await Place("沙河街道").ClickAsync();
            await Place("北关居委会").Locator(".el-radio").ClickAsync();

            await dialog.GetByLabel(visit.Text("move.reason")).FillAsync("wrong village at registration");
            await dialog.Locator("footer .el-button--primary").ClickAsync();
            await visit.Page.WaitForURLAsync("**/ledger/980101002002*");
            await visit.Settled();
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(head);
            await Expect(visit.Page.GetByText("wrong village at registration")).ToBeVisibleAsync();

            await visit.Open(old);
            await visit.Follow(visit.Page.Locator("main .panel a").First);
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(head);
        },
        role: "county-office");

    /// <summary>Opens the correction and types into fields; their names are those of the household's file.</summary>
    internal static async Task<ILocator> Typing(Visit visit, params (string Field, string Value)[] fields)
    {
        await visit.Button("correct.act").ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        foreach (var (field, value) in fields)
        {
            await dialog.GetByLabel(Names[field][visit.Language == "zh" ? 0 : 1], new() { Exact = true }).FillAsync(value);
        }

        await dialog.GetByLabel(visit.Text("correct.reason")).FillAsync("seen on site");
        return dialog;
    }

    // Names of fields come from the server, in the language of the visit.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["field.brand"] = ["品牌", "Brand"], ["field.contract"] = ["合同编号", "Contract"], ["field.model"] = ["型号", "Model"],
    };
}
