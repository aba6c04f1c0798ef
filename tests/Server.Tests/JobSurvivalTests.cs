using System.Globalization;
using System.Text.Json;
using CleanHeating.Ledger.ImportLedger;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.Platform.Storage;
using CleanHeating.Storage.Postgres;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Servers are killed in the middle of an import; it ends as if nothing had happened.</summary>
public sealed class JobSurvivalTests : IDisposable
{
    private const int Households = 30_000;
    private readonly TempFolder _folder = new();
    private readonly InventedCity _city = InventedCity.Open(TestDatabases.Sqlite, InventedCity.HezeFolder);
    private readonly SampleAnswer _sample;
    private readonly string _data;
    private string _session = "";

    public JobSurvivalTests()
    {
        _data = _folder.File("data");
        _sample = new SampleHandler().Make(_city.Programme, _folder.File("sample"), Households, 11);
    }

    public void Dispose()
    {
        _city.Dispose();
        _folder.Dispose();
    }

    [Theory, EveryDatabase(Usual = TestDatabases.Sqlite)]
    public async Task Import_ServerKilledInTheMiddleAndStartedAgain_EndsWithTheFiguresOfAnUndisturbedOne(string kind)
    {
        var database = Database(kind);
        var first = await Serve(database);
        var import = await Begin(first);
        await UntilStored(first, import, Households / 5);
        first.Kill();
        first.Dispose();

        using var second = await ServedProcess.Start(_data, database, _session);
        var afterRestart = (await second.Get($"/imports/{import}")).GetProperty("state").GetString();
        var job = await UntilOver(second);
        var done = await second.Get($"/imports/{import}");

        Assert.Equal("running", afterRestart);
        Assert.Equal(("done", 2), (job.GetProperty("state").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Equal("done", done.GetProperty("state").GetString());
        AssertUndisturbed(done.GetProperty("result"));
        Assert.Equal(0, second.Verify());
    }

    [Fact]
    public async Task Import_ServerOfTwoThatWorksIsKilled_TheOtherTakesOver()
    {
        var database = PostgresServer.Instance.CreateDatabase();
        using var one = await Serve(database);
        using var two = await ServedProcess.Start(_data, database, _session);
        var import = await Begin(one);
        await UntilStored(two, import, Households / 5);
        var works = WorksOn(database, one) ? one : two;
        var other = works == one ? two : one;
        works.Kill();

        var seenBeside = (await other.Get($"/imports/{import}")).GetProperty("state").GetString();
        var job = await UntilOver(other);

        Assert.Equal("running", seenBeside);
        Assert.Equal(("done", 2), (job.GetProperty("state").GetString(), job.GetProperty("attempt").GetInt32()));
        AssertUndisturbed(job.GetProperty("result"));
        Assert.Equal(0, other.Verify());
    }

    [Fact]
    public async Task Jobs_ManyOnTwoServers_EachRunsOnce()
    {
        var database = PostgresServer.Instance.CreateDatabase();
        using var one = await Serve(database);
        using var other = await ServedProcess.Start(_data, database, _session);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => (i % 2 == 0 ? one : other).Post("/leads/sweep")));
        Assert.True(await JobEndpointTests.Until(async () => (await Sweeps(one)).All(j => j.GetProperty("state").GetString() == "done"), 60));

        var jobs = await Sweeps(other);
        Assert.Equal(24, jobs.Count);
        Assert.All(jobs, j => Assert.Equal(1, j.GetProperty("attempt").GetInt32()));
    }

