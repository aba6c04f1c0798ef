using System.Net.Http.Headers;
using System.Text.Json;
using CleanHeating.Platform;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Loading;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Hosting;
using CleanHeating.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CleanHeating.Server.Tests;

/// <summary>The product itself on a free port of this machine, over a fresh data folder, with an HTTP client.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Workplace _workplace;
    private readonly WebApplication _app;

    private RunningServer(string? programme, string? web)
    {
        _workplace = Product.Open(_folder.Path, null, TimeProvider.System);
        if (programme is not null)
        {
            new ProgrammeStore(_workplace).Save(ProgrammeLoader.Load(programme).Value, "test");
        }

        _app = WebHost.Build(_workplace, new HostOptions("http://127.0.0.1:0", web, false));
    }

    public HttpClient Client { get; private set; } = null!;

    public Workplace Workplace => _workplace;

    public static async Task<RunningServer> Start(string? programme, string? web = null)
    {
        var server = new RunningServer(programme, web);
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Client = new HttpClient { BaseAddress = new Uri(address) };
        server.Client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        return server;
    }

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
    public async Task<JsonElement> JobDone(string id)
    {
        using var stream = new StreamReader(await Client.GetStreamAsync($"/api/v1/jobs/{id}/events"));
        await stream.ReadToEndAsync();
        return await Get($"/jobs/{id}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _workplace.Dispose();
        _folder.Dispose();
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
