using System.Net;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>What system administrators do with accounts, and what they may not.</summary>
public sealed class AccountsAdministerTests
{
    private const string Password = "Winter-2030-warm";

    [Fact]
    public async Task Accounts_AddedChangedListed_AsTheAdministratorSaid()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var admin = await SignedIn(server, "admin", Role.SystemAdministrator);

        var added = await admin.Post("/accounts", new { name = "liu", display_name = "Liu Yang", role = "township", regions = new[] { "980101001000" }, password = Password, reason = "new" });
        var id = added.Body.GetProperty("account").GetProperty("id").GetString();
        var changed = await admin.Send(HttpMethod.Put, $"/accounts/{id}", new { version = 1, display_name = "Liu Yang", role = "county-office", regions = new[] { "980101" }, reason = "moved" });
        var found = await admin.Get("/accounts?search=liu&role=county-office");

        Assert.True(added.Body.GetProperty("account").GetProperty("must_change_password").GetBoolean());
        Assert.Equal(("county-office", 2), (changed.Text("role"), changed.Body.GetProperty("version").GetInt32()));
        Assert.Equal("河东区", changed.Body.GetProperty("regions")[0].GetProperty("name").GetString());
        Assert.Equal(id, found.Body.GetProperty("accounts").EnumerateArray().Single().GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await admin.Send(HttpMethod.Put, $"/accounts/{id}", new { version = 1, display_name = "x", role = "finance", reason = "x" })).Status);
        Assert.Equal("reason-needed", (await admin.Send(HttpMethod.Put, $"/accounts/{id}", new { version = 2, display_name = "x", role = "finance" })).Code);
        Assert.Equal("account-unknown", (await admin.Get("/accounts/1")).Code);
    }

    [Theory]
    [InlineData("x", "finance", null, null, "account-name-invalid")]
    [InlineData("bad name", "finance", null, null, "account-name-invalid")]
    [InlineData("liu", "king", null, null, "role-unknown")]
    [InlineData("liu", "township", null, null, "regions-needed")]
    [InlineData("liu", "utility", "980101", null, "regions-not-for-role")]
    [InlineData("liu", "township", "999999", null, "region-unknown")]
    [InlineData("liu", "enterprise", null, "123", "credit-code-invalid")]
    [InlineData("liu", "finance", null, "91370000MA00000000", "credit-code-invalid")]
    public async Task Add_AgainstARule_IsRefusedByName(string name, string role, string? region, string? creditCode, string code)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var admin = await SignedIn(server, "admin", Role.SystemAdministrator);

        var answer = await admin.Post("/accounts", new { name, display_name = "Liu", role, regions = region is null ? [] : new[] { region }, credit_code = creditCode });

        Assert.Contains(code, answer.Codes);
        Assert.NotEqual(code, answer.Text("title"));
    }

    [Fact]
    public async Task Accounts_ManyPages_EachNameOnce()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var admin = await SignedIn(server, "admin", Role.SystemAdministrator);
        for (var i = 0; i < 7; i++)
        {
            server.Add(Role.Finance);
        }

        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await admin.Get($"/accounts?limit=3&cursor={cursor}");
            names.AddRange(page.Body.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("name").GetString()!));
            cursor = page.Body.GetProperty("next").GetString();
        }

        Assert.Equal(10, names.Count);
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names.Distinct());
    }

    [Fact]
    public async Task Administrator_OwnRole_IsForOthersToChange()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var admin = await SignedIn(server, "admin", Role.SystemAdministrator);
        var own = (await admin.Get("/account")).Text("id");

        Assert.Equal("own-account", (await admin.Send(HttpMethod.Put, $"/accounts/{own}", new { version = 1, display_name = "A", role = "city-office", reason = "x" })).Code);
        Assert.Equal("own-account", (await admin.Send(HttpMethod.Put, $"/accounts/{own}", new { version = 1, display_name = "A", role = "system-administrator", disabled = true, reason = "x" })).Code);
    }

    [Fact]
    public async Task ResetUnlockAndSessions_ByTheAdministrator_TakeEffectAtOnce()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var admin = await SignedIn(server, "admin", Role.SystemAdministrator);
        using var person = await SignedIn(server, "liu", Role.Finance);
        var id = (await person.Get("/account")).Text("id");
        var token = await person.Post("/account/tokens", new { name = "t", permissions = new[] { "read-ledger" }, expires_at = DateTimeOffset.UnixEpoch.AddDays(30_000) });
        Assert.Equal("token-expiry", token.Code);

        var sessions = (await admin.Get($"/accounts/{id}/sessions")).Body.GetProperty("sessions");
        Assert.Equal(HttpStatusCode.OK, (await admin.Delete($"/accounts/{id}/sessions/{sessions[0].GetProperty("id").GetString()}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Get("/account")).Status);
        for (var i = 0; i < 5; i++)
        {
            await person.SignIn("liu", "wrong");
        }

        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await admin.Get($"/accounts/{id}")).Body.GetProperty("locked_until").ValueKind);
        await admin.Post($"/accounts/{id}/unlock", new { reason = "called" });
        Assert.Equal(HttpStatusCode.OK, (await person.SignIn("liu", Password)).Status);
        var reset = await admin.Post($"/accounts/{id}/reset-password", new { reason = "forgot" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Get("/account")).Status);
        Assert.Equal("sign-in-refused", (await person.SignIn("liu", Password)).Code);
        var link = reset.Text("link").Split('#')[1];
        Assert.Equal("password-used-before", (await person.Post("/sign-in/password", new { token = link, password = Password })).Code);
        await person.Begin(await person.Post("/sign-in/password", new { token = link, password = "Summer-2031-cool" }));
        Assert.Equal("finance", (await person.Get("/account")).Text("role"));
        Assert.Contains("unlocked", AccountsSignInTests.Acts(server, long.Parse(id, null)));
    }

    [Theory]
    [InlineData(Role.CityOffice)]
    [InlineData(Role.SecurityOfficer)]
    [InlineData(Role.Audit)]
    public async Task Accounts_OtherRoles_HaveNothingToDoWithThem(Role role)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var person = await SignedIn(server, "person", role);

        Assert.Equal("permission-missing", (await person.Get("/accounts")).Code);
        Assert.Equal("permission-missing", (await person.Post("/accounts", new { name = "x" })).Code);
    }

    internal static async Task<AccountsBrowser> SignedIn(RunningServer server, string name, Role role)
    {
        await AccountsSignInTests.WithPassword(server, name, role);
        var browser = new AccountsBrowser(server);
        Assert.Equal("signed-in", (await browser.SignIn(name, Password)).Text("state"));
        return browser;
    }
}
