using System.Net.Http.Headers;
using System.Text.Json;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Hosting;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleanHeating.Server.Tests;

/// <summary>How a test wants the product to run.</summary>
public sealed record Running
{
    public string? Web { get; init; }

    public string Url { get; init; } = "http://127.0.0.1:0";

    public ServerSettings? Settings { get; init; }

    public bool Demo { get; init; }

    /// <summary>Whether no account is made: what a first start finds.</summary>
    public bool Empty { get; init; }

    public TimeProvider? Time { get; init; }

    public ILoggerProvider? Log { get; init; }

    /// <summary>Opens the product over a data folder; over the embedded database where nothing is said.</summary>
    public Func<string, Workplace>? Open { get; init; }

    /// <summary>Puts files into the data folder before the start.</summary>
    public Action<TempFolder>? Files { get; init; }
}

/// <summary>The product itself on a free port of this machine, over a fresh data folder, with an HTTP client.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Workplace _workplace;
    private readonly WebApplication _app;
    private int _accounts;

    private RunningServer(string? programme, Running how)
    {
        _workplace = how.Open?.Invoke(_folder.Path) ?? Product.Open(_folder.Path, null, how.Time ?? TimeProvider.System);
        if (programme is not null)
        {
            new ProgrammeStore(_workplace).Save(ProgrammeLoader.Load(programme).Value, "test");
        }

        how.Files?.Invoke(_folder);
        _app = WebHost.Build(_workplace, new HostOptions(how.Url, how.Web, how.Demo, how.Settings) { Log = how.Log });
    }

    /// <summary>Signed in as the city office, unless a test says otherwise.</summary>
    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public Workplace Workplace => _workplace;

    public static Task<RunningServer> Start(string? programme, string? web = null) => Start(programme, new Running { Web = web });

    public static async Task<RunningServer> Start(string? programme, Running how)
    {
        var server = new RunningServer(programme, how);
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Address = new Uri(address);
        server.Client = how.Empty ? server.Nobody() : server.As(Role.CityOffice);
        return server;
    }

    /// <summary>A client that is signed in by nothing.</summary>
    public HttpClient Nobody()
    {
        // Cookies are set by hand, so that a test sees what a browser would send.
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=heating.test";
        var client = new HttpClient(handler) { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        return client;
    }

    /// <summary>
    /// A client that is signed in with a role: with a session's cookie and the page's token, as a browser is.
    /// </summary>
    /// <param name="role">Role of a fresh account.</param>
    /// <param name="regions">Its regions; the first county where the role needs some and none is given. Of an enterprise: its credit code.</param>
    public HttpClient As(Role role, params string[] regions)
    {
        var account = Add(role, regions);
        return As(Service<Sessions>().Begin(account, "password", new Origin("127.0.0.1", "test")).Value);
    }

    /// <summary>A client with the session of this secret.</summary>
    public HttpClient As(string session)
    {
        var client = Nobody();
        client.DefaultRequestHeaders.Add("Cookie", "cleanheat=" + session);
        client.DefaultRequestHeaders.Add("X-CSRF-Token", Secret.PageToken(session));
        return client;
    }

    /// <summary>A fresh account, without a password.</summary>
    public Account Add(Role role, params string[] regions)
    {
        var number = Interlocked.Increment(ref _accounts);
        var needed = RolePermissions.HasRegions(role) && !RolePermissions.IsCityWide(role) && regions.Length == 0;
        var account = new Account
        {
            Id = _workplace.Ids.Next(), Name = $"{role.Code()}-{number}", DisplayName = $"{role} {number}", Role = role,
            Regions = role == Role.Enterprise ? [] : needed ? [Counties().First()] : [.. regions.Select(r => RegionCode.TryParse(r, out var code) ? code : throw new ArgumentException(r))],
            CreditCode = role == Role.Enterprise ? regions.FirstOrDefault() ?? "91370000MA0000000" + CreditCode.CheckCharacter("91370000MA0000000") : null,
            CreatedAt = _workplace.Time.GetUtcNow().UtcTicks,
        };
        var made = Service<AccountBook>().Open("test", "test").CreateAsync(account).GetAwaiter().GetResult();
        return made.Succeeded ? account : throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
    }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public string File(string name) => _folder.File(name);

    public async Task<JsonElement> Get(string path) => await Read(await Client.GetAsync("/api/v1" + path));

    public async Task<JsonElement> Post(string path, object? body = null) =>
        await Read(await Client.PostAsync("/api/v1" + path, body is null ? null : new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json")));

    public async Task<JsonElement> Upload(string asOf, params string[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(asOf), "as_of" } };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(await System.IO.File.ReadAllBytesAsync(file)), "files", Path.GetFileName(file));
        }

        return await Read(await Client.PostAsync("/api/v1/imports", form));
    }

    /// <summary>Follows an import's events until it rests.</summary>
    public async Task<List<string>> Events(string id)
    {
        using var stream = new StreamReader(await Client.GetStreamAsync($"/api/v1/imports/{id}/events"));
        var events = new List<string>();
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                events.Add(JsonDocument.Parse(line[5..]).RootElement.GetProperty("state").GetString()!);
            }
        }

        return events;
    }

    /// <summary>Follows a job's events until it is over and reads it.</summary>
    public async Task<JsonElement> JobDone(string id, HttpClient? owner = null)
    {
        using var stream = new StreamReader(await (owner ?? Client).GetStreamAsync($"/api/v1/jobs/{id}/events"));
        await stream.ReadToEndAsync();
        return await Read(await (owner ?? Client).GetAsync($"/api/v1/jobs/{id}"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _workplace.Dispose();
        _folder.Dispose();
    }

    private IEnumerable<RegionCode> Counties() =>
        new ProgrammeStore(_workplace).Current()?.Plan.Divisions.Counties ?? [RegionCode.OfCounty(980101)];

    public static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
