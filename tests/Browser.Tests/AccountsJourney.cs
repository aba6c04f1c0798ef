using CleanHeating.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CleanHeating.Browser.Tests;

[Collection(Office.Name)]
public sealed class AccountsJourney(Office office)
{
    private const int Unauthorized = 401, Unprocessable = 422;
    private const string Administrator = "system-administrator", Password = "Huo-lu-2030-Nuan", Other = "Nuan-qi-2031-Jia";

    [Fact]
    public Task Account_FromLinkToDisabled_LetsInWhomItShould() => office.Journey(
        async admin =>
        {
            admin.Expect(Unauthorized);
            admin.Expect(Unprocessable);
            var link = await Make(admin, "wang.min", "王敏");
            await using var owner = await admin.Other(office.Browser, null);

            await SetPassword(owner, link);
            await owner.Open("/ledger");
            await Expect(owner.Page.Locator("header .who")).ToContainTextAsync("王敏");
            foreach (var row in await owner.Rows.AllAsync())
            {
                Assert.Contains("河东区", await row.InnerTextAsync(), StringComparison.Ordinal);
            }

            await TurnSecondFactorOn(owner);
            await Expect(Chip(admin, "accounts.states.secondFactor", await Account(admin, "wang.min"))).ToBeVisibleAsync();

            // An administrator ends the session: the next step asks who it is.
            await admin.Button("sessions.endAll").ClickAsync();
            await Expect(admin.Page.GetByText(admin.Text("sessions.none"))).ToBeVisibleAsync();
            await owner.Link("leads.title").ClickAsync();
            await Expect(owner.Page.GetByText(owner.Text("signIn.over"))).ToBeVisibleAsync();

            // Disabled, the right password no longer lets in.
            await Act(admin, "accounts.acts.disableAct", "离岗");
            await Expect(Chip(admin, "accounts.states.disabled", admin.Page.Locator("main"))).ToBeVisibleAsync();
            await owner.Field("signIn.name").FillAsync("wang.min");
            await owner.Field("signIn.password").FillAsync(Password);
            await owner.Page.Keyboard.PressAsync("Enter");
            await Expect(owner.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("sign-in-refused");
        },
        role: Administrator);

    [Fact]
    public Task Account_WithSecondFactor_SignsInByRecoveryCode() => office.Journey(
        async admin =>
        {
            admin.Expect(Unauthorized);
            admin.Expect(Unprocessable);
            await using var owner = await admin.Other(office.Browser, null);
            await SetPassword(owner, await Make(admin, "zhou.li", "周丽"));
            var codes = await TurnSecondFactorOn(owner);
            await owner.Page.Locator("header .who").ClickAsync();
            await owner.Page.GetByRole(AriaRole.Menuitem, new() { Name = owner.Text("account.signOut") }).ClickAsync();

            await owner.Field("signIn.name").FillAsync("zhou.li");
            await owner.Field("signIn.password").FillAsync(Password);
            await owner.Page.Keyboard.PressAsync("Enter");
            await owner.Field("signIn.code").FillAsync("000000");
            await owner.Page.Keyboard.PressAsync("Enter");
            await Expect(owner.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("code-wrong");
            await owner.Button("signIn.useRecovery").ClickAsync();
            await owner.Field("signIn.recovery").FillAsync(codes[0]);
            await owner.Page.Keyboard.PressAsync("Enter");

            await Expect(owner.Page.Locator("header .who")).ToContainTextAsync("周丽");
        },
        role: Administrator);

    [Fact]
    public Task Account_FirstPassword_MustBeChangedBeforeAnythingElse() => office.Journey(
        async admin =>
        {
            admin.Expect(Unauthorized);
            await admin.Open("/accounts/new");
            await Fill(admin, "sun.qi", "孙琪");
            await admin.Page.GetByText(admin.Text("accounts.firstPassword")).ClickAsync();
            await admin.Page.Locator("#first-password").FillAsync(Password);
            await admin.Button("accounts.make").ClickAsync();
            await Expect(admin.Page.GetByText(admin.Text("accounts.firstPasswordGiven"))).ToBeVisibleAsync();
            await using var owner = await admin.Other(office.Browser, null);
            await owner.Open("/ledger");

            await owner.Field("signIn.name").FillAsync("sun.qi");
            await owner.Field("signIn.password").FillAsync(Password);
            await owner.Page.Keyboard.PressAsync("Enter");
            await owner.Arrive("/new-password");
            await owner.Open("/leads");
            await owner.Arrive("/new-password");
            await owner.Field("password.current").FillAsync(Password);
            await owner.Field("password.new").FillAsync(Other);
            await owner.Field("password.again").FillAsync(Other);
            await owner.Page.Keyboard.PressAsync("Enter");

            await owner.Arrive("/leads");
            await Expect(owner.Page.Locator("h1")).ToHaveTextAsync(owner.Text("leads.title"));
        },
        role: Administrator);

    [Fact]
    public Task Token_Made_LetsAProgramInUntilItIsRevoked() => office.Journey(async visit =>
    {
        await visit.Open("/account");
        await visit.Button("tokens.add").ClickAsync();
        await visit.Field("tokens.name").FillAsync("每日取数");
        await visit.Page.Locator(".choices .el-checkbox", new() { HasText = visit.Text("permissions.read-progress") }).ClickAsync();
        await visit.Button("tokens.make").ClickAsync();
        var secret = await visit.Page.GetByLabel(visit.Text("tokens.secret"), new() { Exact = true }).InputValueAsync();
        using var program = new HttpClient { BaseAddress = visit.City.Root };
        program.DefaultRequestHeaders.Authorization = new("Bearer", secret);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await program.GetAsync("/api/v1/overview", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await program.GetAsync("/api/v1/ledger/households", TestContext.Current.CancellationToken)).StatusCode);
        await visit.Button("tokens.revoke").ClickAsync();
        await visit.Page.Locator(".el-popconfirm .el-button--primary").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Text("tokens.none"))).ToBeVisibleAsync();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/overview", TestContext.Current.CancellationToken)).StatusCode);
    });

    [Fact]
    public async Task SetUpLink_MakesTheFirstAccountsOnce()
    {
        using var city = ServedCity.Empty(InventedCity.ProgrammeFolder);
        await office.Journey(
            city,
            async visit =>
            {
                visit.Expect(Unauthorized);
                visit.Expect(Unprocessable);
                await visit.Open("/");
                await Expect(visit.Page.GetByText(visit.Text("signIn.setUpNeeded"))).ToBeVisibleAsync();

                await visit.Open(city.SetUpLink!.PathAndQuery + city.SetUpLink.Fragment);
                Assert.DoesNotContain('#', visit.Page.Url);
                await visit.Page.Locator("#administrator-name").FillAsync("admin.li");
                await visit.Page.Locator("#administrator-display").FillAsync("李管");
                await visit.Field("password.new").FillAsync(Password);
                await visit.Field("password.again").FillAsync(Password);
                await visit.Page.Locator("#officer-name").FillAsync("safe.sun");
                await visit.Page.Locator("#officer-display").FillAsync("孙安");
                await visit.Button("setUp.act").ClickAsync();
                var officerLink = new Uri(await visit.Page.GetByLabel(visit.Text("links.copy", ("name", "safe.sun"))).InputValueAsync());

                await visit.Button("setUp.go").ClickAsync();
                await visit.Arrive("/accounts");
                await Expect(visit.Rows).ToHaveCountAsync(2);
                await using var officer = await visit.Other(office.Browser, null);
                await SetPassword(officer, officerLink);
                await Expect(officer.Page.Locator("h1")).ToHaveTextAsync(officer.Text("journal.title"));

                // The link is used up.
                await visit.Open(city.SetUpLink.PathAndQuery + city.SetUpLink.Fragment);
                await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("link-expired");
            },
            "zh",
            null,
            nameof(SetUpLink_MakesTheFirstAccountsOnce));
    }

    /// <summary>Makes an account of a county's office, and returns the link with which its owner sets a password.</summary>
    internal static async Task<Uri> Make(Visit admin, string name, string displayName, string? county = "河东区")
    {
        await admin.Open("/accounts");
        await admin.Button("accounts.add").ClickAsync();
        await Fill(admin, name, displayName, county);
        await admin.Button("accounts.make").ClickAsync();
        return new Uri(await admin.Page.GetByLabel(admin.Text("links.copy", ("name", name))).InputValueAsync());
    }

    /// <param name="admin">Window of the administrator.</param>
    /// <param name="name">Sign-in name.</param>
    /// <param name="displayName">Name.</param>
    /// <param name="county">Name of the county; null for whichever comes first.</param>
    private static async Task Fill(Visit admin, string name, string displayName, string? county = "河东区")
    {
        await admin.Field("accounts.name").FillAsync(name);
        await admin.Field("accounts.displayName").FillAsync(displayName);
        await admin.Page.Locator("main .el-select").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Option, new() { Name = admin.Text("roles.county-office.name") }).ClickAsync();
        await admin.Page.GetByLabel(admin.Text("accounts.addRegion")).ClickAsync();
        await admin.Page.Locator(".el-cascader-node", new() { HasText = county }).First.Locator(".el-radio").ClickAsync();
        await Expect(admin.Page.Locator(".regions .chip")).ToContainTextAsync(county ?? "");
        await admin.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task SetPassword(Visit owner, Uri link)
    {
        await owner.Open(link.PathAndQuery + link.Fragment);
        await owner.Field("password.new").FillAsync(Password);
        await owner.Field("password.again").FillAsync(Password);
        await owner.Page.Keyboard.PressAsync("Enter");
        await Expect(owner.Page.Locator("header .who")).ToBeVisibleAsync();
        await owner.Settled();
    }

    private static async Task<IReadOnlyList<string>> TurnSecondFactorOn(Visit owner)
    {
        await owner.Open("/account");
        await owner.Button("secondFactor.turnOn").ClickAsync();
        var key = await owner.Page.Locator("main code").InnerTextAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Img, new() { Name = owner.Text("secondFactor.picture") })).ToBeVisibleAsync();
        await owner.Field("secondFactor.enter").FillAsync(Authenticator.Code(key));
        await owner.Page.Keyboard.PressAsync("Enter");
        await Expect(owner.Page.Locator(".codes li")).ToHaveCountAsync(10);
        var codes = await owner.Page.Locator(".codes li").AllInnerTextsAsync();
        await owner.Page.GetByText(owner.Text("secondFactor.sure"), new() { Exact = true }).ClickAsync();
        await owner.Button("secondFactor.done").ClickAsync();
        await Expect(owner.Button("secondFactor.turnOff")).ToBeVisibleAsync();
        return codes;
    }

    private static async Task<ILocator> Account(Visit admin, string name)
    {
        await admin.Open($"/accounts?search={name}");
        await admin.Follow(admin.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        return admin.Page.Locator("main");
    }

    private static ILocator Chip(Visit visit, string key, ILocator within) => within.Locator(".chip", new() { HasText = visit.Text(key) }).First;

    private static async Task Act(Visit admin, string key, string reason)
    {
        await admin.Button(key).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(admin.Text("reason.label")).FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = admin.Text(key), Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }
}
