using System.Net;
using System.Text;
using System.Text.Json;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

public sealed class JobEndpointTests
{
    [Fact]
    public async Task Export_AsJob_IsFetchedByItsOwner()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Import(server);

        var begun = await server.Post("/ledger/export?stage=passed");
        var job = await server.JobDone(begun.GetProperty("id").GetString()!);
        using var file = await server.Client.GetAsync(new Uri($"/api/v1/jobs/{job.GetProperty("id")}/file", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(("queued", "done", "Ledger export"), (begun.GetProperty("state").GetString(), job.GetProperty("state").GetString(), job.GetProperty("name").GetString()));
        Assert.Equal(1, job.GetProperty("result").GetProperty("rows").GetInt32());
        Assert.Equal("ledger-export.xlsx", job.GetProperty("file").GetProperty("name").GetString());
        Assert.Equal(7, Math.Round((job.GetProperty("file").GetProperty("until").GetDateTimeOffset() - job.GetProperty("at").GetDateTimeOffset()).TotalDays));
        Assert.Equal("PK"u8.ToArray(), (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        Assert.Equal("ledger-export.xlsx", file.Content.Headers.ContentDisposition!.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName);
    }

    [Fact]
    public async Task Export_FilterThatIsNone_IsRefusedAtOnce()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);

        Assert.Equal("filter-unknown", (await server.Post("/ledger/export?stage=x")).GetProperty("code").GetString());
        Assert.Equal(0, (await server.Get("/jobs")).GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public async Task Jobs_SearchedNumber_StandsNowhereInClear()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Import(server);

        await server.JobDone((await server.Post("/ledger/export?search=" + LedgerBook.Identity(1))).GetProperty("id").GetString()!);

        using var connection = server.Workplace.Database.Open();
        var arguments = Platform.Storage.Sql.Query(connection, null, "SELECT arguments FROM job WHERE kind = 'ledger-export'").Select(r => r.GetString(0)).Single();
        Assert.DoesNotContain(LedgerBook.Identity(1), arguments, StringComparison.Ordinal);
        Assert.Equal(1, (await server.Get("/jobs?kind=ledger-export")).GetProperty("jobs")[0].GetProperty("result").GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Sweep_AsJob_CountsAndCanBeReadAfterwards()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Import(server);

        var job = await server.JobDone((await server.Post("/leads/sweep")).GetProperty("id").GetString()!);

        Assert.Equal(0, job.GetProperty("result").GetProperty("counts").GetProperty("phone-shared").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, (await server.Get("/leads")).GetProperty("swept_at").ValueKind);
    }

    [Fact]
    public async Task Jobs_History_IsPagedByKey()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await server.Post("/leads/sweep")).GetProperty("id").GetString()!);
        }

        var first = await server.Get("/jobs?limit=3");
        var second = await server.Get("/jobs?limit=3&cursor=" + first.GetProperty("next").GetString());

