using System.Net;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Who gets in, who does not, and for how long.</summary>
public sealed class AccountsSignInTests
{
    private const string Password = "Winter-2030-warm";

    [Fact]
    public async Task SignIn_RightPassword_IsInWithAGuardedCookie()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "wang.li", Role.CountyOffice);
        using var browser = new AccountsBrowser(server);

        var answer = await browser.SignIn("WANG.LI", Password);
        var account = await browser.Get("/account");

        Assert.Equal("signed-in", answer.Text("state"));
        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("wang.li", "county-office"), (account.Text("name"), account.Text("role")));
        Assert.Equal("河东区", account.Body.GetProperty("regions")[0].GetProperty("name").GetString());
        Assert.Contains("import-ledger", account.Body.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/ledger/households")).Status);
        Assert.Equal("permission-missing", (await browser.Get("/accounts")).Code);
    }

    [Fact]
    public async Task Requests_OfNobody_GetNoFurtherThanTheSignIn()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var nobody = new AccountsBrowser(server);

        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-needed"), (await nobody.Get("/ledger/households") is var list ? (list.Status, list.Code) : default));
        Assert.Equal("sign-in-needed", (await nobody.Post("/sign-out")).Code);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Get("/sign-in")).Status);
        nobody.Cookie = "cleanheat=" + Secret.New();
        Assert.Equal("sign-in-needed", (await nobody.Get("/account")).Code);
        nobody.Bearer = Secret.New();
        Assert.Equal("sign-in-needed", (await nobody.Get("/account")).Code);
    }

    [Fact]
    public async Task SignIn_WrongNameWrongPasswordLockedAndDisabled_AreAnsweredAlike()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "locked", Role.Finance);
        var disabled = await WithPassword(server, "disabled", Role.Finance);
        disabled.IsDisabled = true;
        await server.Service<AccountBook>().Open("test", "test").UpdateAsync(disabled);
        using var browser = new AccountsBrowser(server);
        for (var i = 0; i < 5; i++)
        {
            await browser.SignIn("locked", "wrong");
        }

        var answers = new[]
        {
            await browser.SignIn("nobody", Password), await browser.SignIn("disabled", Password), await browser.SignIn("disabled", "wrong"), await browser.SignIn("locked", Password), await browser.SignIn("locked", "wrong"),
        };

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-refused"), (a.Status, a.Code)));
        Assert.Single(answers.Select(a => a.Text("title")).Distinct());
    }

    [Fact]
    public async Task SignIn_FiveWrong_LocksForAQuarterOfAnHour()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock, Settings = new ServerSettings { Limits = new LimitSettings { SignInsPerName = 100 } } });
        var account = await WithPassword(server, "zhao", Role.Finance);
        using var browser = new AccountsBrowser(server);
        for (var i = 0; i < 4; i++)
        {
            await browser.SignIn("zhao", "wrong");
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn("zhao", Password)).Status);
        for (var i = 0; i < 5; i++)
        {
            await browser.SignIn("zhao", "wrong");
        }

        using var later = new AccountsBrowser(server);
        Assert.Equal("sign-in-refused", (await later.SignIn("zhao", Password)).Code);
        clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal("sign-in-refused", (await later.SignIn("zhao", Password)).Code);
        clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await later.SignIn("zhao", Password)).Status);
        Assert.Equal(["sign-in-refused", "locked"], Acts(server, account.Id).Where(a => a is "sign-in-refused" or "locked").Distinct());
    }

    [Fact]
    public async Task SignIn_ManyWrongAtOnce_AllCount()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "sun", Role.Finance);
        using var browser = new AccountsBrowser(server);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.Post("/sign-in", new { name = "sun", password = "wrong" })));

        Assert.Equal("sign-in-refused", (await browser.SignIn("sun", Password)).Code);
        Assert.NotNull(server.Service<AccountBook>().Find("sun")!.LockedUntil);
    }

    [Fact]
    public async Task Session_IdleOrTooLong_Ends()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var idle = server.As(Role.Finance);
        using var busy = server.As(Role.Finance);
        async Task<HttpStatusCode> Ask(HttpClient client) => (await client.GetAsync(new Uri("/api/v1/account", UriKind.Relative))).StatusCode;
        Assert.Equal(HttpStatusCode.OK, await Ask(idle));
        for (var minutes = 0; minutes < (12 * 60) - 40; minutes += 20)
        {
            clock.Move(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, await Ask(busy));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(idle));
        server.Service<Sessions>().Keep();
        Assert.Equal(HttpStatusCode.OK, await Ask(busy));
        clock.Move(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.OK, await Ask(busy));
        clock.Move(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(busy));
    }

    [Fact]
    public async Task Change_WithoutThePagesToken_IsRefused()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "qian", Role.CityOffice);
        using var browser = new AccountsBrowser(server);
        await browser.SignIn("qian", Password);
        var token = browser.PageToken;

        browser.PageToken = null;
        Assert.Equal((HttpStatusCode.Forbidden, "csrf-missing"), (await browser.Post("/leads/sweep") is var none ? (none.Status, none.Code) : default));
        browser.PageToken = Secret.PageToken(Secret.New());
        Assert.Equal("csrf-missing", (await browser.Post("/leads/sweep")).Code);
        browser.PageToken = token;
        browser.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal("csrf-missing", (await browser.Post("/leads/sweep")).Code);
        browser.Headers["Sec-Fetch-Site"] = "same-origin";
        browser.Headers["Origin"] = server.Address.ToString().TrimEnd('/');
        Assert.NotEqual("csrf-missing", (await browser.Post("/leads/sweep")).Code);
    }

    [Fact]
    public async Task Password_FirstOrReset_MustBeChangedBeforeAnythingElse()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await server.Service<AccountHandler>().Add("first", new AccountRequest("First", Role.CityOffice, []), Password, "test");
        using var browser = new AccountsBrowser(server);
        await browser.SignIn("first", Password);

        Assert.Equal((HttpStatusCode.Forbidden, "password-change-needed"), (await browser.Get("/ledger/households") is var list ? (list.Status, list.Code) : default));
        Assert.True((await browser.Get("/account")).Body.GetProperty("must_change_password").GetBoolean());
        Assert.Equal("password-used-before", (await browser.Post("/account/password", new { current = Password, password = Password })).Codes.Single());
        Assert.Equal("password-wrong", (await browser.Post("/account/password", new { current = "x", password = "Summer-2031-cool" })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("/account/password", new { current = Password, password = "Summer-2031-cool" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/ledger/households")).Status);
        Assert.Equal("sign-in-refused", (await browser.SignIn("first", Password)).Code);
    }

    [Theory]
    [InlineData("short-1A", "password-too-short")]
    [InlineData("alllowercaseletters", "password-too-simple")]
    [InlineData("My-qian-2030", "password-has-name")]
    [InlineData("P@ssw0rd2021!", "password-common")]
    [InlineData("Qwerty123456!", "password-common")]
    [InlineData("Winter-2030-warm", "password-used-before")]
    public async Task Password_AgainstARule_IsRefusedByName(string password, string code)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "qian", Role.CityOffice);
        using var browser = new AccountsBrowser(server);
        await browser.SignIn("qian", Password);

        Assert.Contains(code, (await browser.Post("/account/password", new { current = Password, password })).Codes);
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsButNotThisOne()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "qian", Role.CityOffice);
        using var here = new AccountsBrowser(server);
        using var there = new AccountsBrowser(server);
        await here.SignIn("qian", Password);
        await there.SignIn("qian", Password);

        await here.Post("/account/password", new { current = Password, password = "Summer-2031-cool" });

        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Get("/account")).Status);
    }

    [Fact]
    public async Task Sessions_ListedAndEnded_OneAndAll()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await WithPassword(server, "qian", Role.CityOffice);
        using var here = new AccountsBrowser(server) { Headers = { ["User-Agent"] = "Firefox on Linux" } };
        using var there = new AccountsBrowser(server);
        using var third = new AccountsBrowser(server);
        await here.SignIn("qian", Password);
        await there.SignIn("qian", Password);
        await third.SignIn("qian", Password);

        var sessions = (await here.Get("/account/sessions")).Body.GetProperty("sessions").EnumerateArray().ToList();
        var own = sessions.Single(s => s.GetProperty("current").GetBoolean());
        Assert.Equal((3, "Firefox on Linux", "127.0.0.1"), (sessions.Count, own.GetProperty("device").GetString(), own.GetProperty("address").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await here.Delete("/account/sessions/" + sessions[1].GetProperty("id").GetString())).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Get("/account")).Status);
        await here.Delete("/account/sessions");
        Assert.Equal(HttpStatusCode.Unauthorized, (await third.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await here.Post("/sign-out")).Status);
        Assert.Null(here.Cookie);
        Assert.Equal("not-found", (await new AccountsBrowser(server) { Cookie = null }.Post("/sign-in/demo", new { role = "finance" })).Code);
    }

    [Fact]
    public async Task SetUp_FirstStart_MakesTheFirstAccountsOnce()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Empty = true });
        var token = server.Service<Links>().SetUp("test");
        using var browser = new AccountsBrowser(server);
        var request = new
        {
            token, administrator = new { name = "admin.one", display_name = "Zhang Wei" }, password = Password,
            security_officer = new { name = "officer", display_name = "Li Na" }, city_office = new { name = "office", display_name = "Wang Fang" },
        };

        Assert.True((await browser.Get("/sign-in")).Body.GetProperty("set_up_needed").GetBoolean());
        Assert.Equal("link-expired", (await browser.Post("/sign-in/set-up", request with { token = Secret.New() })).Code);
        Assert.Equal("administrators-not-separate", (await browser.Post("/sign-in/set-up", request with { security_officer = new { name = "officer", display_name = "zhang wei" } })).Code);
        Assert.Equal("set-up", (await browser.Post("/sign-in/link", new { token })).Text("kind"));
        var made = await browser.Post("/sign-in/set-up", request);
        await browser.Begin(made);

        Assert.Equal("system-administrator", (await browser.Get("/account")).Text("role"));
        Assert.Equal(3, (await browser.Get("/accounts")).Body.GetProperty("accounts").GetArrayLength());
        Assert.Equal("link-expired", (await browser.Post("/sign-in/set-up", request)).Code);
        Assert.False((await browser.Get("/sign-in")).Body.GetProperty("set_up_needed").GetBoolean());
        var link = made.Body.GetProperty("links")[1].GetProperty("link").GetString()!.Split('#')[1];
        using var office = new AccountsBrowser(server);
        Assert.Equal("office", (await office.Post("/sign-in/link", new { token = link })).Text("name"));
        Assert.Equal("password-too-short", (await office.Post("/sign-in/password", new { token = link, password = "Ab1-" })).Code);
        await office.Begin(await office.Post("/sign-in/password", new { token = link, password = Password }));
        Assert.Equal("city-office", (await office.Get("/account")).Text("role"));
        Assert.Equal("link-expired", (await office.Post("/sign-in/password", new { token = link, password = "Other-2030-warm" })).Code);
    }

    [Fact]
    public async Task SetUp_LinkOlderThanADay_IsNoLongerGood()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(null, new Running { Empty = true, Time = clock });
        var token = server.Service<Links>().SetUp("test");
        using var browser = new AccountsBrowser(server);

        clock.Move(TimeSpan.FromHours(24.1));

        Assert.Equal("link-expired", (await browser.Post("/sign-in/set-up", new { token, administrator = new { name = "admin", display_name = "A" }, password = Password })).Code);
    }

    [Fact]
    public async Task Demo_EachRole_IsLetInThereAndNowhereElse()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Demo = true, Empty = true });
        await new SignIn.DemoAccounts(server.Workplace, server.Service<AccountBook>()).Make();
        using var browser = new AccountsBrowser(server);

        var ways = await browser.Get("/sign-in");
        Assert.Equal(Enum.GetValues<Role>().Select(r => r.Code()), ways.Body.GetProperty("demo_roles").EnumerateArray().Select(r => r.GetString()));
        foreach (var role in Enum.GetValues<Role>())
        {
            await browser.Begin(await browser.Post("/sign-in/demo", new { role = role.Code() }));
            Assert.Equal(role.Code(), (await browser.Get("/account")).Text("role"));
        }

        Assert.Equal("role-unknown", (await browser.Post("/sign-in/demo", new { role = "king" })).Code);
        var elsewhere = new Sessions(server.Workplace, new AccountBook(server.Workplace, new AccountPolicy()));
        Assert.Null(elsewhere.Find(browser.Cookie!.Split('=')[1]));
    }

    internal static async Task<Account> WithPassword(RunningServer server, string name, Role role, string password = Password)
    {
        var model = server.Add(role);
        var account = new Account
        {
            Id = server.Workplace.Ids.Next(), Name = name, DisplayName = "Person " + name, Role = role, Regions = model.Regions, CreditCode = model.CreditCode, CreatedAt = model.CreatedAt,
        };
        var made = await server.Service<AccountBook>().Open("test", "test").CreateAsync(account, password);
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(e => e.Description)));
        return server.Service<AccountBook>().Find(account.Id)!;
    }

    internal static List<string> Acts(RunningServer server, long account)
    {
        using var connection = server.Workplace.Database.Open();
        return [.. connection.Query(null, "SELECT action FROM journal_entry WHERE county_code = 0 AND target = 'account' AND first_key = @p0 ORDER BY number", account).Select(r => r.GetString(0))];
    }
}
