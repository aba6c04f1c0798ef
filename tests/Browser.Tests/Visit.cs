using System.Globalization;
using System.Text.Json;
using CleanHeating.TestKit;
using Microsoft.Playwright;

namespace CleanHeating.Browser.Tests;

/// <summary>One person's window on the product, with words taken from the product's own texts.</summary>
public sealed class Visit : IAsyncDisposable
{
    public const string CityOffice = "city-office";
    private const float Patience = 20_000;
    private readonly IBrowserContext _context;
    private readonly IReadOnlyList<JsonElement> _texts;

    private Visit(IBrowserContext context, IPage page, ServedCity city, string language)
    {
        (_context, Page, City, Language) = (context, page, city, language);
        _texts = [.. TextFiles(language).Select(file => JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllText(file)))];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public ServedCity City { get; }

    /// <summary>zh or en.</summary>
    public string Language { get; }

    /// <summary>What the browser complained of: faults in scripts, refused requests, things that the page's policy forbids.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Words of complaints that belong to the journey: a refused sign-in is one to the browser too.</summary>
    public List<string> Expected { get; } = [];

    public static async Task<Visit> Begin(IBrowser browser, ServedCity city, string language, string? role = CityOffice)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = city.Root.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce, Locale = language == "zh" ? "zh-CN" : "en-GB", AcceptDownloads = true,
        });
        await context.AddInitScriptAsync($"if (!localStorage.getItem('cleanheating.language')) localStorage.setItem('cleanheating.language', '{language}')");
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(context, await context.NewPageAsync(), city, language);
        if (role is not null)
        {
            await visit.BecomeAsync(role);
        }

        return visit;
    }

    /// <summary>A text of the web application in the language of the visit.</summary>
    public string Text(string key, params (string Hole, object Value)[] values)
    {
        var found = _texts.Select(texts => Find(texts, key)).FirstOrDefault(text => text is not null) ?? throw new KeyNotFoundException(key);
        return values.Aggregate(found, (text, v) => text.Replace("{" + v.Hole + "}", Convert.ToString(v.Value, CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    // The application's own texts, and those that rooms add to them.
    private static IEnumerable<string> TextFiles(string language) =>
        Directory.GetDirectories(Repository.Locate("web/src/rooms")).Select(room => Path.Combine(room, "texts", language + ".json")).Where(System.IO.File.Exists)
            .Prepend(Repository.Locate($"web/src/texts/{language}.json"));

    private static string? Find(JsonElement texts, string key)
    {
        foreach (var part in key.Split('.'))
        {
            if (texts.ValueKind != JsonValueKind.Object || !texts.TryGetProperty(part, out texts))
            {
                return null;
            }
        }

        return texts.ValueKind == JsonValueKind.String ? texts.GetString() : null;
    }

    /// <summary>Signs in in a role of the demonstration, without going through the page.</summary>
    public async Task BecomeAsync(string role)
    {
        var answer = await _context.APIRequest.PostAsync("/api/v1/sign-in/demo", new() { DataObject = new { role } });
        Assert.True(answer.Ok, $"{role}: {answer.Status} {await answer.TextAsync()}");
    }

    /// <summary>Drafts a region's report of a day, without going through the page; the one that is there where there is one.</summary>
    public async Task<string> Report(string region, string date)
    {
        var account = (await (await _context.APIRequest.GetAsync("/api/v1/account")).JsonAsync())!.Value;
        var answer = await _context.APIRequest.PostAsync(
            "/api/v1/reports", new() { DataObject = new { region, date }, Headers = new Dictionary<string, string> { ["X-CSRF-Token"] = account.GetProperty("csrf_token").GetString()! } });
        var body = (await answer.JsonAsync())!.Value;
        return answer.Ok ? body.GetProperty("report").GetProperty("id").GetString()! : body.GetProperty("errors")[0].GetProperty("place").GetProperty("path").GetString()!;
    }

    /// <summary>Takes note that the server is going to refuse something with this status.</summary>
    public void Expect(int status) => Expected.Add($"status of {status.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Another person's window on the same product, in the same language.</summary>
    public async Task<Visit> Other(IBrowser browser, string? role)
    {
        var other = await Begin(browser, City, Language, role);
        other.Expected.AddRange(Expected);
        return other;
    }

    /// <summary>Opens a page and waits until it has what it asked for.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Settled();
    }

    /// <summary>Clicks what leads to another address, and waits until what stands there has come.</summary>
    public async Task Follow(ILocator way)
    {
        var before = Page.Url;
        await way.ClickAsync();

        // The page itself is asked: an address that changes between a look and the wait for its event would be waited for in vain.
        await Page.WaitForFunctionAsync("before => location.href !== before", before);
        await Settled();
    }

    /// <summary>Waits until the page at this address has come, whatever follows its path.</summary>
    public async Task Arrive(string path)
    {
        await Page.WaitForFunctionAsync("path => location.pathname === path", path);
        await Settled();
    }

    public async Task Settled()
    {
        await Page.WaitForFunctionAsync("() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], main .coming')");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    public ILocator Button(string key, params (string Hole, object Value)[] values) => Page.GetByRole(AriaRole.Button, new() { Name = Text(key, values), Exact = true });

    public ILocator Link(string key) => Page.GetByRole(AriaRole.Link, new() { Name = Text(key), Exact = true });

    public ILocator Field(string key) => Page.GetByLabel(Text(key), new() { Exact = true });

    public ILocator Rows => Page.Locator("main table").First.Locator("tbody tr");

    /// <summary>Chooses from a list that opens; one that closes at once, because its dialog was still settling, is opened again.</summary>
    public async Task Choose(ILocator list, string option)
    {
        var wanted = Page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true });
        for (var attempt = 1; ; attempt++)
        {
            // What is chosen lies over the field; a hand that points at it opens the list all the same.
            await list.ClickAsync(new() { Force = true });
            try
            {
                await wanted.WaitForAsync(new() { State = WaitForSelectorState.Visible, Timeout = Patience / 4 });
                break;
            }
            catch (TimeoutException) when (attempt < 3)
            {
                // Opened once more.
            }
        }

        // The list may still be moving to its place: the option itself is chosen, and not what lies under the pointer a moment later.
        await wanted.DispatchEventAsync("click");

        // A list that is still closing holds the same options as the next one: what is chosen there must not land here.
        await wanted.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Drops files on the page's place for them, as a hand would.</summary>
    public async Task Drop(params string[] files)
    {
        var contents = files.Select(f => new { name = Path.GetFileName(f), base64 = Convert.ToBase64String(System.IO.File.ReadAllBytes(f)) });
        var carried = await Page.EvaluateHandleAsync(
            "files => { const carried = new DataTransfer(); for (const file of files) carried.items.add(new File([Uint8Array.from(atob(file.base64), c => c.charCodeAt(0))], file.name)); return carried }",
            contents.ToArray());
        await Page.Locator(".zone").DispatchEventAsync("drop", new { dataTransfer = carried });
    }

    public static async Task<int> Figure(ILocator place) =>
        int.Parse((await place.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
