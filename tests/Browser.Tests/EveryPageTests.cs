using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CleanHeating.Browser.Tests;

/// <summary>What every page owes to everybody, in both languages.</summary>
[Collection(Office.OfPages)]
public sealed partial class EveryPageTests(Office office)
{
    private const float PatienceForLayout = 2000;
    private static readonly string Check = ReadCheck();

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public Task Pages_All_HaveNamesLabelsContrastAndFit(string language) => office.Journey(
        async visit =>
        {
            var found = new List<string>();
            visit.Expect(401);
            visit.Expect(422);
            var signedIn = "";
            foreach (var (role, path) in await Pages(visit))
            {
                if (role != signedIn)
                {
                    await visit.BecomeAsync(signedIn = role);
                }

                await visit.Open(path);
                found.AddRange(await Look(visit, path));
                found.AddRange(await Widths(visit, path));
                if (language == "en")
                {
                    // Names of places and people are Chinese in either language; the heads of columns and the navigation are not.
                    var words = await visit.Page.Locator("thead th, body > * > nav a, body > * nav h2").AllInnerTextsAsync();
                    found.AddRange(words.Where(w => Chinese().IsMatch(w)).Select(w => $"{path}: not in English: {w}"));
                }
            }

            await visit.BecomeAsync(Visit.CityOffice);
            await visit.Open("/targets?region=980103000000");
            await visit.Button("targets.handDown").ClickAsync();
            await visit.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
            found.AddRange(await Look(visit, "dialog"));

            Assert.True(found.Count == 0, string.Join('\n', found));
        },
        language);

    [Fact]
    public async Task Check_PageWithFaults_NamesThem()
    {
        var page = await office.Browser.NewPageAsync();
        await page.SetContentAsync("<html lang=en><title>x</title><main><h1>x</h1><button></button><input><p style='color:#999'>pale</p></main></html>");

        var complaints = await page.EvaluateAsync<string[]>(Check);

        await page.CloseAsync();
        Assert.Equal(["no name: <button", "no name: <input ", "contrast 2.85: <"], complaints.Select(c => c[..16]));
    }

    private static async Task<List<string>> Look(Visit visit, string path) => [.. (await visit.Page.EvaluateAsync<string[]>(Check)).Select(c => $"{path}: {c}")];

    /// <summary>Staff's least window, text grown to twice its size, a telephone: a page never scrolls sideways as a whole.</summary>
    private static async Task<List<string>> Widths(Visit visit, string path)
    {
        var found = new List<string>();
        foreach (var width in (int[])[1280, 720, 390])
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            try
            {
                await visit.Page.WaitForFunctionAsync("width => innerWidth === width && document.documentElement.scrollWidth <= width", width, new() { Timeout = PatienceForLayout });
            }
            catch (TimeoutException)
            {
                found.Add($"{path}: {await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")} wide in a window of {width}");
            }
        }

        await visit.Page.SetViewportSizeAsync(1440, 900);
        return found;
    }

    private static async Task<(string Role, string Path)[]> Pages(Visit visit)
    {
        await visit.Open("/ledger");
        var household = await visit.Rows.First.Locator("a").GetAttributeAsync("href");
        await visit.Open("/imports");
        var import = await visit.Rows.Last.Locator("a").GetAttributeAsync("href");
        await visit.Open("/leads");
        await visit.Button("leads.sweep").ClickAsync();
        await visit.Open("/jobs");
        var job = await visit.Rows.First.Locator("th a").GetAttributeAsync("href");
        await visit.Open("/projects?county=980101000000");
        var project = await visit.Rows.First.Locator("th a").GetAttributeAsync("href");
        var report = await visit.Report("980101000000", "2026-01-31");
        await visit.BecomeAsync("system-administrator");
        await visit.Open("/accounts");
        var account = await visit.Rows.First.Locator("a").GetAttributeAsync("href");
        string[] office =
        [
            "/", "/progress?region=980101000000", "/targets", "/targets?measure=area", "/targets?region=980101000000", "/responsibility", "/ledger", "/ledger?search=nobody",
            household!, "/imports", import!, "/leads", "/programme", "/map", "/system", "/nowhere", "/journal", "/journal?view=week&county=980101&from=2030-01-07&to=2030-01-13", "/exports", "/account", "/accounts", "/jobs", job!, "/schedules",
            "/reports", "/reports?state=locked", $"/reports/{report}", $"/reports/{report}/print", "/reports/corrections",
            "/supply", "/planning", "/planning/leads", "/projects", project!, "/projects/leads", "/enterprises", "/equipment", "/construction", "/construction?level=firm", "/construction/week", "/construction/reports?region=980101001000",
            "/construction/hindrances", "/construction/moves", "/construction/schedules",
        ];
        return
        [
            .. office.Select(p => (Visit.CityOffice, p)), ("audit", "/verify"), ("system-administrator", "/accounts"), ("system-administrator", "/accounts/new"), ("system-administrator", account!),
            (Visit.CityOffice, "/sign-in?why=over"), (Visit.CityOffice, "/set-password#no-such-link"), (Visit.CityOffice, "/new-password"),
        ];
    }

    private static string ReadCheck()
    {
        using var stream = typeof(EveryPageTests).Assembly.GetManifestResourceStream("page-check.js")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return text[text.IndexOf("() =>", StringComparison.Ordinal)..];
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();
}
