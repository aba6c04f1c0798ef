using System.Text.Json;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
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

/// <summary>Two hosts over one PostgreSQL: their clocks form a cluster.</summary>
public sealed class TwoHostsTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _database = PostgresServer.Instance.CreateDatabase();
    private string? _session;
    private readonly List<(WebApplication App, Workplace Workplace, HttpClient Client)> _hosts = [];

    [Fact]
    public async Task Schedule_EverySecondOnTwoHosts_BeginsEachOnce()
    {
        var one = await Start();
        var other = await Start();
        Assert.True(await JobEndpointTests.Until(async () => (await Get(one, "/schedules")).GetProperty("schedules").GetArrayLength() == 4));
        Assert.True(await JobEndpointTests.Until(() => Task.FromResult(Count("SELECT COUNT(DISTINCT instance_name) FROM qrtz_scheduler_state") == 2)));

        using var changed = await one.PutAsync(
            new Uri("/api/v1/schedules/deadline-reminders", UriKind.Relative),
            new StringContent("""{"cron":"* * * * * ?","time_zone":"Asia/Shanghai","enabled":true,"version":1}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        changed.EnsureSuccessStatusCode();

        Assert.True(await JobEndpointTests.Until(() => Task.FromResult(Count("SELECT COUNT(*) FROM job WHERE kind = 'deadline-reminders' AND state = 'done'") >= 5)));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM job WHERE attempt > 1"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM (SELECT queued_at / 10000000 AS second FROM job WHERE kind = 'deadline-reminders' GROUP BY queued_at / 10000000 HAVING COUNT(*) > 1) twice"));
        Assert.Equal(4, (await Get(other, "/schedules")).GetProperty("schedules").GetArrayLength());
    }

    [Fact]
    public async Task Schedule_ChangedOnOneHost_RingsOnWhicheverIsLeft()
    {
        var one = await Start();
        Assert.True(await JobEndpointTests.Until(async () => (await Get(one, "/schedules")).GetProperty("schedules").GetArrayLength() == 4));
        using var changed = await one.PutAsync(
            new Uri("/api/v1/schedules/deadline-reminders", UriKind.Relative),
            new StringContent("""{"cron":"* * * * * ?","time_zone":"Asia/Shanghai","enabled":true,"version":1}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        changed.EnsureSuccessStatusCode();
        await Start();
        await Stop(0);

        var before = Count("SELECT COUNT(*) FROM job WHERE kind = 'deadline-reminders'");

        Assert.True(await JobEndpointTests.Until(() => Task.FromResult(Count("SELECT COUNT(*) FROM job WHERE kind = 'deadline-reminders'") >= before + 2), 60));
    }

    public async ValueTask DisposeAsync()
    {
        while (_hosts.Count > 0)
        {
            await Stop(0);
        }

        PostgresServer.Instance.DropDatabase(_database);
        _folder.Dispose();
    }

    private async Task<HttpClient> Start()
    {
        var workplace = Product.Open(_folder.Path, _database, TimeProvider.System);
        new ProgrammeStore(workplace).Save(ProgrammeLoader.Load(InventedCity.ProgrammeFolder).Value, "test");
        var app = WebHost.Build(workplace, new HostOptions("http://127.0.0.1:0", null, false));
        await app.StartAsync();
        _session ??= Door.Open(workplace);
        var client = Door.Client(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(), _session);
        _hosts.Add((app, workplace, client));
        return client;
    }

    private async Task Stop(int host)
    {
        var (app, workplace, client) = _hosts[host];
        _hosts.RemoveAt(host);
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        workplace.Dispose();
    }

    private long Count(string statement)
    {
        using var connection = _hosts[0].Workplace.Database.Open();
        return connection.ScalarLong(null, statement) ?? 0;
    }

    private static async Task<JsonElement> Get(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1" + path, UriKind.Relative))).RootElement;
}
