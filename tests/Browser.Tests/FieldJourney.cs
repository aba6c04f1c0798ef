using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

/// <summary>An inspector's day where there is no signal.</summary>
[Collection(Office.Name)]
public sealed class FieldJourney(Office office, TodaysCity today) : IClassFixture<TodaysCity>
{
    private static readonly string[] Routes =
    [
        "air-source-heat-pump", "air-to-air-heat-pump", "ground-source-heat-pump", "gas-wall-boiler", "carbon-crystal", "carbon-fibre", "far-infrared", "graphene", "convector", "district-heating",
    ];

    [Fact]
    public async Task Inspection_WithoutASignalAndPageKilled_ArrivesWhole()
    {
        await using var desk = await Phone.Begin(office.Browser, today.City, "county-office");
        await using var phone = await Phone.Begin(office.Browser, today.City);
        var household = (await PlanDay(desk, phone))[0];
        await phone.Prepare();

        await phone.Cut();
        await phone.KillPage();
        await phone.Unlock();
        await phone.OpenHousehold(household);
        await phone.Page.Locator(".check").First.ScrollIntoViewIfNeededAsync();
        await phone.TakePhoto(phone.Page.Locator(".strip").First, 1);
        await phone.AnswerAll(10);
        await phone.KillPage();
        await phone.Unlock();
        await phone.OpenHousehold(household);
        await Expect(phone.Page.Locator(".strip").First.Locator("figure img")).ToBeVisibleAsync();
        await phone.Button("locate").ClickAsync();
        await phone.Button("passed").ClickAsync();
        await phone.Sign("householdSigns");
        await phone.Sign("inspectorSigns");
        await phone.Button("finish").ClickAsync();
        await Expect(phone.Page.Locator("nav b")).ToHaveTextAsync("1");
        await phone.KillPage();
        await phone.Unlock();
        await phone.Reconnect();
        await phone.Page.GotoAsync("/field/queue");
        await phone.Unlock();

        await Expect(phone.Page.GetByText(phone.Text("state.sent"), new() { Exact = true })).ToBeVisibleAsync();
        var chain = await desk.Ask("GET", $"/acceptance/households/{household}");
        Assert.Equal("passed", chain.GetProperty("inspections").EnumerateArray().Single().GetProperty("outcome").GetString());
        Assert.Equal(("standing", "field"), (chain.GetProperty("acceptance").GetProperty("state").GetString(), chain.GetProperty("acceptance").GetProperty("source").GetString()));
        Assert.True(chain.GetProperty("inspections")[0].GetProperty("attachments").GetArrayLength() >= 3);
    }

    [Fact]
    public async Task Inspection_HouseholdChangedMeanwhile_IsShownAndOverwritesNothing()
    {
        await using var desk = await Phone.Begin(office.Browser, today.City, "county-office");
        await using var phone = await Phone.Begin(office.Browser, today.City);
        var household = (await PlanDay(desk, phone))[0];
        await phone.Prepare();
        await phone.Cut();
        await phone.OpenHousehold(household);
        await phone.AnswerAll(40);
        await phone.Button("locate").ClickAsync();
        await phone.Button("passed").ClickAsync();
        await phone.Sign("householdSigns");
        await phone.Sign("inspectorSigns");
        await phone.Button("finish").ClickAsync();
        await Expect(phone.Page.Locator("nav b")).ToHaveTextAsync("1");
        var file = await desk.Ask("GET", $"/ledger/households/{household}");
        await desk.Ask("POST", $"/ledger/households/{household}/correct", new { version = file.GetProperty("household").GetProperty("version").GetInt32(), fields = new { note = "changed meanwhile" }, reason = "telephone" });

        await phone.Reconnect();
        await phone.GoTo("/queue");

        await Expect(phone.Page.GetByText(phone.Text("state.conflict"), new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty((await desk.Ask("GET", $"/acceptance/households/{household}")).GetProperty("inspections").EnumerateArray());
        await phone.GoTo("/");
        await phone.Button("take").ClickAsync();
        await Expect(phone.Button("take")).ToBeEnabledAsync();
        await phone.GoTo("/queue");
        await phone.Button("openAgain").ClickAsync();
        await phone.Button("finish").ClickAsync();
        await phone.GoTo("/queue");
        await Expect(phone.Page.GetByText(phone.Text("state.sent"), new() { Exact = true })).ToBeVisibleAsync();
        Assert.Single((await desk.Ask("GET", $"/acceptance/households/{household}")).GetProperty("inspections").EnumerateArray());
    }

    [Fact]
    public async Task Device_WithoutItsSecret_TellsNothing()
    {
        await using var desk = await Phone.Begin(office.Browser, today.City, "county-office");
        await using var phone = await Phone.Begin(office.Browser, today.City);
        var household = (await PlanDay(desk, phone))[0];
        await phone.Prepare();
        var head = await phone.Page.Locator($"a.item[href$='{household}'] strong").InnerTextAsync();
        await phone.Cut();
        await phone.KillPage();

        await phone.Unlock("not the secret");

        await Expect(phone.Page.GetByText(phone.Text("wrongSecret"), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(phone.Page.Locator("a.item")).ToHaveCountAsync(0);
        Assert.False(await phone.Holds(head));
        await phone.Unlock();
        await Expect(phone.Page.Locator("a.item").First).ToBeVisibleAsync();
    }

    /// <summary>Enters the inspector in the register where they are not yet, and plans a day of three households that nobody visited; their numbers.</summary>
    internal static async Task<IReadOnlyList<string>> PlanDay(Phone desk, Phone inspector)
    {
        var account = (await inspector.Ask("GET", "/account")).GetProperty("name").GetString()!;
        var county = (await desk.Ask("GET", "/account")).GetProperty("regions")[0].GetProperty("code").GetString()!;
        var known = (await desk.Ask("GET", $"/acceptance/inspectors?county={county}")).GetProperty("inspectors").EnumerateArray().FirstOrDefault(i => i.GetProperty("account").GetString() == account);
        var number = known.ValueKind == JsonValueKind.Object
            ? known.GetProperty("id").GetString()!
            : (await desk.Ask("POST", "/acceptance/inspectors", new { county, version = 0, account, name = "王工", certificate = "JZ-2030-001", valid_from = "2020-01-01", valid_to = "2039-12-31", routes = Routes })).GetProperty("id").GetString()!;
        var day = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var rows = (await desk.Ask("GET", $"/ledger/households?stage=completed&limit=200&region={county}")).GetProperty("rows").EnumerateArray();
        var villages = rows.Select(r => r.GetProperty("id").GetString()![..12]).Distinct().ToList();
        var proposed = (await desk.Ask("POST", "/acceptance/batches/propose", new { villages, inspector = number, day, count = 60 })).GetProperty("households").EnumerateArray();
        var waiting = rows.Select(r => r.GetProperty("id").GetString()!).ToHashSet();
        var households = proposed.Select(h => h.GetProperty("id").GetString()!).Where(waiting.Contains).Take(3).ToList();
        await desk.Ask("POST", "/acceptance/batches", new { inspector = number, day, households });
        return households;
    }
}
