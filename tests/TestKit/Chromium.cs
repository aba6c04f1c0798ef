using Microsoft.Playwright;

namespace CleanHeating.TestKit;

/// <summary>
/// The system's Chromium, steered by Playwright. Playwright's own driver comes with its package (bin/…/.playwright, in projects
/// that reference Microsoft.Playwright themselves) and downloads no browser. Each browser has a fresh profile.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    public const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<Chromium> LaunchAsync()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"{Program} is not installed. To install it: apt-get install chromium fonts-noto-cjk");
        }

        // The driver looks for libraries of the browsers that it would download itself; ours is the system's.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments, Headless = true });
            return new Chromium(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
