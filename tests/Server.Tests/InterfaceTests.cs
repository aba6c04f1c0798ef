using System.Net;
using System.Text;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

public sealed class InterfaceTests
{
    [Fact]
    public async Task Document_Served_IsTheCommittedOne()
    {
        await using var server = await RunningServer.Start(null);

        var served = await server.Client.GetStringAsync("/api/openapi/v1.json", TestContext.Current.CancellationToken);

        var committed = Repository.Locate("docs/api/openapi.json");
        if (Environment.GetEnvironmentVariable("CLEANHEATING_WRITE_API_DOCUMENT") is not null)
        {
            await File.WriteAllTextAsync(committed, served, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken), served);
    }

    [Fact]
    public async Task Overview_NoProgramme_SaysWhatToDo()
    {
        await using var server = await RunningServer.Start(null);

        var problem = await server.Get("/overview");

        Assert.Equal("programme-missing", problem.GetProperty("code").GetString());
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/regions?parent=999999", "region-unknown", 404)]
    [InlineData("/progress?by=street", "request-invalid", 400)]
    [InlineData("/ledger/households?stage=x", "filter-unknown", 422)]
    [InlineData("/ledger/households?sort=x", "sort-unknown", 422)]
    [InlineData("/ledger/households?region=1", "region-unknown", 404)]
    [InlineData("/ledger/households/37170200100100001", "household-unknown", 404)]
    [InlineData("/imports/1", "import-unknown", 404)]
    [InlineData("/imports/x/events", "import-unknown", 404)]
    [InlineData("/targets?region=999999999999", "region-unknown", 404)]
    public async Task Get_WhatDoesNotExist_IsATypedProblem(string path, string code, int status)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);

        var problem = await server.Get(path);

