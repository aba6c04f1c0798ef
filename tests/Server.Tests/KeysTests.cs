using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.Server.Composition;
using CleanHeating.Server.Tests.Faults;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>The key ring on the command line, and what a running server notices of it: nothing.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, EveryDatabase(Usual = TestDatabases.Postgres)]
    public async Task Serve_KeysTurnAndAreRenewedBesideIt_NoRequestFails(string kind)
    {
        using var site = Filled(kind, 3000);
        var session = Door.Open(site.Program.Folder, site.Program.ConnectionString, Platform.Accounts.Role.CityOffice);
        using var server = await ServedProcess.Start(site.Program.Folder, site.Program.ConnectionString, session);
        var rows = (await server.Get("/ledger/households?limit=20")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToList();
        using var over = new CancellationTokenSource();
        var asking = Task.Run(() => Ask(server, rows, over.Token), TestContext.Current.CancellationToken);

        Assert.Equal(0, site.Program.Run(out var rotated, "keys", "rotate", "--suite", "national"));
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Equal(0, site.Program.Run(out var renewed, "keys", "renew"));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(0, site.Program.Run(out _, "keys", "rotate"));
        Assert.Equal(0, site.Program.Run(out _, "keys", "renew"));
        await over.CancelAsync();
        var (asked, changed) = await asking;

        Assert.Equal((2, "national"), (rotated.GetProperty("generation").GetInt32(), rotated.GetProperty("suite").GetString()));
        Assert.True(renewed.GetProperty("rows").GetInt64() > 2500 && renewed.GetProperty("values").GetInt64() > 5000);
        Assert.True(asked > 20 && changed > 5, $"{asked} requests, {changed} changes");
        Assert.Equal(0, server.Verify());
        site.Program.Run(out var list, "keys", "list");
        var generations = list.GetProperty("generations").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3], generations.Select(g => g.GetProperty("number").GetInt32()));
        Assert.Equal(0, generations[0].GetProperty("values").GetInt64());
        Assert.Equal(3, site.Program.Run(out var refused, "keys", "retire", "3"));
        Assert.Equal("keys-newest", Code(refused));
    }

    [Theory, EveryDatabase(Usual = TestDatabases.Sqlite)]
    public void Renew_KilledAtRandomMoments_IsFinishedByTheNext(string kind)
    {
        using var site = Filled(kind, 12_000);
        var random = new Random(5);
        var before = site.With(Digest.Of);
        Assert.Equal(0, site.Program.Run(out _, "keys", "rotate"));
        var undisturbed = Stopwatch.StartNew();
        Assert.Equal(0, site.Program.Run(out _, "keys", "renew"));
        var (longest, kills, halfWay) = (undisturbed.Elapsed, 0, 0);
        Assert.Equal(0, site.Program.Run(out _, "keys", "rotate"));
        for (var tried = 0; tried < LongRun.Rounds(15, 80) && halfWay < LongRun.Rounds(2, 20); tried++)
        {
            if (Kill(site.Program, longest * (0.4 + 0.6 * random.NextDouble()), "keys", "renew"))
            {
                kills++;
                var (broken, list) = site.With(w => (Product.Verify(w.Database, w.Keys).Broken, new KeysHandler(w).List()));
                Assert.Empty(broken);
                halfWay += list.Generations.Count(g => g.Rows > 100) > 1 ? 1 : 0;
            }
            else
            {
                // Little was left to do, or the machine is faster now.
                longest *= 0.9;
                Assert.Equal(0, site.Program.Run(out _, "keys", "rotate"));
            }
        }

        // A server of the database may need a moment to see that the killed one is gone.
        JsonElement answer = default;
        for (var patience = Stopwatch.StartNew(); site.Program.Run(out answer, "keys", "renew") != 0 && patience.Elapsed < TimeSpan.FromSeconds(20);)
        {
            Thread.Sleep(200);
        }

        Assert.True(kills > 0 && halfWay > 0, $"{kills} kills, {halfWay} half way");
        Assert.Equal(0, answer.GetProperty("left").GetInt64());
        Assert.Equal(before, site.With(Digest.Of));
        Assert.Empty(site.With(w => Product.Verify(w.Database, w.Keys).Broken));
        Assert.All(site.With(w => new KeysHandler(w).List()).Generations.Where(g => !g.Newest), g => Assert.Equal((0L, 0L, 0L), (g.Values, g.Rows, g.Entries)));
    }

    [Theory, EveryDatabase]
    public void Create_NationalRing_IsWhatEverythingIsStoredWith(string kind)
    {
        using var site = Site.New(kind);
        var program = site.Program;

        Assert.Equal(0, program.Run(out var created, "keys", "create", "--suite", "national"));
        Assert.Equal(3, program.Run(out var again, "keys", "create"));
        Assert.Equal(0, program.Run(out _, "init", "--programme", InventedCity.ProgrammeFolder));
        Assert.Equal(0, program.Run(out var imported, "ledger", "import", LedgerBook.Write(_folder.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2)]), "--as-of", "2030-07-01"));
        Assert.Equal(0, program.Run(out var list, "keys", "list"));
        Assert.Equal(0, program.Run(out _, "verify"));
        File.Move(KeyRing.PathIn(program.Folder), _folder.File("away.json"));
        Assert.Equal(3, program.Run(out var missing, "keys", "create"));

        Assert.Equal("national", created.GetProperty("suite").GetString());
        Assert.Equal(("keys-exist", "keys-missing"), (Code(again), Code(missing)));
        Assert.Equal(2, imported.GetProperty("imported").GetInt32());
        Assert.Equal("national", list.GetProperty("index_suite").GetString());
        Assert.Equal(6, list.GetProperty("generations")[0].GetProperty("values").GetInt64());
    }

    [Fact]
    public void NationalSuite_WithoutOpenSsl_IsRefusedWithWhatToDo()
    {
        using var bare = Site.New(TestDatabases.Sqlite);
        using var site = Site.New(TestDatabases.Sqlite);
        Assert.Equal(0, site.Program.Run(out _, "keys", "create", "--suite", "national"));
        Environment.SetEnvironmentVariable("CLEANHEAT_LIBCRYPTO", _folder.File("none.so"));
        try
        {
            Assert.Equal(3, bare.Program.Run(out var refused, out var said, "keys", "create", "--suite", "national"));
            Assert.Equal(3, site.Program.Run(out var opened, "verify"));
            Assert.Equal(0, bare.Program.Run(out _, "init", "--programme", InventedCity.ProgrammeFolder));
            Assert.Equal(3, bare.Program.Run(out var rotated, "keys", "rotate", "--suite", "national"));
            Assert.Equal(0, bare.Program.Run(out _, "verify"));
            Assert.Equal(3, bare.Program.Run(out var unknown, "keys", "rotate", "--suite", "des"));

            Assert.Equal(["suite-unavailable", "suite-unavailable", "suite-unavailable", "suite-unknown"], new[] { refused, opened, rotated, unknown }.Select(Code));
            Assert.Contains("apt-get install libssl3", said, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CLEANHEAT_LIBCRYPTO", null);
        }
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("code").GetString();

    private Site Filled(string kind, int households)
    {
        var city = new City(_folder, households);
        var site = Site.New(kind);
        Assert.Equal(0, site.Program.Run(out _, "init", "--programme", InventedCity.HezeFolder));
        Assert.Equal(1, site.Program.Run(out _, city.Import));
        return site;
    }

    // Reads pages, looks at numbers, corrects; every answer must be a good one.
    private static async Task<(int Asked, int Changed)> Ask(ServedProcess server, List<string> rows, CancellationToken over)
    {
        var (asked, changed) = (0, 0);
        for (var i = 0; !over.IsCancellationRequested; i++, asked += 3)
        {
            var id = rows[i % rows.Count];
            var page = await server.Client.GetAsync("/api/v1/ledger/households?limit=50", CancellationToken.None);
            Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(CancellationToken.None));
            var household = await server.Get($"/ledger/households/{id}");
            var correction = await server.Client.PostAsJsonAsync(
                $"/api/v1/ledger/households/{id}/correct", new { version = household.GetProperty("household").GetProperty("version").GetInt32(), fields = new { phone = $"139{i:D8}" }, reason = "test" }, CancellationToken.None);
            Assert.True(correction.IsSuccessStatusCode, await correction.Content.ReadAsStringAsync(CancellationToken.None));
            changed++;
        }

        return (asked, changed);
    }

    private static bool Kill(Cleanheat program, TimeSpan after, params string[] arguments)
    {
        using var process = program.Start(arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(after))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }
}
