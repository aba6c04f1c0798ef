using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed partial class PaperAndMapJourney(Office office)
{
    private static readonly (string Code, string Name)[] Counties = [("980101000000", "河东区"), ("980103000000", "西山县")];

    [Fact]
    public Task Annexes_Printed_AreOnePageEachInA4() => office.Journey(async visit =>
    {
        await visit.Open("/responsibility");
        await Expect(visit.Page.Locator("article")).ToHaveCountAsync(3);

        var paper = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.Equal(3, Page().Count(paper));
        // A4 upright in points: 595 × 842, give or take what rounding leaves.
        Assert.All(Size().Matches(paper), m => Assert.Equal((595, 842), (Points(m.Groups["width"]), Points(m.Groups["height"]))));
        await visit.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(visit.Page.Locator("nav").First).ToBeHiddenAsync();
        await Expect(visit.Button("act.print")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Outlines_Imported_AreDrawnAndDeletedAgain() => office.Journey(async visit =>
    {
        await visit.Open("/map");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(Outlines(visit.City.File("counties.geojson")));
        await Expect(visit.Page.GetByText(visit.Text("map.matched", ("n", 2)))).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("临原高新技术产业开发区")).ToBeVisibleAsync();

        await visit.Follow(visit.Link("map.see"));
        await Expect(visit.Page.Locator(".outlines svg text")).ToContainTextAsync(Counties.Select(c => c.Name));
        // A county that the file does not draw keeps its door.
        await Expect(visit.Page.Locator(".undrawn a")).ToHaveCountAsync(1);

        await visit.Open("/map");
        await visit.Button("map.delete").ClickAsync();
        await visit.Page.Locator(".el-popconfirm .el-button--primary").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("map.none"))).ToBeVisibleAsync();
        await visit.Open("/");
        await Expect(visit.Page.Locator(".tiles a")).ToHaveCountAsync(3);
    });

    private static string Outlines(string path)
    {
        var features = Counties.Select((county, i) => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"type":"Feature","properties":{"code":"{{{county.Code}}}","name":"{{{county.Name}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{115 + i}}},35],[{{{116 + i}}},35],[{{{116 + i}}},36],[{{{115 + i}}},36],[{{{115 + i}}},35]]]}}"""));
        File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        return path;
    }

    private static int Points(Group number) => (int)Math.Round(double.Parse(number.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 (?<width>[\d.]+) (?<height>[\d.]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
