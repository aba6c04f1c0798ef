using System.Text.Json;
using CleanHeating.TestKit;
using Npgsql;

namespace CleanHeating.Server.Tests;

/// <summary>The program over PostgreSQL by --database; what is wrong with a server is said, and a password never.</summary>
public sealed class DatabaseOptionTests : IDisposable
{
    private const string Secret = "hus;h 'hush'\"";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Database_GivenAsOption_HoldsEverything()
    {
        var program = new Cleanheat(_folder.File("data"), PostgresServer.Instance.CreateDatabase());
        var book = LedgerBook.Write(_folder.File("a.xlsx"), [LedgerBook.Row(1)]);

        Assert.Equal(0, program.Run(out _, "init", "--programme", InventedCity.ProgrammeFolder));
        Assert.Equal(0, program.Run(out _, "ledger", "import", book, "--as-of", "2030-07-01"));
        Assert.Equal(0, program.Run(out var progress, "progress"));

        Assert.Equal(1, progress.GetProperty("total").GetProperty("ledger").GetInt32());
        Assert.False(File.Exists(_folder.File("data/cleanheat.db")));
    }

    [Fact]
    public void BackupRestoreMove_OnTheCommandLine_CarryEverythingOver()
    {
        var source = new Cleanheat(_folder.File("data"), null);
        File.WriteAllText(_folder.File("pass"), "eine Losung\n");
        source.Run(out _, "init", "--programme", InventedCity.ProgrammeFolder);
        source.Run(out _, "ledger", "import", LedgerBook.Write(_folder.File("a.xlsx"), [LedgerBook.Row(1), LedgerBook.Row(2)]), "--as-of", "2030-07-01");
        source.Run(out var before, "progress");

        Assert.Equal(0, source.Run(out var backup, "backup", _folder.File("b"), "--passphrase-file", _folder.File("pass")));
        var restored = new Cleanheat(_folder.File("restored"), PostgresServer.Instance.CreateDatabase());
        Assert.Equal(0, restored.Run(out var restore, "restore", _folder.File("b"), "--passphrase-file", _folder.File("pass")));
        var database = PostgresServer.Instance.CreateDatabase();
        Assert.Equal(0, source.Run(out var move, "move", "--to", database));

        Assert.Equal(backup.GetProperty("rows").GetInt64(), restore.GetProperty("rows").GetInt64());
        Assert.All([backup, restore, move], answer => Assert.True(answer.GetProperty("rows").GetInt64() > 0 && answer.GetProperty("bytes").GetInt64() > 0 && answer.GetProperty("seconds").GetDouble() > 0));
        Assert.Equal(3, source.Run(out var moved, "progress"));
        Assert.Equal("database-moved", Code(moved));
        foreach (var place in (Cleanheat[])[restored, new Cleanheat(source.Folder, database)])
        {
            Assert.Equal(0, place.Run(out var after, "progress"));
            Assert.Equal(before.ToString(), after.ToString());
            Assert.Equal(0, place.Run(out _, "verify"));
        }
    }

    [Fact]
    public void Database_WhatIsWrong_IsSaidAndNoPassword()
    {
        var good = new NpgsqlConnectionStringBuilder(PostgresServer.Instance.ConnectionString("postgres")) { Password = Secret };
        var guarded = new NpgsqlConnectionStringBuilder(good.ToString()) { Username = PostgresServer.Guarded };
        var poor = new NpgsqlConnectionStringBuilder(guarded.ToString()) { Password = PostgresServer.GuardedPassword, Database = new NpgsqlConnectionStringBuilder(PostgresServer.Instance.CreateDatabase()).Database };

        Refused("database-server-unreachable", new NpgsqlConnectionStringBuilder(good.ToString()) { Port = 9 }.ToString());
        Refused("database-password", guarded.ToString());
        Refused("database-missing", new NpgsqlConnectionStringBuilder(good.ToString()) { Database = "nowhere" }.ToString());
        Refused("database-rights", poor.ToString());
        Refused("database-string-invalid", "Host=127.0.0.1;Database=x;Password=" + Secret);
        Refused("database-string-invalid", "postgres://u:" + Secret + "@h/x");
    }

    private void Refused(string code, string connectionString)
    {
        var exit = new Cleanheat(_folder.File("refused"), connectionString).Run(out var answer, out var errors, "progress");

        Assert.Equal((3, code), (exit, Code(answer)));
        foreach (var part in (string[])["hush", PostgresServer.GuardedPassword, "sesame"])
        {
            Assert.DoesNotContain(part, errors + answer, StringComparison.Ordinal);
        }
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("code").GetString();
}
