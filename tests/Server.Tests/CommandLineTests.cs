using System.Diagnostics;
using System.Text.Json;
using CleanHeating.Ledger.MakeSample;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>The program as scripts call it: one document, fixed exit codes, and no half work when it is killed.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string Program = Repository.Locate("src/Cli/bin/Release/net10.0/cleanheat");
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

    [Fact]
    public void Import_KilledAtAnyMoment_LeavesNothingBrokenAndCanBeFinished()
    {
        using var city = InventedCity.Open(TestDatabases.Sqlite, InventedCity.HezeFolder);
        var sample = new SampleHandler().Make(city.Programme, _folder.File("sample"), 20_000, 9);
        string[] import = ["ledger", "import", .. sample.Files, "--as-of", sample.AsOf.ToString("yyyy-MM-dd", null)];
        Run(out _, "init", "--programme", InventedCity.HezeFolder);

        foreach (var moment in (int[])[250, 500, 800, 1100, 1500])
        {
            using var process = Start(import);
            if (!process.WaitForExit(moment))
            {
                process.Kill();
                process.WaitForExit();
            }

            Assert.Equal(0, Run(out _, "verify"));
        }

        Run(out var last, import);
        Assert.Equal(0, Run(out _, "verify"));
        Assert.Equal(20_000, last.GetProperty("rows").GetInt32());
        Assert.Equal(0, last.GetProperty("updated").GetInt32());
        Run(out var progress, "progress");
        Assert.Equal(20_000 - last.GetProperty("quarantined").GetInt32(), progress.GetProperty("total").GetProperty("ledger").GetInt32());
    }

    private int Run(out JsonElement answer, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        answer = output.Length == 0 ? default : JsonDocument.Parse(output).RootElement;
        return process.ExitCode;
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [.. arguments, "--data", _folder.File("data"), "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LANG"] = "en";
        start.Environment.Remove("CLEANHEAT_DATABASE");
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
