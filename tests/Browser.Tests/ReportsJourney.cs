using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class ReportsJourney(Office office)
{
    private const string Township = "980101001000";

    [Fact]
    public Task Report_OfATownship_IsSubmittedReturnedAcceptedLockedAndCorrected() => office.Journey(
        async visit =>
        {
            var id = await visit.Report(Township, "2026-02-28");
            await visit.Open($"/reports/{id}");
            await Act(visit, "submit", "village reports follow on Friday");
            await Expect(visit.Page.GetByText(visit.Text("reports.own"))).ToBeVisibleAsync();
            await Expect(visit.Button("reports.act.accept")).ToHaveCountAsync(0);

            await using var county = await visit.Other(office.Browser, "county-office");
            await county.Open($"/reports/{id}");
            await Act(county, "return", "one village is missing");
            await visit.Open($"/reports/{id}");
            await Expect(visit.Page.GetByText("one village is missing")).ToBeVisibleAsync();
            await Act(visit, "submit", "it has no households");

            await county.Open($"/reports/{id}");
            await Act(county, "accept");
            await Act(county, "lock");
            await county.Button("reports.act.correct").ClickAsync();
            var dialog = county.Page.GetByRole(AriaRole.Dialog);
            await county.Choose(dialog.Locator(".el-select").Nth(1), county.Text("reports.figure.paid_fen"));
            await dialog.GetByLabel(county.Text("reports.newValue")).FillAsync("1.50");
            await dialog.GetByLabel(county.Text("reports.reason")).FillAsync("counted twice");
            await dialog.Locator("footer .el-button--primary").ClickAsync();
            await Expect(dialog).ToBeHiddenAsync();

            await county.Open("/reports/corrections");
            await Expect(county.Rows.First).ToContainTextAsync("counted twice");
            await Expect(county.Rows.First).ToContainTextAsync("1.50");
            await county.Open($"/reports/{id}/print");
            await Expect(county.Page.Locator(".signatures li")).ToHaveCountAsync(4);
            Assert.Empty(county.Complaints);
        },
        role: "township");

    private static async Task Act(Visit visit, string act, string? reason = null)
    {
        await visit.Button($"reports.act.{act}").First.ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        var confirm = dialog.Locator("footer .el-button--primary");
        if (reason is not null)
        {
            await Expect(confirm).ToBeDisabledAsync();
            await dialog.Locator("textarea").FillAsync(reason);
        }

        await confirm.ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }
}
