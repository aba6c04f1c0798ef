using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Settings;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>A day of an inspector as the field app asks for it, and what offices see of it.</summary>
public sealed class AcceptanceInterfaceTests
{
    private const string East = "980101000000", Willow = "980101001202";
    private static readonly DateTimeOffset Now = new(2030, 6, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Day_OfAnInspector_FromListToPackage()
    {
        await using var server = await Filled();
        using var office = server.As(Role.CountyOffice, East);
        var account = server.Add(Role.Inspector, East);
        using var inspector = server.As(server.Service<Sessions>().Begin(account, "password", new Origin("127.0.0.1", "test")).Value);
        var register = await Post(office, "/acceptance/inspectors", new { county = East, version = 0, account = account.Name, name = "王检", certificate = "SD-1", valid_from = "2030-01-01", valid_to = "2030-12-31", routes = new[] { "solar-thermal" } });
        var stranger = await Post(office, "/acceptance/inspectors", new { county = East, version = 0, account = "stranger", name = "王检", certificate = "SD-1", valid_from = "2030-01-01", valid_to = "2030-12-31", routes = new[] { "solar-thermal" } });
        Assert.Equal("inspector-account", stranger.Body.GetProperty("code").GetString());
        var entry = register.Body.GetProperty("id").GetString();
        var proposed = await Post(office, "/acceptance/batches/propose", new { villages = new[] { Willow }, inspector = entry, day = "2030-06-20", count = 10 });
        var ids = proposed.Body.GetProperty("households").EnumerateArray().Select(h => h.GetProperty("id").GetString()!).ToList();
        var planned = await Post(office, "/acceptance/batches", new { inspector = entry, day = "2030-06-20", households = ids });

        var today = (await Get(inspector, "/acceptance/today")).Body;
        var first = today.GetProperty("batches")[0].GetProperty("households")[0];
        var household = first.GetProperty("household").GetProperty("id").GetString()!;
        var submission = await Submission(inspector, household, first.GetProperty("household").GetProperty("version").GetInt32(), first.GetProperty("checklist").GetString()!, planned.Body.GetProperty("batch").GetProperty("id").GetString()!);
        var submitted = await Post(inspector, "/acceptance/inspections", submission);
        var again = await Post(inspector, "/acceptance/inspections", submission);
        var late = await Post(inspector, "/acceptance/inspections", new Dictionary<string, object>(submission) { ["submission"] = "another-0001" });

        Assert.Equal((HttpStatusCode.OK, false), (submitted.Status, submitted.Body.GetProperty("repeated").GetBoolean()));
        Assert.Equal((HttpStatusCode.OK, true, submitted.Body.GetProperty("id").GetString()), (again.Status, again.Body.GetProperty("repeated").GetBoolean(), again.Body.GetProperty("id").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "inspection-already-passed"), (late.Status, late.Body.GetProperty("code").GetString()));
        Assert.Equal(account.Name, late.Body.GetProperty("current").GetProperty("actor").GetString());
        var chain = (await Get(office, "/acceptance/households/" + household)).Body;
        Assert.Equal(("standing", "passed", "withdraw"), (chain.GetProperty("acceptance").GetProperty("state").GetString(), chain.GetProperty("inspections")[0].GetProperty("outcome").GetString(), chain.GetProperty("acts")[0].GetString()));
        Assert.Equal(1, (await Get(office, "/acceptance/batches")).Body.GetProperty("batches")[0].GetProperty("passed").GetInt32());
        Assert.Equal(1, (await Get(office, "/acceptance?state=standing")).Body.GetProperty("rows").GetArrayLength());
        await AssertPicture(office, chain.GetProperty("inspections")[0].GetProperty("attachments")[0].GetProperty("id").GetString()!);
        await AssertPackage(server, office, household);
    }

    [Fact]
    public async Task Import_OfAServer_IsTakenOverInItsJobAndPagedByPlace()
    {
        await using var server = await Filled("合格", 7);

        var page = await server.Get("/acceptance?state=unconfirmed&limit=3");
        var rest = await server.Get($"/acceptance?state=unconfirmed&limit=30&cursor={page.GetProperty("next").GetString()}");

        using var connection = server.Workplace.Database.Open();
        Assert.Equal(0, connection.ScalarLong(null, "SELECT COUNT(*) FROM ledger_event"));
        Assert.Equal((3, 4, JsonValueKind.Null), (page.GetProperty("rows").GetArrayLength(), rest.GetProperty("rows").GetArrayLength(), rest.GetProperty("next").ValueKind));
        Assert.Equal("workbook", page.GetProperty("rows")[0].GetProperty("source").GetString());
        var confirmed = await server.Post("/acceptance/confirm", new { village = Willow });
        Assert.Equal(7, confirmed.GetProperty("confirmed").GetInt32());
    }

    [Fact]
    public async Task Rectification_OfAnEnterprise_IsSeenAndReportedByThatOneAlone()
    {
        await using var server = await Filled("不合格");
        using var own = server.As(Role.Enterprise, Matrix.MatrixCity.Firm);
        using var other = server.As(Role.Enterprise, "91370000MA0000000" + Kernel.CreditCode.CheckCharacter("91370000MA0000000"));

        var list = (await Get(own, "/acceptance/rectifications?state=open")).Body.GetProperty("rows");
        var id = list[0].GetProperty("id").GetString();

        Assert.Equal(3, list.GetArrayLength());
        Assert.Equal(0, (await Get(other, "/acceptance/rectifications")).Body.GetProperty("rows").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await Post(other, $"/acceptance/rectifications/{id}/report", new { version = 1, reason = "done" })).Status);
        var reported = await Post(own, $"/acceptance/rectifications/{id}/report", new { version = 1, reason = "done" });
        Assert.Equal((HttpStatusCode.OK, "reported"), (reported.Status, reported.Body.GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(own, $"/acceptance/rectifications/{id}/drop", new { version = 2, reason = "no" })).Status);
    }

