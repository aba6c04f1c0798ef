using System.Net;
using System.Xml.Linq;
using CleanHeating.Platform.Accounts;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>The second factor, from its picture to the day the device is lost.</summary>
public sealed class AccountsSecondFactorTests
{
    private const string Password = "Winter-2030-warm";

    [Fact]
    public async Task SecondFactor_TurnedOn_IsAskedForAndEachCodeIsGoodOnce()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);

        var setUp = await person.Post("/account/second-factor");
        var key = setUp.Text("key");
        Assert.Contains("secret=" + key, setUp.Text("address"), StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Parse(setUp.Text("qr_svg")).Root!.Name.LocalName);
        Assert.Equal("code-wrong", (await person.Post("/account/second-factor/confirm", new { code = "000000" })).Code);
        Assert.False((await person.Get("/account")).Body.GetProperty("second_factor").GetProperty("on").GetBoolean());
        var confirmed = await person.Post("/account/second-factor/confirm", new { code = Code(key, clock) });
        Assert.Equal(10, confirmed.Body.GetProperty("recovery_codes").GetArrayLength());

        using var other = new AccountsBrowser(server);
        var first = await other.SignIn("liu", Password);
        Assert.Equal("second-step", first.Text("state"));
        Assert.Null(other.Cookie);
        Assert.Equal("code-wrong", (await other.Post("/sign-in/second-step", new { ticket = first.Text("ticket"), code = Code(key, clock) })).Code);
        clock.Move(TimeSpan.FromSeconds(30));
        var code = Code(key, clock);
        await other.Begin(await other.Post("/sign-in/second-step", new { ticket = first.Text("ticket"), code }));
        Assert.Equal("liu", (await other.Get("/account")).Text("name"));
        Assert.Equal("sign-in-expired", (await other.Post("/sign-in/second-step", new { ticket = first.Text("ticket"), code })).Code);
    }

    [Fact]
    public async Task RecoveryCode_Used_IsGoodOnce()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);
        var code = (await TurnOn(person, clock)).Body.GetProperty("recovery_codes")[3].GetString()!;

        var ticket = (await person.SignIn("liu", Password)).Text("ticket");
        Assert.Equal(HttpStatusCode.OK, (await person.Post("/sign-in/second-step", new { ticket, code = code.ToLowerInvariant() })).Status);
        ticket = (await person.SignIn("liu", Password)).Text("ticket");
        Assert.Equal("code-wrong", (await person.Post("/sign-in/second-step", new { ticket, code })).Code);
        Assert.Equal(9, server.Service<AccountBook>().Find("liu")!.RecoveryCodesLeft);
    }

    [Fact]
    public async Task SecondStep_FiveWrongCodes_LockTheAccount()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);
        var key = await KeyOf(person, clock);
        var ticket = (await person.SignIn("liu", Password)).Text("ticket");
        for (var i = 0; i < 5; i++)
        {
            await person.Post("/sign-in/second-step", new { ticket, code = "12345" + i });
        }

        clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal("code-wrong", (await person.Post("/sign-in/second-step", new { ticket, code = Code(key, clock) })).Code);
        Assert.Equal("sign-in-refused", (await person.SignIn("liu", Password)).Code);
    }

    [Fact]
    public async Task Ticket_AfterFiveMinutes_IsNoLongerGood()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);
        var key = await KeyOf(person, clock);
        var ticket = (await person.SignIn("liu", Password)).Text("ticket");

        clock.Move(TimeSpan.FromMinutes(5.1));

        Assert.Equal("sign-in-expired", (await person.Post("/sign-in/second-step", new { ticket, code = Code(key, clock) })).Code);
    }

    [Fact]
    public async Task SecondFactor_TakenOff_NeedsThePasswordOrTheAdministrator()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);
        await TurnOn(person, clock);

        Assert.Equal("second-factor-on", (await person.Post("/account/second-factor")).Code);
        Assert.Equal("password-wrong", (await person.Post("/account/second-factor/disable", new { password = "x" })).Code);
        Assert.Equal("password-wrong", (await person.Post("/account/second-factor/recovery-codes", new { password = "x" })).Code);
        Assert.Equal(10, (await person.Post("/account/second-factor/recovery-codes", new { password = Password })).Body.GetProperty("recovery_codes").GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await person.Post("/account/second-factor/disable", new { password = Password })).Status);
        Assert.Equal("signed-in", (await person.SignIn("liu", Password)).Text("state"));

        await TurnOn(person, clock);
        using var admin = await AccountsAdministerTests.SignedIn(server, "admin", Role.SystemAdministrator);
        var removed = await admin.Post($"/accounts/{(await person.Get("/account")).Text("id")}/remove-second-factor", new { reason = "device lost" });
        Assert.False(removed.Body.GetProperty("second_factor").GetBoolean());
        Assert.Equal("signed-in", (await person.SignIn("liu", Password)).Text("state"));
    }

    [Fact]
    public async Task SecondFactor_RequiredForTheRole_IsSetUpBeforeAnythingElse()
    {
        var settings = new ServerSettings { Accounts = new AccountSettings { SecondFactorRoles = ["finance"] } };
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock, Settings = settings });
        using var person = await AccountsAdministerTests.SignedIn(server, "liu", Role.Finance);

        Assert.Equal((HttpStatusCode.Forbidden, "second-factor-needed"), (await person.Get("/ledger/households") is var list ? (list.Status, list.Code) : default));
        await TurnOn(person, clock);
        Assert.Equal(HttpStatusCode.OK, (await person.Get("/ledger/households")).Status);
        Assert.Equal("second-factor-needed", (await person.Post("/account/second-factor/disable", new { password = Password })).Code);
    }

    private static string Code(string key, MovableClock clock) => Totp.CodeAt(key, Totp.StepAt(clock.GetUtcNow()));

    private static async Task<Answered> TurnOn(AccountsBrowser person, MovableClock clock) =>
        await person.Post("/account/second-factor/confirm", new { code = Code((await person.Post("/account/second-factor")).Text("key"), clock) });

    private static async Task<string> KeyOf(AccountsBrowser person, MovableClock clock)
    {
        var key = (await person.Post("/account/second-factor")).Text("key");
        await person.Post("/account/second-factor/confirm", new { code = Code(key, clock) });
        return key;
    }
}
