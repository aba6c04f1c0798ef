using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Hosting;
using CleanHeating.TestKit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>The PostgreSQL server goes away under the product's feet and comes back.</summary>
public sealed class DatabaseGoneTests : IDisposable
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(LongRun.Rounds(3, 60));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_DatabaseGone_AreRefusedSoonAndAnsweredWhenItIsBack()
    {
        using var postgres = PostgresServer.StartOwn();
        using var workplace = Product.Open(_folder.File("data"), postgres.CreateDatabase(), TimeProvider.System);
        await using var app = WebHost.Build(workplace, new HostOptions("http://127.0.0.1:0", null, false));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        Assert.Equal(HttpStatusCode.OK, (await Ask(client)).Status);

        postgres.Stop();
        for (var gone = Stopwatch.StartNew(); gone.Elapsed < Away; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            var watch = Stopwatch.StartNew();
            var (status, code) = await Ask(client);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "database-unreachable"), (status, code));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }

        postgres.StartAgain();

        Assert.Equal(HttpStatusCode.OK, (await Ask(client)).Status);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Import_DatabaseGoneHalfWay_IsRefusedAndDoneWhenItIsBack()
    {
        using var postgres = PostgresServer.StartOwn();
        var city = new City(_folder, 8000);
        var program = new Cleanheat(_folder.File("data"), postgres.CreateDatabase());
        Assert.Equal(0, program.Run(out _, "init", "--programme", InventedCity.HezeFolder));
        using var import = program.Start(city.Import);
        var output = import.StandardOutput.ReadToEndAsync();
        var errors = import.StandardError.ReadToEndAsync();
        WaitForRows(program.ConnectionString!, import);

        postgres.Stop();
        var soon = import.WaitForExit(TimeSpan.FromSeconds(30));
        var exit = program.Run(out var meanwhile, "progress");
        postgres.StartAgain();

        Assert.True(soon);
        Assert.Equal(3, import.ExitCode);
        Assert.Equal("database-unreachable", Code(JsonDocument.Parse(await output).RootElement));
        Assert.DoesNotContain("   at ", await errors, StringComparison.Ordinal);
        Assert.Equal((3, "database-server-unreachable"), (exit, Code(meanwhile)));
        Assert.Equal(0, program.Run(out _, "verify"));
        Assert.Equal(1, program.Run(out var finished, city.Import));
        Assert.Equal(8000, finished.GetProperty("rows").GetInt32());
        Assert.Equal(0, program.Run(out _, "verify"));
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("code").GetString();

    // From inside nothing of an open transaction is seen; the server itself tells that rows are being written.
    private static void WaitForRows(string connectionString, Process import)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_relation_size('household')";
        while ((long)command.ExecuteScalar()! == 0)
        {
            Assert.False(import.HasExited);
            Thread.Sleep(5);
        }
    }

    private static async Task<(HttpStatusCode Status, string? Code)> Ask(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/api/v1/system", UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
