using System.Net;
using System.Text;
using System.Text.Json;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Sign-off, corrections and moves as pages ask for them: who is told what, with which status.</summary>
public sealed class ReportInterfaceTests
{
    private const string East = "980101000000", Bridge = "980101001000", River = "980101002000", Willow = "980101001202", Stone = "980103001202";

    [Fact]
    public async Task Report_FromDraftToCorrection_GoesThroughTheInterface()
    {
        await using var server = await Filled();
        using var village = server.As(Role.Village, Willow);
        using var township = server.As(Role.Township, Bridge);

        var draft = await Post(village, "/reports", new { region = Willow, date = "2025-09-30" });
        var id = draft.Body.GetProperty("report").GetProperty("id").GetString();
        var submitted = await Post(village, $"/reports/{id}/submit", new { version = 1 });
        var accepted = await Post(township, $"/reports/{id}/accept", new { version = 2 });
        var locked = await Post(township, $"/reports/{id}/lock", new { version = 3 });
        var route = locked.Body.GetProperty("routes")[0].GetProperty("code").GetString();
        var corrected = await Post(township, $"/reports/{id}/correct", new { version = 4, route, figure = "passed", value = 1, reason = "counted twice" });

        Assert.Equal(["refresh", "submit"], Texts(draft.Body.GetProperty("acts")));
        Assert.Equal(["submitted", "accepted", "locked", "locked"], new[] { submitted, accepted, locked, corrected }.Select(r => r.Body.GetProperty("report").GetProperty("state").GetString()));
        Assert.Equal(1, corrected.Body.GetProperty("report").GetProperty("figures").GetProperty("passed").GetInt32());
        using var county = server.As(Role.CountyOffice, East);
        Assert.Equal("counted twice", (await Get(county, "/reports/corrections")).Body.GetProperty("rows")[0].GetProperty("reason").GetString());
        Assert.Equal("Passed", (await Get(county, $"/reports/{id}/print")).Body.GetProperty("columns")[5].GetProperty("name").GetString());
        Assert.Equal(1, (await Get(county, "/reports?state=locked")).Body.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Report_WrongPersonStateOrPlace_HasItsStatus()
    {
        await using var server = await Filled();
        using var village = server.As(Role.Village, Willow);
        using var township = server.As(Role.Township, Bridge);
        using var neighbour = server.As(Role.Township, River);
        var id = (await Post(township, "/reports", new { region = Willow, date = "2025-09-30" })).Body.GetProperty("report").GetProperty("id").GetString();
        await Post(township, $"/reports/{id}/submit", new { version = 1 });

        async Task Expect(HttpClient client, string path, object body, HttpStatusCode status, string code)
        {
            var answer = await Post(client, path, body);
            Assert.Equal((status, code), (answer.Status, answer.Body.GetProperty("code").GetString()));
        }

        await Expect(village, $"/reports/{id}/accept", new { version = 2 }, HttpStatusCode.Forbidden, "permission-missing");
        await Expect(township, $"/reports/{id}/accept", new { version = 2 }, HttpStatusCode.Forbidden, "report-own");
        await Expect(neighbour, $"/reports/{id}/accept", new { version = 2 }, HttpStatusCode.NotFound, "report-unknown");
        await Expect(township, $"/reports/{id}/lock", new { version = 2 }, HttpStatusCode.Conflict, "report-state");
        await Expect(village, "/reports", new { region = Willow, date = "2025-09-30" }, HttpStatusCode.Conflict, "report-exists");
        await Expect(village, "/reports", new { region = Bridge, date = "2025-09-30" }, HttpStatusCode.NotFound, "region-unknown");
        Assert.Equal(HttpStatusCode.NotFound, (await Get(neighbour, $"/reports/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(neighbour, "/reports/1-2")).Status);
    }

    [Fact]
    public async Task Correct_Stale_AnswersWithBothSides()
    {
        await using var server = await Filled();
        using var county = server.As(Role.CountyOffice, East);
        var household = (await Get(county, "/ledger/households")).Body.GetProperty("rows")[0].GetProperty("id").GetString();
        await Post(county, $"/ledger/households/{household}/correct", new { version = 1, fields = new { head = "先来" }, reason = "first" });

        var late = await Post(county, $"/ledger/households/{household}/correct", new { version = 1, fields = new { head = "后到" }, reason = "second" });

        Assert.Equal((HttpStatusCode.Conflict, "version-conflict"), (late.Status, late.Body.GetProperty("code").GetString()));
        var current = late.Body.GetProperty("current");
        Assert.Equal(2, current.GetProperty("version").GetInt32());
        var field = current.GetProperty("fields")[0];
        Assert.Equal(["head", "Head of household", "张三", "后到", "先来"], ((string[])["key", "name", "base", "yours", "theirs"]).Select(k => field.GetProperty(k).GetString()));
    }

    [Fact]
    public async Task Move_OldNumber_IsGoneAndNamesTheNewOne()
    {
        await using var server = await Filled();
        var household = (await server.Get("/ledger/households")).GetProperty("rows")[0].GetProperty("id").GetString();

        var moved = await Post(server.Client, $"/ledger/households/{household}/move", new { version = 1, village = Stone, reason = "wrong village" });
        var old = await Get(server.Client, $"/ledger/households/{household}");

        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Equal((HttpStatusCode.Gone, "household-moved"), (old.Status, old.Body.GetProperty("code").GetString()));
        Assert.Equal(moved.Body.GetProperty("id").GetString(), old.Body.GetProperty("errors")[0].GetProperty("place").GetProperty("path").GetString());
    }

    [Fact]
    public async Task Correct_RefusedField_NamesItsPath()
    {
        await using var server = await Filled();
        var household = (await server.Get("/ledger/households")).GetProperty("rows")[0].GetProperty("id").GetString();

        var refused = await Post(server.Client, $"/ledger/households/{household}/correct", new { version = 1, fields = new { rooms = "1", phone = "1" }, reason = "x" });

        var error = Assert.Single(refused.Body.GetProperty("errors").EnumerateArray());
        Assert.Equal(("rooms-minimum", "rooms"), (error.GetProperty("code").GetString(), error.GetProperty("place").GetProperty("path").GetString()));
    }

    private static async Task<RunningServer> Filled()
    {
        var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var id = (await server.Upload("2030-07-01", LedgerBook.Write(server.File("河东区.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2)]))).GetProperty("id").GetString()!;
        await server.Post($"/imports/{id}/start");
        await server.Events(id);
        return server;
    }

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Get(HttpClient client, string path) => await Read(await client.GetAsync(new Uri("/api/v1" + path, UriKind.Relative)));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Post(HttpClient client, string path, object body) =>
        await Read(await client.PostAsync(new Uri("/api/v1" + path, UriKind.Relative), new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json")));

    private static async Task<(HttpStatusCode, JsonElement)> Read(HttpResponseMessage response) => (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
}