        ids.Reverse();
        Assert.Equal(ids, first.GetProperty("jobs").EnumerateArray().Concat(second.GetProperty("jobs").EnumerateArray()).Select(j => j.GetProperty("id").GetString()!));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("/jobs/1", "job-unknown")]
    [InlineData("/jobs/x/events", "job-unknown")]
    [InlineData("/jobs/1/file", "job-unknown")]
    public async Task Get_UnknownJob_IsATypedProblem(string path, string code)
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);

        var problem = await server.Get(path);

        Assert.Equal((code, 404), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.NotEqual(code, problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Cancel_JobThatIsOver_IsAConflict()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var id = (await server.JobDone((await server.Post("/leads/sweep")).GetProperty("id").GetString()!)).GetProperty("id").GetString();

        var refused = await server.Post($"/jobs/{id}/cancel");

        Assert.Equal(("job-state", 409), (refused.GetProperty("code").GetString(), refused.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Schedules_TheRegularOnes_AreThereRunAndChange()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var schedules = await Schedules(server);

        var report = await server.JobDone((await server.Post("/schedules/weekly-report/run")).GetProperty("id").GetString()!);
        var backedUp = await server.JobDone((await server.Post("/schedules/backup/run")).GetProperty("id").GetString()!);
        var reminded = await server.JobDone((await server.Post("/schedules/deadline-reminders/run")).GetProperty("id").GetString()!);
        var workbook = await server.Client.GetByteArrayAsync($"/api/v1/jobs/{report.GetProperty("id")}/file", TestContext.Current.CancellationToken);
        var changed = await Put(server, "/schedules/verify", new { cron = "0 0 4 * * ?", time_zone = "Asia/Shanghai", enabled = false, version = 1 });
        var stale = await Put(server, "/schedules/verify", new { cron = "0 0 5 * * ?", time_zone = "Asia/Shanghai", enabled = true, version = 1 });

        Assert.Equal(["backup", "deadline-reminders", "verify", "weekly-report"], schedules.Select(s => s.GetProperty("kind").GetString()));
        Assert.All(schedules, s => Assert.NotEqual(JsonValueKind.Null, s.GetProperty("next_at").ValueKind));
        Assert.Equal((3, 1401), (report.GetProperty("result").GetProperty("counties").GetInt32(), report.GetProperty("result").GetProperty("target").GetInt32()));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("file").GetProperty("until").ValueKind);
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        Assert.True(File.Exists(server.File("backups/" + backedUp.GetProperty("result").GetProperty("file").GetString())));
        Assert.Equal("done", reminded.GetProperty("state").GetString());
        Assert.Equal((false, 2), (changed.GetProperty("enabled").GetBoolean(), changed.GetProperty("version").GetInt32()));
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("next_at").ValueKind);
        Assert.Equal("version-conflict", stale.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Jobs_OfAnotherPerson_AreNotThere()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        var id = (await server.JobDone((await server.Post("/ledger/export")).GetProperty("id").GetString()!)).GetProperty("id").GetString();
        using var colleague = server.As(Platform.Accounts.Role.CityOffice);

        foreach (var path in (string[])["", "/file", "/events"])
        {
            using var answer = await colleague.GetAsync(new Uri($"/api/v1/jobs/{id}{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var cancel = await colleague.PostAsync(new Uri($"/api/v1/jobs/{id}/cancel", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
        Assert.Equal(0, (await RunningServer.Read(await colleague.GetAsync(new Uri("/api/v1/jobs", UriKind.Relative), TestContext.Current.CancellationToken))).GetProperty("jobs").GetArrayLength());
    }

    [Fact]
    public async Task Schedule_EverySecond_BeginsJobsByItself()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Schedules(server);

        await Put(server, "/schedules/deadline-reminders", new { cron = "* * * * * ?", time_zone = "Asia/Shanghai", enabled = true, version = 1 });

        Assert.True(await Until(async () => (await server.Get("/jobs?kind=deadline-reminders")).GetProperty("jobs").EnumerateArray().Count(j => j.GetProperty("state").GetString() == "done") >= 2));
    }

    [Fact]
    public async Task Notices_ReadByThePerson_NoLongerCount()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        new Platform.Notices.NoticeBoard(server.Workplace).PutUp("x", "verify-broken", [Platform.Accounts.Role.CityOffice], Platform.Notices.NoticeArguments.Same("3"), "/jobs/1");

        var before = await server.Get("/notices");
        await server.Post($"/notices/{before.GetProperty("notices")[0].GetProperty("id").GetString()}/read");
        var after = await server.Get("/notices");

        Assert.Equal((1, 0), (before.GetProperty("unread").GetInt32(), after.GetProperty("unread").GetInt32()));
        Assert.True(after.GetProperty("notices")[0].GetProperty("read").GetBoolean());
        Assert.Equal("notice-unknown", (await server.Post("/notices/9/read")).GetProperty("code").GetString());
    }

    /// <summary>What is regular is put down just after the server is up.</summary>
    internal static async Task<List<JsonElement>> Schedules(RunningServer server)
    {
        var schedules = new List<JsonElement>();
        Assert.True(await Until(async () => (schedules = [.. (await server.Get("/schedules")).GetProperty("schedules").EnumerateArray()]).Count >= 4));
        return schedules;
    }

    internal static async Task<bool> Until(Func<Task<bool>> reached, int seconds = 30)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(begun).TotalSeconds > seconds)
            {
                return false;
            }

            await Task.Delay(100);
        }

        return true;
    }

    internal static async Task<JsonElement> Put(RunningServer server, string path, object body)
    {
        using var response = await server.Client.PutAsync(new Uri("/api/v1" + path, UriKind.Relative), new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task Import(RunningServer server)
    {
        var id = (await server.Upload("2030-07-01", LedgerBook.Write(server.File("河东区.xlsx"), [LedgerBook.Row(1)]))).GetProperty("id").GetString()!;
        await server.Post($"/imports/{id}/start");
        Assert.Equal("done", (await server.Events(id))[^1]);
    }
}
