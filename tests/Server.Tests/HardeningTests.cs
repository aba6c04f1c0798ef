using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CleanHeating.Platform.Accounts;
using CleanHeating.Server.Hosting;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Tests;

/// <summary>The host against a network that means it ill, and settings that were mistyped.</summary>
public sealed class HardeningTests
{
    private const string Password = "Winter-2030-warm";

    [Theory]
    [InlineData("""{ "listen": ["https://0.0.0.0:443"], "hsts_dayz": 3 }""", "settings-unknown-key")]
    [InlineData("""{ "accounts": { "idle": 3 } }""", "settings-unknown-key")]
    [InlineData("""{ "hsts_days": "many" }""", "settings-unreadable")]
    [InlineData("""{ "listen": [""", "settings-unreadable")]
    [InlineData("""{ "accounts": { "min_password_length": 4 } }""", "settings-value")]
    [InlineData("""{ "accounts": { "second_factor_roles": ["king"] } }""", "settings-value")]
    [InlineData("""{ "listen": ["ftp://x"] }""", "settings-value")]
    [InlineData("""{ "known_proxies": ["proxy"] }""", "settings-value")]
    [InlineData("""{ "certificate": { "pfx": "a", "pem": "b", "key": "c" } }""", "settings-value")]
    [InlineData("""{ "oauth": { "name": "x", "client_id": "y", "authorize_url": "http://elsewhere/a", "token_url": "https://a/t", "user_info_url": "https://a/u" } }""", "settings-value")]
    public void Settings_Mistyped_AreRefusedWithThePlace(string json, string code)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File(ServerSettings.FileName), json);

        var refused = Assert.Throws<SettingsException>(() => SettingsFile.Read(folder.Path));

        Assert.Equal(code, refused.Errors[0].Code);
        Assert.NotNull(refused.Errors[0].Place?.Path);
    }

    [Fact]
    public void Settings_Whole_AreRead()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File(ServerSettings.FileName), """
            {
              // a remark
              "listen": ["https://0.0.0.0:8443"], "certificate": { "pem": "a.pem", "key": "a.key" }, "allowed_hosts": ["heating.example"], "known_proxies": ["10.1.1.1"],
              "accounts": { "password_days": 90, "second_factor_roles": ["system-administrator", "security-officer"] }, "limits": { "upload_megabytes": 100 },
            }
            """);

        var settings = SettingsFile.Read(folder.Path);

        Assert.Equal((90, 100), (settings.Accounts.PasswordDays, settings.Limits.UploadMegabytes));
        Assert.Equal([Role.SystemAdministrator, Role.SecurityOfficer], settings.Accounts.Policy(demo: false).SecondFactorRoles.Order());
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", false, false, false, false, "listen-open")]
    [InlineData("http://192.168.1.5:5080", false, false, false, false, "listen-open")]
    [InlineData("http://127.0.0.1:5080;http://*:80", false, false, false, false, "listen-open")]
    [InlineData("https://192.168.1.5:5443", false, false, false, false, "listen-certificate")]
    [InlineData("https://0.0.0.0:5443", true, false, false, false, "listen-hosts")]
    [InlineData("https://0.0.0.0:5443", true, false, true, false, null)]
    [InlineData("https://192.168.1.5:5443", true, false, false, false, null)]
    [InlineData("http://0.0.0.0:5080", false, true, true, false, null)]
    [InlineData("http://0.0.0.0:5080", false, true, true, true, "listen-demo")]
    [InlineData("http://localhost:5080;http://[::1]:5080;http://127.0.0.7:1", false, false, false, false, null)]
    [InlineData("nonsense", false, false, false, false, "listen-invalid")]
    public void Addresses_BeyondThisMachine_NeedProtection(string urls, bool certificate, bool proxy, bool hosts, bool demo, string? code)
    {
        var settings = new ServerSettings { Certificate = certificate ? new CertificateSettings { Pfx = "x" } : null, BehindProxy = proxy, AllowedHosts = hosts ? ["heating.example"] : [] };

        Assert.Equal(code, Listening.Check(urls, settings, demo).FirstOrDefault()?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Https_WithTheOfficesCertificate_GuardsCookieAndTellsBrowsers(bool pfx)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=heating.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running
        {
            Url = "https://127.0.0.1:0",
            Files = folder =>
            {
                File.WriteAllBytes(folder.File("a.pfx"), made.Export(X509ContentType.Pfx, "geheim"));
                File.WriteAllText(folder.File("a.password"), "geheim\n");
                File.WriteAllText(folder.File("a.pem"), made.ExportCertificatePem());
                File.WriteAllText(folder.File("a.key"), key.ExportPkcs8PrivateKeyPem());
            },
            Settings = new ServerSettings
            {
                AllowedHosts = ["heating.test"],
                Certificate = pfx ? new CertificateSettings { Pfx = "a.pfx", PasswordFile = "a.password" } : new CertificateSettings { Pem = "a.pem", Key = "a.key" },
            },
        });
        await AccountsSignInTests.WithPassword(server, "liu", Role.Finance);
        using var browser = new AccountsBrowser(server) { Headers = { ["Host"] = "heating.test" } };

        var answer = await browser.SignIn("liu", Password);

        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-cleanheat=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("max-age=31536000", answer.Response.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        Assert.Equal("liu", (await browser.Get("/account")).Text("name"));
        browser.Headers["Host"] = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/account")).Status);
    }

    [Fact]
    public void Certificate_NotThere_IsAClearRefusal()
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite);

        var refused = Assert.Throws<SettingsException>(() => WebHost.Build(
            city.Workplace, new HostOptions("https://127.0.0.1:0", null, false, new ServerSettings { Certificate = new CertificateSettings { Pfx = "none.pfx" } })));

        Assert.Equal("settings-certificate", refused.Errors[0].Code);
    }

    [Fact]
    public async Task SignIn_TooOftenOnANameOrFromAnAddress_IsPutOff()
    {
        var limits = new LimitSettings { SignInsPerName = 3, SignInsPerAddress = 6 };
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Settings = new ServerSettings { Limits = limits } });
        using var browser = new AccountsBrowser(server);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("sign-in-refused", (await browser.SignIn("nobody", "x")).Code);
        }

        var put = await browser.SignIn("NOBODY ", "x");
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (put.Status, put.Code));
        Assert.InRange(put.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("sign-in-refused", (await browser.SignIn("other", "x")).Code);
        Assert.Equal("sign-in-refused", (await browser.SignIn("third", "x")).Code);
        Assert.Equal("too-many-requests", (await browser.SignIn("fourth", "x")).Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/sign-in")).Status);
    }

    [Fact]
    public async Task Upload_TooOftenOrTooLarge_IsRefused()
    {
        var limits = new LimitSettings { UploadsPerAccount = 2, UploadMegabytes = 1 };
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Settings = new ServerSettings { Limits = limits } });
        using var other = server.As(Role.CityOffice);
        async Task<HttpResponseMessage> Upload(HttpClient client, int bytes)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[bytes]), "files", "a.xlsx" } };
            return await client.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), form);
        }

        Assert.StartsWith("HTTP/1.1 413 ", await StatusOfDeclared(server, "/api/v1/imports", "multipart/form-data; boundary=x", 1_100_000), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await Upload(server.Client, 100)).StatusCode);
        var put = await Upload(server.Client, 100);
        Assert.Equal(HttpStatusCode.TooManyRequests, put.StatusCode);
        Assert.NotNull(put.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Accepted, (await Upload(other, 100)).StatusCode);
    }

    [Fact]
    public async Task Request_LargeWhereNoFilesAreTaken_IsRefused()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);

        Assert.StartsWith("HTTP/1.1 413 ", await StatusOfDeclared(server, "/api/v1/sign-in", "application/json", 5 * 1024 * 1024), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "203.0.113.9")]
    [InlineData(false, "127.0.0.1")]
    public async Task Proxy_WhatItSays_IsBelievedOnlyWhereOneIsSet(bool proxy, string address)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Settings = new ServerSettings { BehindProxy = proxy } });
        await AccountsSignInTests.WithPassword(server, "liu", Role.Finance);
        using var browser = new AccountsBrowser(server) { Headers = { ["X-Forwarded-For"] = "198.51.100.1, 203.0.113.9", ["X-Forwarded-Proto"] = "https" } };

        var answer = await browser.SignIn("liu", Password);

        Assert.Equal(proxy, answer.Response.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(address, (await browser.Get("/account/sessions")).Body.GetProperty("sessions")[0].GetProperty("address").GetString());
    }

    [Fact]
    public async Task Logs_OfEveryLevel_HoldNoSecret()
    {
        using var log = new Collected();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Log = log });
        await AccountsSignInTests.WithPassword(server, "liu", Role.CityOffice);
        using var browser = new AccountsBrowser(server);
        await browser.SignIn("liu", "Wrong-" + Password);
        await browser.SignIn("liu", Password);
        var key = (await browser.Post("/account/second-factor")).Text("key");
        var token = (await browser.Post("/account/tokens", new { name = "t", permissions = new[] { "read-ledger" }, expires_at = TimeProvider.System.GetUtcNow().AddDays(3) })).Text("secret");
        using var program = new AccountsBrowser(server) { Bearer = token };
        await program.Get("/account");
        var link = server.Service<AccountBook>().Find("liu") is { } account ? (await server.Service<AccountHandler>().ResetPassword(account.Id, null, "test")).Value.Link! : "";
        await browser.Post("/sign-in/link", new { token = link });
        await browser.Post("/sign-in/password", "{ not json");

        Assert.NotEmpty(log.Lines);
        foreach (var secret in new[] { Password, browser.Cookie!.Split('=')[1], browser.PageToken!, key, token, link })
        {
            Assert.DoesNotContain(log.Lines, l => l.Contains(secret, StringComparison.Ordinal));
        }
    }

    // Only the head of the request goes: who sends the body of a request that was refused may find the connection closed in the midst of it.
    private static async Task<string> StatusOfDeclared(RunningServer server, string path, string contentType, long length)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await using var stream = socket.GetStream();
        var head = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\n");
        foreach (var name in new[] { "Cookie", "X-CSRF-Token" })
        {
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {string.Join("; ", server.Client.DefaultRequestHeaders.GetValues(name))}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync())!;
    }

    private sealed class Collected : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