        Assert.Equal((code, status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.NotEqual(code, problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Import_FromUploadToLedger_GoesThroughItsStates()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var bad = LedgerBook.Row(2);
        bad["改造房间数"] = 1;
        var good = LedgerBook.Write(server.File("河东区.xlsx"), [LedgerBook.Row(1), bad]);
        await File.WriteAllTextAsync(server.File("坏.xlsx"), "no workbook", TestContext.Current.CancellationToken);

        var understood = await server.Upload("2030-07-01", good, server.File("坏.xlsx"));
        var id = understood.GetProperty("id").GetString()!;
        await server.Post($"/imports/{id}/check");
        var checking = await server.Events(id);
        var emptyYet = await server.Get("/ledger/households");
        await server.Post($"/imports/{id}/start");
        var running = await server.Events(id);
        var done = await server.Get($"/imports/{id}");

        Assert.Equal("understood", understood.GetProperty("state").GetString());
        Assert.Equal("河东区", understood.GetProperty("files")[0].GetProperty("sheets")[0].GetProperty("county").GetString());
        Assert.Equal("file-unreadable", understood.GetProperty("files")[1].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("checked", checking[^1]);
        Assert.Equal(0, emptyYet.GetProperty("total").GetInt32());
        Assert.Equal("done", running[^1]);
        Assert.Equal((1, 1), (done.GetProperty("result").GetProperty("imported").GetInt32(), done.GetProperty("result").GetProperty("quarantined").GetInt32()));
        await AssertAfter(server, id, done.GetProperty("result").GetProperty("error_workbooks")[0].GetString()!);
    }

    [Fact]
    public async Task Start_Twice_IsAConflict()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var id = (await server.Upload("2030-07-01", LedgerBook.Write(server.File("河东区.xlsx"), [LedgerBook.Row(1)]))).GetProperty("id").GetString();
        await server.Post($"/imports/{id}/start");
        await server.Events(id!);

        var again = await server.Post($"/imports/{id}/start");

        Assert.Equal(("import-state", 409), (again.GetProperty("code").GetString(), again.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Upload_NameWithFolders_StaysInItsFolder()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "files", "../../../../evil.xlsx" } };

        using var response = await server.Client.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(Directory.GetFiles(server.File("."), "evil.xlsx"));
        Assert.Single(Directory.GetFiles(server.File("imports"), "evil.xlsx", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task HandDown_Twice_SecondIsAConflict()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var node = (await server.Get("/targets?region=980101000000")).GetProperty("node");
        var request = new { region = "980101000000", version = node.GetProperty("version").GetInt32(), children = new[] { new { code = "980101001000", amount = 600 } }, reserve = 100, reason = "test" };

        var first = await server.Post("/targets/hand-down", request);
        var second = await server.Post("/targets/hand-down", request);

        Assert.True(first.GetProperty("balanced").GetBoolean());
        Assert.Equal(("version-conflict", 409), (second.GetProperty("code").GetString(), second.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Post_NoJson_IsABadRequest()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);

        using var response = await server.Client.PostAsync(new Uri("/api/v1/targets/hand-down", UriKind.Relative), new StringContent("{", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("request-invalid", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_ImportedOutlines_NameCountiesAndTheRest()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        static string Feature(string name) => $$$"""{"type":"Feature","properties":{"name":"{{{name}}}"},"geometry":{"type":"Polygon","coordinates":[[[115,35],[116,35],[116,36],[115,35]]]}}""";
        async Task<System.Text.Json.JsonElement> Put(string body)
        {
            using var response = await server.Client.PutAsync(new Uri("/api/v1/map/counties", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/geo+json"));
            return System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }

        var answer = await Put($$"""{"type":"FeatureCollection","features":[{{Feature("河东区")}},{{Feature("高新区")}},{{Feature("别处")}}]}""");
        var refused = await Put("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}]}""");

        Assert.Equal(2, answer.GetProperty("matched").GetInt32());
        Assert.Equal("别处", answer.GetProperty("unmatched")[0].GetString());
        Assert.Equal("西山县", answer.GetProperty("missing")[0].GetString());
        Assert.Equal("outline-invalid", refused.GetProperty("code").GetString());
        Assert.Equal(2, (await server.Get("/map/counties")).GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task Request_FromAForeignPageOrHost_IsRefused()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        using var foreignPage = new HttpRequestMessage(HttpMethod.Post, "/api/v1/verify") { Headers = { { "Origin", "http://evil.example" } } };
        using var foreignHost = new HttpRequestMessage(HttpMethod.Get, "/api/v1/system") { Headers = { Host = "evil.example" } };

        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(foreignPage, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.SendAsync(foreignHost, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Web_AnyPath_IsTheApplicationAndNeverTheInterface()
    {
        using var web = new TempFolder();
        await File.WriteAllTextAsync(web.File("index.html"), "<html>app</html>", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(web.File("app.js"), "let x", TestContext.Current.CancellationToken);
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, web.Path);

        Assert.Equal("let x", await server.Client.GetStringAsync("/app.js", TestContext.Current.CancellationToken));
        Assert.Contains("app", await server.Client.GetStringAsync("/ledger/123", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(new Uri("/api/v1/nowhere", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        using var page = await server.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static async Task AssertAfter(RunningServer server, string id, string workbook)
    {
        var refusals = await server.Get($"/imports/{id}/refusals?code=rooms-minimum");
        Assert.Equal(("I4", 1), (refusals.GetProperty("refusals")[0].GetProperty("cell").GetString(), refusals.GetProperty("total").GetInt32()));
        Assert.Equal("PK"u8.ToArray(), (await server.Client.GetByteArrayAsync($"/api/v1/imports/{id}/error-workbooks/{Uri.EscapeDataString(workbook)}"))[..2]);
        var household = (await server.Get("/ledger/households")).GetProperty("rows")[0].GetProperty("id").GetString();
        var file = await server.Get($"/ledger/households/{household}");
        Assert.Equal(4, file.GetProperty("timeline").GetArrayLength());
        Assert.Equal("河东区.xlsx", file.GetProperty("source").GetProperty("file").GetString());
        var overview = await server.Get("/overview");
        Assert.Equal(("2030-07-01", 61), (overview.GetProperty("as_of").GetString(), overview.GetProperty("milestones")[0].GetProperty("days_left").GetInt32()));
        Assert.Equal(1, overview.GetProperty("total").GetProperty("passed").GetInt32());
        using var auditor = server.As(Role.Audit);
        var verified = await server.JobDone((await RunningServer.Read(await auditor.PostAsync(new Uri("/api/v1/verify", UriKind.Relative), null))).GetProperty("id").GetString()!, auditor);
        Assert.True(verified.GetProperty("result").GetProperty("ok").GetBoolean());
        var path = server.File("export.xlsx");
        await File.WriteAllBytesAsync(path, await server.Client.GetByteArrayAsync("/api/v1/ledger/export"));
        using var export = WorkbookFile.Open(path);
        using var sheet = export.OpenSheet(0);
        Assert.True(sheet.Read() && sheet.Read());
        Assert.Contains("***", sheet.Cells[5].Text, StringComparison.Ordinal);
    }
}