    [Theory, EveryDatabase(Usual = TestDatabases.Postgres)]
    public async Task Import_CancelledInTheMiddle_LeavesWholeCountiesAndSaysWhich(string kind)
    {
        var database = Database(kind);
        using var server = await Serve(database);
        var import = await Begin(server);
        var id = (await server.Get("/jobs?kind=import-run")).GetProperty("jobs")[0].GetProperty("id").GetString();
        await UntilStored(server, import, Households / 10);
        await server.Post($"/jobs/{id}/cancel");
        var job = await UntilOver(server);
        Assert.SkipWhen(job.GetProperty("state").GetString() == "done", "The import was over before it could be cancelled.");
        var state = await server.Get($"/imports/{import}");
        var progress = (await server.Get("/progress?by=county")).GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal("cancelled", job.GetProperty("state").GetString());
        Assert.Equal("failed", state.GetProperty("state").GetString());
        var stored = job.GetProperty("result").GetProperty("counties").EnumerateArray().Select(c => c.GetString()!).ToHashSet();
        Assert.InRange(stored.Count, 0, progress.Count - 1);
        Assert.Equal(stored.Count == 0 ? "import-cancelled-before" : "import-cancelled-after", state.GetProperty("error").GetProperty("code").GetString());
        var whole = _city.TryImport(_sample.Files, _sample.AsOf).Value;
        foreach (var county in progress)
        {
            var code = county.GetProperty("code").GetString()!;
            Assert.Equal(stored.Contains(code) ? whole.ByCounty[code].Imported : 0, county.GetProperty("ledger").GetInt32());
        }

        Assert.Equal(0, server.Verify());
        await server.Post($"/imports/{import}/start");
        AssertUndisturbed((await UntilOver(server)).GetProperty("result"), whole);
        Assert.Equal(0, server.Verify());
    }

    private static string? Database(string kind) => kind == TestDatabases.Postgres ? PostgresServer.Instance.CreateDatabase() : null;

    private static bool WorksOn(string database, ServedProcess server)
    {
        using var postgres = new PostgresDatabase(database);
        using var connection = postgres.Open();
        return connection.Query(null, "SELECT server FROM job WHERE state = 'running'").Select(r => r.GetString(0)).Single().Contains($"/{server.Id.ToString(CultureInfo.InvariantCulture)}/", StringComparison.Ordinal);
    }

    private async Task<ServedProcess> Serve(string? database)
    {
        Assert.Equal(0, ServedProcess.Run(_data, database, "init", "--programme", InventedCity.HezeFolder));
        _session = Door.Open(_data, database);
        return await ServedProcess.Start(_data, database, _session);
    }

    private async Task<string> Begin(ServedProcess server)
    {
        var import = await server.Upload(_sample.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _sample.Files);
        await server.Post($"/imports/{import}/start");
        return import;
    }

    private static async Task UntilStored(ServedProcess server, string import, int rows)
    {
        Assert.True(await JobEndpointTests.Until(
            async () => (await server.Get($"/imports/{import}")).GetProperty("progress") is { ValueKind: JsonValueKind.Object } progress && progress.GetProperty("done").GetInt64() >= rows, 120));
    }

    private static async Task<JsonElement> UntilOver(ServedProcess server)
    {
        JsonElement job = default;
        Assert.True(await JobEndpointTests.Until(
            async () => (job = (await server.Get("/jobs?kind=import-run")).GetProperty("jobs")[0]).GetProperty("state").GetString() is "done" or "failed" or "cancelled", 90));
        return job;
    }

    private static async Task<List<JsonElement>> Sweeps(ServedProcess server) => [.. (await server.Get("/jobs?kind=leads-sweep")).GetProperty("jobs").EnumerateArray()];

    private void AssertUndisturbed(JsonElement result, ImportAnswer? undisturbed = null)
    {
        var whole = undisturbed ?? _city.TryImport(_sample.Files, _sample.AsOf).Value;
        Assert.Equal(
            (whole.Rows, whole.Imported, whole.Updated, whole.Unchanged, whole.Quarantined),
            (result.GetProperty("rows").GetInt32(), result.GetProperty("imported").GetInt32(), result.GetProperty("updated").GetInt32(), result.GetProperty("unchanged").GetInt32(), result.GetProperty("quarantined").GetInt32()));
        foreach (var (county, count) in whole.ByCounty)
        {
            Assert.Equal(count.Imported, result.GetProperty("by_county").GetProperty(county).GetProperty("imported").GetInt32());
        }
    }
}