    private static async Task<Dictionary<string, object>> Submission(HttpClient inspector, string household, int version, string checklist, string batch)
    {
        var photos = new List<string>();
        foreach (var (kind, picture) in new[] { ("before", "first.jpg"), ("after", "first.png"), ("plate", "other.jpg"), ("detail", "exif.jpg") })
        {
            photos.Add(await Upload(inspector, household, kind, picture));
        }

        return new Dictionary<string, object>
        {
            ["submission"] = "phone-0001", ["household"] = household, ["household_version"] = version, ["batch"] = batch, ["at"] = Now.AddMinutes(-5), ["outcome"] = "passed", ["checklist"] = checklist,
            ["answers"] = new object[]
            {
                new { item = "plate", answer = "yes" }, new { item = "neat", answer = "yes" }, new { item = "leak", value = "0", photos = new[] { photos[3] } }, new { item = "room-temperature", value = "18.5" },
                new { item = "trained", answer = "yes" },
            },
            ["position"] = new { latitude = 35.241m, longitude = 115.48m, accuracy = 12 }, ["photos"] = photos.Take(3),
            ["household_signature"] = await Upload(inspector, household, "household_signature", "signature.png"), ["inspector_signature"] = await Upload(inspector, household, "inspector_signature", "signature-other.png"),
        };
    }

    private static async Task<string> Upload(HttpClient client, string household, string kind, string picture)
    {
        var bytes = await File.ReadAllBytesAsync(Repository.Locate("tests/Acceptance.Tests/Pictures/" + picture));
        var announced = await Post(client, "/acceptance/attachments", new { household, kind, size = bytes.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) });
        var id = announced.Body.GetProperty("id").GetString()!;
        for (var at = 0; at < bytes.Length; at += 4000)
        {
            using var piece = new ByteArrayContent(bytes[at..Math.Min(bytes.Length, at + 4000)]);
            piece.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var sent = await client.PutAsync($"/api/v1/acceptance/attachments/{id}/content?offset={at}", piece);
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        Assert.Equal("complete", (await Post(client, $"/acceptance/attachments/{id}/complete", null)).Body.GetProperty("state").GetString());
        return id;
    }

    private static async Task AssertPicture(HttpClient office, string id)
    {
        using var picture = await office.GetAsync($"/api/v1/acceptance/attachments/{id}/content");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await File.ReadAllBytesAsync(Repository.Locate("tests/Acceptance.Tests/Pictures/first.jpg")), await picture.Content.ReadAsByteArrayAsync());
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static async Task AssertPackage(RunningServer server, HttpClient office, string household)
    {
        var missing = (await Get(office, $"/acceptance/households/{household}/archive")).Body.GetProperty("missing").EnumerateArray().Select(m => m.GetProperty("code").GetString());
        Assert.Equal(["missing-contract"], missing);
        await using var file = await office.GetStreamAsync($"/api/v1/acceptance/households/{household}/archive/file");
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        Assert.Contains(zip.Entries, e => e.FullName == "acceptance-form.docx");
        var begun = await Post(office, "/acceptance/archive", new { village = Willow });
        var done = await server.JobDone(begun.Body.GetProperty("id").GetString()!, office);
        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal(3, done.GetProperty("result").GetProperty("households").GetInt32());
    }

    private static async Task<RunningServer> Filled(string? result = null, int count = 3)
    {
        var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = new StandingClock() });
        var rows = Enumerable.Range(1, count).Select(i =>
        {
            var row = LedgerBook.Row(i);
            (row["已拨付金额（元）"], row["验收结论"], row["验收日期"], row["统一社会信用代码"]) = (null, result, result is null ? null : new DateOnly(2030, 6, 1), Matrix.MatrixCity.Firm);
            return row;
        });
        var id = (await server.Upload("2030-07-01", LedgerBook.Write(server.File("河东区.xlsx"), rows, headers: [.. LedgerBook.Headers, "统一社会信用代码"]))).GetProperty("id").GetString();
        var job = (await server.Post($"/imports/{id}/start")).GetProperty("job_id").GetString();
        await server.JobDone(job!);
        return server;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync("/api/v1" + path);
        return (response.StatusCode, await RunningServer.Read(response));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(HttpClient client, string path, object? body)
    {
        using var response = await client.PostAsync("/api/v1" + path, body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        return (response.StatusCode, await RunningServer.Read(response));
    }

    /// <summary>The real clock, so far on that the invented ledgers lie in the past.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private readonly TimeSpan _ahead = Now - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}
