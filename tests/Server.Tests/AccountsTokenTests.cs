using System.Net;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Programs that act for an account.</summary>
public sealed class AccountsTokenTests
{
    [Fact]
    public async Task Token_Used_MayItsPartAndNoMore()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var owner = await AccountsAdministerTests.SignedIn(server, "liu", Role.CityOffice);
        var made = await owner.Post("/account/tokens", new { name = "nightly", permissions = new[] { "read-ledger", "sweep-leads" }, regions = new[] { "980101" }, expires_at = clock.GetUtcNow().AddDays(30) });
        using var program = new AccountsBrowser(server) { Bearer = made.Text("secret") };

        var account = await program.Get("/account");

        Assert.Equal(["read-ledger", "sweep-leads"], account.Body.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal((1, false), (account.Body.GetProperty("regions").GetArrayLength(), account.Body.GetProperty("whole_city").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/ledger/households")).Status);
        Assert.NotEqual("csrf-missing", (await program.Post("/leads/sweep")).Code);
        Assert.Equal("permission-missing", (await program.Get("/progress")).Code);
        Assert.Equal("session-needed", (await program.Get("/account/tokens")).Code);
        Assert.Equal("session-needed", (await program.Post("/account/password", new { current = "x", password = "y" })).Code);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await owner.Get("/account/tokens")).Body.GetProperty("tokens")[0].GetProperty("used_at").ValueKind);
        Assert.DoesNotContain(made.Text("secret"), (await owner.Get("/account/tokens")).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_RunOutRevokedOrAccountGone_IsNobody()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var owner = await AccountsAdministerTests.SignedIn(server, "liu", Role.CityOffice);
        async Task<(AccountsBrowser Program, string Id)> Token(int days)
        {
            var made = await owner.Post("/account/tokens", new { name = "t", permissions = new[] { "read-ledger" }, expires_at = clock.GetUtcNow().AddDays(days) });
            return (new AccountsBrowser(server) { Bearer = made.Text("secret") }, made.Body.GetProperty("token").GetProperty("id").GetString()!);
        }

        var (shortly, _) = await Token(1);
        var (revoked, id) = await Token(300);
        var (last, _) = await Token(300);
        Assert.Equal(HttpStatusCode.OK, (await revoked.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Delete("/account/tokens/" + id)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await revoked.Get("/account")).Status);
        clock.Move(TimeSpan.FromDays(1.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await shortly.Get("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await last.Get("/account")).Status);
        using var admin = await AccountsAdministerTests.SignedIn(server, "admin", Role.SystemAdministrator);
        var account = server.Service<AccountBook>().Find("liu")!;
        await admin.Send(HttpMethod.Put, $"/accounts/{account.Id}", new { version = 1, display_name = "Liu", role = "city-office", disabled = true, reason = "left" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await last.Get("/account")).Status);
    }

    [Theory]
    [InlineData("", "read-ledger", "", 30, "token-name-invalid")]
    [InlineData("t", "manage-accounts", "", 30, "token-permissions")]
    [InlineData("t", "fly", "", 30, "permission-unknown")]
    [InlineData("t", "read-ledger", "980102", 30, "token-regions")]
    [InlineData("t", "read-ledger", "999999", 30, "region-unknown")]
    [InlineData("t", "read-ledger", "", 400, "token-expiry")]
    [InlineData("t", "read-ledger", "", -1, "token-expiry")]
    public async Task Add_BeyondTheOwner_IsRefused(string name, string permission, string region, int days, string code)
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        using var owner = await AccountsAdministerTests.SignedIn(server, "liu", Role.CountyOffice);

        var answer = await owner.Post("/account/tokens", new { name, permissions = new[] { permission }, regions = region.Length == 0 ? [] : new[] { region }, expires_at = clock.GetUtcNow().AddDays(days) });

        Assert.Contains(code, answer.Codes);
    }
}
