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

    private int Run(out JsonElement answer, params string[] arguments) => new Cleanheat(_folder.File("data"), null).Run(out answer, arguments);
}
