using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CleanHeating.Platform.Accounts;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>Money over HTTP, as pages and programs see it: from a ledger and bills to an account, each step by somebody else.</summary>
public sealed class FundsInterfaceTests
{
    private const string East = "980101000000", Willow = "980101001202";

    [Fact]
    public async Task Payments_LedgerToAccount_EachStepBySomebodyElse()
    {
        var clock = new MovableClock();
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder, new Running { Time = clock });
        await Import(server, 3);
        using var county = server.As(Role.CountyOffice, East);
        using var second = server.As(Role.CountyOffice, East);
        using var finance = server.As(Role.Finance);
        await Provide(finance);
        var rights = await Get(county, "/funds/rights?region=" + Willow);
        Assert.Equal((3, 3 * 120050), (rights.GetProperty("totals").GetProperty("rights").GetInt32(), rights.GetProperty("totals").GetProperty("payable_fen").GetInt32()));

        var key = (await Post(county, "/payments", new { region = East, kind = "capital" })).GetProperty("batches")[0].GetString()!;
        Assert.Equal(["reject"], Acts(await Get(county, "/payments/" + key)));
        Assert.Equal(["check", "reject"], Acts(await Get(second, "/payments/" + key)));
        Assert.Equal("payment-own", await Refusal(county, $"/payments/{key}/check", new { version = 1 }, HttpStatusCode.Forbidden));
        Assert.Equal("checked", State(await Post(second, $"/payments/{key}/check", new { version = 1 })));
        Assert.Equal("version-conflict", await Refusal(second, $"/payments/{key}/publish", new { version = 1 }, HttpStatusCode.Conflict));
        await Post(second, $"/payments/{key}/publish", new { version = 2 });
        var notice = await Get(county, $"/payments/{key}/notice?village={Willow}");
        Assert.Equal("张*", notice.GetProperty("villages")[0].GetProperty("lines")[0].GetProperty("payee").GetString());
        Assert.Equal("notice", (await Get(finance, "/payments/" + key)).GetProperty("batch").GetProperty("waits").GetString());
        clock.Move(TimeSpan.FromDays(6));
        using var later = server.As(Role.Finance);
        Assert.Equal(["approve", "reject"], Acts(await Get(later, "/payments/" + key)));
        await Post(later, $"/payments/{key}/approve", new { version = 3 });
        await Post(later, $"/payments/{key}/send", new { version = 4 });
        var file = await later.GetByteArrayAsync($"/api/v1/payments/{key}/files/1", TestContext.Current.CancellationToken);
        var references = Encoding.Latin1.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Substring(6, 28)).ToList();
        var answer = string.Join("\r\n", references.Select(r => r + 120050.ToString("D12", CultureInfo.InvariantCulture) + "00"));
        var paid = await Post(later, $"/payments/{key}/answers", new { version = 5, name = "a.txt", content = Convert.ToBase64String(Encoding.ASCII.GetBytes(answer)) });

        Assert.Equal((3, 0), (paid.GetProperty("paid").GetInt32(), paid.GetProperty("refused").GetArrayLength()));
        Assert.Equal("closed", State(await Get(later, "/payments/" + key)));
        var line = (await Get(later, $"/payments/{key}/lines")).GetProperty("lines")[0];
        Assert.Equal("paid", line.GetProperty("state").GetString());
        Assert.DoesNotContain(LedgerBook.Account(1), line.ToString(), StringComparison.Ordinal);
        var report = await Get(later, "/funds/report");
        Assert.Equal(3 * 120050, report.GetProperty("total").EnumerateArray().Sum(s => s.GetProperty("paid_fen").GetInt64()));
        Assert.Contains(report.GetProperty("counties").EnumerateArray(), c => c.GetProperty("lag").GetProperty("payments").GetInt32() == 3);
        var household = (await Get(later, "/funds/rights?region=" + Willow)).GetProperty("rights")[0].GetProperty("household").GetString();
        var explained = (await Get(later, "/funds/households/" + household)).GetProperty("amounts")[0];
        Assert.Equal(("settled", "paid"), (explained.GetProperty("right").GetProperty("state").GetString(), explained.GetProperty("payments")[0].GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Season_Uploaded_GivesAmountsAndSaysWhatWasRefused()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Import(server, 2);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("2030-2031"), "season" },
            { new StringContent($"身份证号,姓名,困难类别,证书编号,认定部门,生效日期,失效日期\n{LedgerBook.Identity(1)},张三,低保户,ZS1,民政部门,2020-01-01,2033-12-31\n{LedgerBook.Identity(2)},张三,低保户,ZS2,村委会,2020-01-01,2033-12-31\n"), "register", "r.csv" },
            { new StringContent("户号,账期,电量（千瓦时）\nU000001,2030-11,100.00\nU000077,2030-11,1\n"), "electricity", "e.csv" },
        };

        using var response = await server.Client.PostAsync("/api/v1/seasons/import", form, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal("1 1 1 1", string.Join(' ', new[] { answer.GetProperty("certificates"), answer.GetProperty("readings"), answer.GetProperty("refused").GetProperty("issuer-invalid"), answer.GetProperty("refused").GetProperty("account-unknown") }));
        Assert.Equal(2000, (await server.Get("/funds/operating?season=2030-2031")).GetProperty("fen").GetInt32());
        Assert.Equal("2030-2031", (await server.Get("/seasons/imports")).GetProperty("imports")[0].GetProperty("season").GetString());
        Assert.Equal("season-format", await Refusal(server.Client, "/funds/operating?season=2030", null, HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Parameters_TriedAndDecided_AreListedWithWhoAndWhy()
    {
        await using var server = await RunningServer.Start(InventedCity.ProgrammeFolder);
        await Import(server, 2);

        var tried = await server.Post("/funds/parameters/try", new { code = "city-share", value = "70", effective_from = "2030-01-01" });
        var decided = await server.Post("/funds/parameters", new { code = "capital-subsidy-floor", value = "1300", effective_from = "2030-01-01", reason = "meeting 12" });

        Assert.Equal((0, 0), (tried.GetProperty("gain").GetInt32(), tried.GetProperty("lose").GetInt32()));
        Assert.Equal((2, 2), (decided.GetProperty("gain").GetInt32(), decided.GetProperty("rights_changed").GetInt32()));
        var listed = (await server.Get("/funds/parameters")).GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("code").GetString() == "capital-subsidy-floor");
        Assert.Equal("meeting 12", listed.GetProperty("decisions")[0].GetProperty("reason").GetString());
    }

    private static async Task Import(RunningServer server, int households)
    {
        var rows = Enumerable.Range(1, households).Select(n =>
        {
            var row = LedgerBook.Row(n);
            row["已拨付金额（元）"] = 0;
            return row;
        });
        var id = (await server.Upload("2030-07-01", LedgerBook.Write(server.File("河东区.xlsx"), rows))).GetProperty("id").GetString()!;
        await server.Post($"/imports/{id}/start");
        await server.Events(id);
    }

    private static async Task Provide(HttpClient finance)
    {
        foreach (var (county, kind, source) in new[] { ("980100000000", "appropriate", "city"), (East, "allocate", "city"), (East, "arrive", "city"), (East, "appropriate", "county") })
        {
            await Post(finance, "/funds/entries", new { county, kind, source, amount_fen = 500_000, day = "2026-01-05", document = "x" });
        }
    }

    private static IEnumerable<string?> Acts(JsonElement batch) => batch.GetProperty("batch").GetProperty("acts").EnumerateArray().Select(a => a.GetString());

    private static string? State(JsonElement batch) => batch.GetProperty("batch").GetProperty("state").GetString();

    private static async Task<JsonElement> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync("/api/v1" + path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, path + ": " + text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync("/api/v1" + path, body, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, path + ": " + text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string?> Refusal(HttpClient client, string path, object? body, HttpStatusCode status)
    {
        using var response = body is null ? await client.GetAsync("/api/v1" + path, TestContext.Current.CancellationToken) : await client.PostAsJsonAsync("/api/v1" + path, body, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString();
    }
}
