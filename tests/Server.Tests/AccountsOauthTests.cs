using System.Net;
using CleanHeating.Platform.Accounts;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Sign-in through the office's identity service, against a real one.</summary>
public sealed class AccountsOauthTests
{
    private const string Begin = "/api/v1/sign-in/oauth";

    [Theory]
    [InlineData("body")]
    [InlineData("header")]
    public async Task SignIn_ThroughTheService_LetsAnExistingAccountIn(string secretIn)
    {
        await using var service = await OauthServer.Start();
        await using var server = await Start(service, secretIn);
        server.Add(Role.Finance);
        service.User = "finance-2";
        using var browser = new AccountsBrowser(server);

        Assert.Equal("City gate", (await browser.Get("/sign-in")).Text("oauth"));
        var back = await Through(browser, service);
        await browser.Begin(back with { Status = HttpStatusCode.OK });

        Assert.Equal("/", back.Response.Headers.Location!.OriginalString);
        Assert.Equal("finance-2", (await browser.Get("/account")).Text("name"));
        Assert.Equal("oauth", (await browser.Get("/account/sessions")).Body.GetProperty("sessions")[0].GetProperty("way").GetString());
    }

    [Fact]
    public async Task SignIn_NoAccountOrDisabled_IsRefused()
    {
        await using var service = await OauthServer.Start();
        await using var server = await Start(service);
        var account = server.Add(Role.Finance);
        account.IsDisabled = true;
        await server.Service<AccountBook>().Open("test", "test").UpdateAsync(account);
        using var browser = new AccountsBrowser(server);

        foreach (var user in new[] { "stranger", account.Name })
        {
            service.User = user;
            var back = await Through(browser, service);
            Assert.Equal("/sign-in#error=sign-in-no-account", back.Response.Headers.Location!.OriginalString);
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/account")).Status);
        }
    }

    [Fact]
    public async Task SignIn_SecondFactorOn_AsksForItAllTheSame()
    {
        await using var service = await OauthServer.Start();
        await using var server = await Start(service);
        var account = server.Add(Role.Finance);
        var factor = server.Service<SecondFactor>();
        var key = (await factor.SetUp(account, "test")).Value.Key;
        await factor.Confirm(account, Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        service.User = account.Name;
        using var browser = new AccountsBrowser(server);

        var back = await Through(browser, service);
        var ticket = back.Response.Headers.Location!.OriginalString.Split("#second-step=")[1];

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/account")).Status);
        var code = Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1);
        Assert.Equal(HttpStatusCode.OK, (await browser.Post("/sign-in/second-step", new { ticket, code })).Status);
    }

    [Fact]
    public async Task Callback_OfAnotherBrowserOrTwice_IsRefused()
    {
        await using var service = await OauthServer.Start();
        await using var server = await Start(service);
        service.User = server.Add(Role.Finance).Name;
        using var browser = new AccountsBrowser(server);
        using var victim = new AccountsBrowser(server);
        var callback = await ToCallback(browser, service);

        Assert.Equal("/sign-in#error=sign-in-expired", (await victim.Get(callback)).Response.Headers.Location!.OriginalString);
        Assert.Equal("/", (await browser.Get(callback)).Response.Headers.Location!.OriginalString);
        Assert.Equal("/sign-in#error=sign-in-expired", (await browser.Get(callback)).Response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Callback_VerifierDoesNotFit_IsRefused()
    {
        await using var service = await OauthServer.Start();
        await using var server = await Start(service);
        service.User = server.Add(Role.Finance).Name;
        service.SpoilsChallenges = true;
        using var browser = new AccountsBrowser(server);

        Assert.Equal("/sign-in#error=sign-in-external", (await Through(browser, service)).Response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/account")).Status);
    }

    [Fact]
    public async Task SignIn_NoServiceSet_IsNotThere()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var browser = new AccountsBrowser(server);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Begin)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Begin + "/callback?code=1&state=2")).Status);
    }

    private static Task<RunningServer> Start(OauthServer service, string secretIn = "body") => RunningServer.Start(InventedCity.ProgrammeFolder, new Running
    {
        Files = folder => File.WriteAllText(folder.File("oauth-secret"), OauthServer.ClientSecret + "\n"),
        Settings = new ServerSettings
        {
            Oauth = new OauthSettings
            {
                Name = "City gate", AuthorizeUrl = service.Url + "/authorize", TokenUrl = service.Url + "/token", UserInfoUrl = service.Url + "/user",
                ClientId = OauthServer.ClientId, ClientSecretFile = "oauth-secret", ClientSecretIn = secretIn, NameClaim = "data.account",
            },
        },
    });

    private static async Task<Answered> Through(AccountsBrowser browser, OauthServer service) => await browser.Get(await ToCallback(browser, service));

    private static async Task<string> ToCallback(AccountsBrowser browser, OauthServer service)
    {
        var there = (await browser.Get(Begin)).Response.Headers.Location!;
        Assert.StartsWith(service.Url, there.OriginalString, StringComparison.Ordinal);
        using var atService = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var granted = await atService.GetAsync(there);
        return granted.Headers.Location!.PathAndQuery;
    }
}
