using System.Runtime.CompilerServices;
using CleanHeating.TestKit;
using Microsoft.Playwright;

namespace CleanHeating.Browser.Tests;

/// <summary>The look at every page has a city and a browser of its own.</summary>
[CollectionDefinition(Office.OfPages)]
public sealed class OfficeOfPages : ICollectionFixture<Office>;

/// <summary>What all journeys share: a small invented city that is served, and a browser. They run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class Office : ICollectionFixture<Office>, IAsyncLifetime
{
    public const string Name = "office";

    /// <summary>A second one, so that the look at every page goes on beside the journeys.</summary>
    public const string OfPages = "pages";

    // Two go on at a time on what may be a small machine.
    private const float PatienceForAnswers = 15_000;
    private const int Households = 1400;
    private Chromium? _chromium;
    private ServedCity? _city;

    public ServedCity City => _city!;

    public IBrowser Browser => _chromium!.Browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceForAnswers);
        _city = new ServedCity(InventedCity.ProgrammeFolder, Households);
        _chromium = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _city?.Dispose();
    }

    /// <summary>Goes through a journey; where it fails, a picture of the page is left in TestResults/pictures.</summary>
    /// <param name="journey">Its steps.</param>
    /// <param name="language">zh or en.</param>
    /// <param name="role">Role of the demonstration in which somebody is signed in at its beginning; null: nobody is.</param>
    /// <param name="name">Name of a picture.</param>
    public Task Journey(Func<Visit, Task> journey, string language = "zh", string? role = Visit.CityOffice, [CallerMemberName] string name = "") => Journey(City, journey, language, role, name);

    public async Task Journey(ServedCity city, Func<Visit, Task> journey, string language, string? role, string name)
    {
        await using var visit = await Visit.Begin(Browser, city, language, role);
        try
        {
            await journey(visit);
        }
        catch
        {
            var picture = Repository.Locate($"TestResults/pictures/{name}-{language}.png");
            await visit.Page.ScreenshotAsync(new() { Path = picture });
            TestContext.Current.TestOutputHelper?.WriteLine($"{visit.Page.Url}: see {picture}");
            throw;
        }

        Assert.DoesNotContain(visit.Complaints, c => !visit.Expected.Any(e => c.Contains(e, StringComparison.Ordinal)));
    }
}
