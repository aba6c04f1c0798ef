using CleanHeating.TestKit;
using Microsoft.Playwright;

namespace CleanHeating.Browser.Tests;

public sealed class ChromiumTests
{
    private const string Page = "data:text/html;charset=utf-8,<!doctype html><title>清洁取暖</title><h1 style='font-size:72px'>清洁取暖 Clean heating</h1>";

    [Fact]
    public async Task Screenshot_DataPage_IsAPicture()
    {
        using var folder = new TempFolder();
        await using var chromium = await Chromium.LaunchAsync();
        var page = await chromium.Browser.NewPageAsync(new() { ViewportSize = new ViewportSize { Width = 1000, Height = 300 } });

        await page.GotoAsync(Page);
        var picture = await page.ScreenshotAsync(new() { Path = folder.File("page.png") });

        Assert.Equal("清洁取暖", await page.TitleAsync());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        Assert.True(picture.Length > 3000, $"The picture has {picture.Length} bytes: an empty page.");
    }

    [Fact]
    public async Task Fonts_ChineseText_IsNotDrawnAsBoxes()
    {
        await using var chromium = await Chromium.LaunchAsync();
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(Page);

        // A machine without Chinese fonts draws the same box for every character.
        var one = await page.ScreenshotAsync(new() { Clip = new Clip { Width = 600, Height = 150 } });
        await page.EvaluateAsync("document.querySelector('h1').textContent = '取清暖洁 Clean heating'");
        var other = await page.ScreenshotAsync(new() { Clip = new Clip { Width = 600, Height = 150 } });

        Assert.NotEqual(one, other);
    }
}
