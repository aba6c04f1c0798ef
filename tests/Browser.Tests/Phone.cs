using System.Text.Json;
using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

/// <summary>An inspector's phone with the field application on it. Its line can be cut, its page killed.</summary>
public sealed class Phone : IAsyncDisposable
{
    public const string Secret = "winter-2030-warm";
    private static int _signatures;
    private readonly IBrowserContext _context;
    private readonly JsonElement _texts;

    private Phone(IBrowserContext context, IPage page, JsonElement texts) => (_context, Page, _texts) = (context, page, texts);

    public IPage Page { get; private set; }

    public static async Task<Phone> Begin(IBrowser browser, ServedCity city, string role = "inspector", string language = "zh")
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = city.Root.ToString(), ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, ReducedMotion = ReducedMotion.Reduce, Locale = language == "zh" ? "zh-CN" : "en-GB",
            Permissions = ["geolocation"], Geolocation = new() { Latitude = 35.25f, Longitude = 115.44f, Accuracy = 9 },
        });
        await context.AddInitScriptAsync($"localStorage.setItem('cleanheating.language', '{language}')");
        context.SetDefaultTimeout(20_000);
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Locate($"web/src/rooms/acceptance/field/texts/{language}.json")));
        var phone = new Phone(context, await context.NewPageAsync(), file.RootElement.Clone());
        var answer = await context.APIRequest.PostAsync("/api/v1/sign-in/demo", new() { DataObject = new { role } });
        Assert.True(answer.Ok, $"{role}: {answer.Status}");
        return phone;
    }

    public string Text(string key) => key.Split('.').Aggregate(_texts, (found, part) => found.GetProperty(part)).GetString()!;

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Text(key), Exact = true });

    /// <summary>Asks the server as the person who is signed in, past the pages.</summary>
    public async Task<JsonElement> Ask(string method, string path, object? body = null)
    {
        var account = (await (await _context.APIRequest.GetAsync("/api/v1/account")).JsonAsync())!.Value;
        var answer = await _context.APIRequest.FetchAsync(
            "/api/v1" + path, new() { Method = method, DataObject = body, Headers = new Dictionary<string, string> { ["X-CSRF-Token"] = account.GetProperty("csrf_token").GetString()! } });
        Assert.True(answer.Ok, $"{method} {path}: {answer.Status} {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }

    /// <summary>Opens the application for the first time, with a secret for the device, and waits until it would open without a line.</summary>
    public async Task Prepare()
    {
        await Page.GotoAsync("/field/");
        await Expect(Page.GetByText(Text("chooseSecret"), new() { Exact = true })).ToBeVisibleAsync();
        await Page.Locator("#secret").FillAsync(Secret);
        await Button("enter").ClickAsync();
        await Expect(Page.Locator("a.item").First).ToBeVisibleAsync();
        await Page.EvaluateAsync("() => navigator.serviceWorker.ready");
    }

    public Task Cut() => _context.SetOfflineAsync(true);

    public Task Reconnect() => _context.SetOfflineAsync(false);

    /// <summary>The page is gone without a word, as when the system needs its memory; the application is opened again.</summary>
    public async Task KillPage()
    {
        await Page.CloseAsync(new() { RunBeforeUnload = false });
        Page = await _context.NewPageAsync();
        await Page.GotoAsync("/field/");
    }

    public async Task Unlock(string secret = Secret)
    {
        await Page.Locator("#secret").FillAsync(secret);
        await Button("open").ClickAsync();
    }

    /// <summary>By the bar at the bottom.</summary>
    public Task GoTo(string page) => Page.Locator($"nav a[href='/field{page}']").ClickAsync();

    public async Task OpenHousehold(string id)
    {
        await Page.Locator($"a.item[href$='{id}']").ClickAsync();
        await Expect(Page.Locator("form")).ToBeVisibleAsync();
    }

    /// <summary>Takes a photo of the kind that the nth place for one asks for; no two are alike.</summary>
    public async Task TakePhoto(ILocator strip, int seed)
    {
        var before = await strip.Locator("figure").CountAsync();
        var picture = Convert.FromBase64String(await Page.EvaluateAsync<string>(
            """
            seed => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
              const pen = canvas.getContext('2d')
              let state = seed * 7919 + 1
              const next = () => (state = (state * 48271) % 2147483647) / 2147483647
              for (let i = 0; i < 40; i++) {
                pen.fillStyle = `rgb(${next() * 255},${next() * 255},${next() * 255})`
                pen.fillRect(next() * 640, next() * 480, next() * 300, next() * 200)
              }
              return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
            }
            """,
            seed));
        await strip.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = picture });
        await Expect(strip.Locator("figure")).ToHaveCountAsync(before + 1);
    }

    /// <summary>Signs; no two signatures are alike, as no two of a hand are.</summary>
    public async Task Sign(string button)
    {
        var height = 40 + (Interlocked.Increment(ref _signatures) * 7 % 50);
        await Button(button).ClickAsync();
        var box = (await Page.Locator(".pad canvas").BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 60, box.Y + 80);
        await Page.Mouse.DownAsync();
        for (var i = 1; i <= 12; i++)
        {
            await Page.Mouse.MoveAsync(box.X + 60 + (i * 15), box.Y + 80 + (i % 2 * height));
        }

        await Page.Mouse.UpAsync();
        await Button("keep").ClickAsync();
        await Expect(Page.Locator(".pad")).ToHaveCountAsync(0);
    }

    /// <summary>Answers every item of the checklist that is still open: good, or a value within its limits.</summary>
    public async Task AnswerAll(int seed)
    {
        foreach (var check in await Page.Locator(".check").AllAsync())
        {
            if (await check.Locator(".value input").CountAsync() > 0)
            {
                var limit = await check.Locator(".value .small").InnerTextAsync();
                await check.Locator(".value input").FillAsync(new string([.. limit.Where(char.IsAsciiDigit)]));
            }
            else
            {
                await check.GetByRole(AriaRole.Button, new() { Name = Text("yes"), Exact = true }).ClickAsync();
            }
        }

        foreach (var strip in await Page.Locator(".strip").AllAsync())
        {
            if (await strip.Locator("figure").CountAsync() == 0)
            {
                await TakePhoto(strip, ++seed);
            }
        }
    }

    /// <summary>Whether these words stand in clear anywhere in what the device keeps.</summary>
    public Task<bool> Holds(string words) => Page.EvaluateAsync<bool>(
        """
        async words => {
          const database = await new Promise((done, failed) => {
            const request = indexedDB.open('cleanheating-field')
            request.onsuccess = () => done(request.result)
            request.onerror = () => failed(request.error)
          })
          const all = await new Promise(done => {
            const request = database.transaction('sealed').objectStore('sealed').getAll()
            request.onsuccess = () => done(request.result)
          })
          database.close()
          return all.some(one => new TextDecoder('utf-8').decode(one.data).includes(words))
        }
        """,
        words);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
