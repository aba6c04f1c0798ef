using System.Text.Json;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>The program as scripts call it: one document, fixed exit codes.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commands_InOrder_AnswerOneDocumentAndTheirExitCode()
    {
        var good = LedgerBook.Write(_folder.File("河东区.xlsx"), [LedgerBook.Row(1)]);
        var bad = LedgerBook.Row(2);
        bad["改造房间数"] = 1;
        var mixed = LedgerBook.Write(_folder.File("河东区b.xlsx"), [LedgerBook.Row(1), bad]);

        Assert.Equal(3, Run(out var refused, "progress"));
        Assert.Equal("programme-missing", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(0, Run(out var init, "init", "--programme", InventedCity.ProgrammeFolder));
        Assert.Equal((3, 1401), (init.GetProperty("counties").GetInt32(), init.GetProperty("rural_target").GetInt32()));
        Assert.Equal(1, Run(out _, "ledger", "import", mixed, "--as-of", "2030-07-01", "--dry-run"));
        Assert.Equal(0, Run(out var import, "ledger", "import", good, "--as-of", "2030-07-01"));
        Assert.Equal(1, import.GetProperty("imported").GetInt32());
        Assert.Equal(1, Run(out var second, "ledger", "import", mixed, "--as-of", "2030-07-01"));
        Assert.Equal("rooms-minimum", second.GetProperty("refusals")[0].GetProperty("code").GetString());
        Assert.Equal(0, Run(out var progress, "progress", "--by", "village"));
        Assert.Equal(1, progress.GetProperty("total").GetProperty("ledger").GetInt32());
        Assert.Equal(0, Run(out var leads, "leads", "sweep"));
        Assert.Equal(0, leads.GetProperty("counts").GetProperty("phone-shared").GetInt32());
        Assert.Equal(0, Run(out var export, "ledger", "export", _folder.File("out.xlsx"), "--county", "980101"));
        Assert.Equal(1, export.GetProperty("rows").GetInt32());
        Assert.Equal(0, Run(out var verify, "verify"));
        Assert.True(verify.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void Accounts_AddedListedAndReset_AtTheMachine()
    {
        Run(out _, "init", "--programme", InventedCity.ProgrammeFolder);

        Assert.Equal(0, Run(out var added, "accounts", "add", "liu", "--role", "county-office", "--display-name", "Liu Yang", "--region", "980101", "--address", "https://heating.example"));
        Assert.StartsWith("https://heating.example/set-password#", added.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, Run(out var twice, "accounts", "add", "LIU", "--role", "finance"));
        Assert.Equal("account-name-taken", twice.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(3, Run(out _, "accounts", "add", "wang", "--role", "king"));
        Assert.Equal(0, Run(out var reset, "accounts", "reset-link", "liu"));
        Assert.NotEqual(added.GetProperty("link").GetString(), reset.GetProperty("link").GetString());
        Assert.Equal(3, Run(out _, "accounts", "reset-link", "nobody"));
        Assert.Equal(0, Run(out var list, "accounts", "list"));
        Assert.Equal("980101000000", list.GetProperty("accounts")[0].GetProperty("regions")[0].GetString());
    }

    [Fact]
    public void Serve_SettingsMistyped_SaysWhereAndEnds()
    {
        Run(out _, "init", "--programme", InventedCity.ProgrammeFolder);
        File.WriteAllText(_folder.File("data/settings.json"), "{ \"lissten\": [] }");

        Assert.Equal(3, Run(out var refused, "serve"));
        Assert.Equal("settings-unknown-key", refused.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Serve_FirstStart_PrintsALinkThatSetsItUp()
    {
        Run(out _, "init", "--programme", InventedCity.ProgrammeFolder);
        using var process = new Cleanheat(_folder.File("data"), null).Start("serve", "--urls", $"http://127.0.0.1:{FreePort()}");
        try
        {
            string? link = null;
            while (link is null && await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                link = line.Split(' ', '：').FirstOrDefault(w => w.Contains("/set-up#", StringComparison.Ordinal));
            }

            using var client = new HttpClient { BaseAddress = new Uri(link!) };
            using var body = new StringContent(
                JsonSerializer.Serialize(new { token = link!.Split('#')[1], administrator = new { name = "admin", display_name = "Admin" }, password = "Winter-2030-warm" }), System.Text.Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/api/v1/sign-in/set-up", UriKind.Relative), body, TestContext.Current.CancellationToken);

            Assert.True(answer.IsSuccessStatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, Run(out var list, "accounts", "list"));
        Assert.Equal("system-administrator", list.GetProperty("accounts")[0].GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("ledger", "import")]
    [InlineData("ledger", "import", "x.xlsx", "--as-of", "yesterday")]
    [InlineData("progress", "--by", "street")]
    [InlineData("fly")]
    public void Run_WrongUse_IsTwo(params string[] arguments) => Assert.Equal(2, Run(out _, arguments));

    [Fact]
    public void Import_MissingFile_ChangesNothing()
    {
        Run(out _, "init", "--programme", InventedCity.ProgrammeFolder);

        Assert.Equal(3, Run(out var answer, "ledger", "import", _folder.File("none.xlsx"), "--as-of", "2030-07-01"));
        Assert.Equal("file-missing", answer.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private int Run(out JsonElement answer, params string[] arguments) => new Cleanheat(_folder.File("data"), null).Run(out answer, arguments);
}
