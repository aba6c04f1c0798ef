using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class SignInJourney(Office office)
{
    private const int Unauthorized = 401, Items = 4;
    private const string Wanted = "/ledger?stage=passed";

    [Fact]
    public Task WrongPassword_IsToldAndTheNameStays() => office.Journey(
        async visit =>
        {
            visit.Expect(Unauthorized);
            await visit.Open("/");
            await visit.Arrive("/sign-in");
            await Expect(visit.Field("signIn.name")).ToBeFocusedAsync();

            await visit.Page.Keyboard.TypeAsync("zhang.san");
            await visit.Page.Keyboard.PressAsync("Tab");
            await visit.Page.Keyboard.TypeAsync("Falsches-Wort-1");
            await visit.Page.Keyboard.PressAsync("Enter");

            await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("sign-in-refused");
            await Expect(visit.Field("signIn.name")).ToHaveValueAsync("zhang.san");
            await Expect(visit.Field("signIn.password")).ToHaveValueAsync("");
            await Expect(visit.Field("signIn.password")).ToBeFocusedAsync();
        },
        role: null);

    [Fact]
    public Task DemoRole_Chosen_OpensWhatWasWanted() => office.Journey(
        async visit =>
        {
            visit.Expect(Unauthorized);
            await visit.Open(Wanted);
            await visit.Arrive("/sign-in");

            await visit.Page.Locator(".demo ul button", new() { HasText = visit.Text("roles.county-office.name") }).ClickAsync();

            await visit.Page.WaitForURLAsync("**" + Wanted);
            await visit.Settled();
            await Expect(visit.Page.Locator("header .who")).ToContainTextAsync($"{visit.Text("roles.county-office.name")} · 河东区");
            await Expect(visit.Link("accounts.title")).ToHaveCountAsync(0);
            await Expect(visit.Link("journal.title")).ToHaveCountAsync(1);
        },
        role: null);

    [Fact]
    public Task WayBack_ToAnotherSite_IsNotGone() => office.Journey(
        async visit =>
        {
            visit.Expect(Unauthorized);
            await visit.Open("/sign-in?to=//example.org/");

            await visit.Page.Locator(".demo ul button").First.ClickAsync();

            await Expect(visit.Page).ToHaveURLAsync(visit.City.Root.ToString());
        },
        role: null);

    [Fact]
    public Task Township_Ledger_IsItsOwnAlone() => office.Journey(
        async visit =>
        {
            await visit.Open("/ledger");
            foreach (var row in await visit.Rows.AllAsync())
            {
                Assert.Contains("桥头镇", await row.InnerTextAsync(), StringComparison.Ordinal);
            }

            // What is not theirs says so, at its own address, with a way on.
            await visit.Open("/journal");
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(visit.Text("denied.title"));
            await visit.Follow(visit.Link("denied.home"));
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(visit.Text("overview.heading"));
        },
        role: "township");

    [Fact]
    public Task Session_EndedElsewhere_LeadsToSignInAndBack() => office.Journey(
        async visit =>
        {
            visit.Expect(Unauthorized);
            await visit.Open("/leads");
            await using (var other = await visit.Other(office.Browser, "finance"))
            {
                await other.Open("/account");
                await other.Button("sessions.endOthers").ClickAsync();
                await Expect(other.Button("sessions.end")).ToHaveCountAsync(0);
            }

            await visit.Link("ledger.title").ClickAsync();

            await visit.Arrive("/sign-in");
            await Expect(visit.Page.GetByText(visit.Text("signIn.over"))).ToBeVisibleAsync();
            await visit.Page.Locator(".demo ul button", new() { HasText = visit.Text("roles.finance.name") }).ClickAsync();
            await visit.Arrive("/ledger");
            await Expect(visit.Rows.First).ToBeVisibleAsync();
        },
        role: "finance");

    [Fact]
    public Task SignOut_ByKeyboard_EndsTheSession() => office.Journey(
        async visit =>
        {
            visit.Expect(Unauthorized);
            await visit.Open("/account");
            await visit.Page.Locator("header .who").FocusAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            var signOut = visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = visit.Text("account.signOut") });
            await Expect(signOut).ToBeVisibleAsync();
            for (var i = 0; i < Items && !await signOut.EvaluateAsync<bool>("item => item === document.activeElement"); i++)
            {
                await visit.Page.Keyboard.PressAsync("ArrowDown");
            }

            await Expect(signOut).ToBeFocusedAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.Arrive("/sign-in");

            await visit.Open("/account");

            await visit.Arrive("/sign-in");
        },
        role: "audit");
}
