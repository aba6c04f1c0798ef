using System.Data.Common;
using System.Diagnostics;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>A data folder with its database, which can be copied as it stands when nobody has it open.</summary>
internal sealed class Site : IDisposable
{
    private readonly TempFolder _folder = new();

    private Site(string? connectionString) => Program = new Cleanheat(_folder.File("data"), connectionString);

    public Cleanheat Program { get; }

    public static Site New(string kind) => new(kind == TestDatabases.Postgres ? PostgresServer.Instance.CreateDatabase() : null);

    public Site Copy()
    {
        Close();
        var template = Program.ConnectionString is { } c ? new NpgsqlConnectionStringBuilder(c).Database : null;
        var copy = new Site(template is null ? null : PostgresServer.Instance.CreateDatabase(template));
        foreach (var file in Directory.GetFiles(Program.Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Program.Folder, Path.GetRelativePath(Program.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    public T With<T>(Func<Workplace, T> read)
    {
        using var workplace = Product.Open(Program.Folder, Program.ConnectionString, TimeProvider.System);
        return read(workplace);
    }

    /// <summary>Kills the program (SIGKILL) some time after its import has begun; false where it had ended by then.</summary>
    public bool Kill(TimeSpan after, string[] import)
    {
        using var process = Program.Start(import);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!WaitForImport(process) || process.WaitForExit(after))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    /// <summary>Waits until the program's own import stands in the database as running; false where it ended before.</summary>
    public bool WaitForImport(Process process)
    {
        var since = TimeProvider.System.GetUtcNow().UtcTicks;
        for (; !process.HasExited; Thread.Sleep(10))
        {
            if (HasBegun(since))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        Close();
        if (Program.ConnectionString is { } database)
        {
            PostgresServer.Instance.DropDatabase(database);
        }

        _folder.Dispose();
    }

    // On a connection of its own, closed again at once: a kill must find nobody who holds anything for the killed.
    private bool HasBegun(long since)
    {
        using DbConnection connection = Program.ConnectionString is { } database
            ? new NpgsqlConnection(database + ";Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(Program.Folder, "cleanheat.db")};Pooling=false;Mode=ReadOnly");
        connection.Open();
        return connection.ScalarLong(null, "SELECT COUNT(*) FROM import_run WHERE started_at >= @p0", since) > 0;
    }

    private static void Close()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }
}
