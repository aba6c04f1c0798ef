using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CleanHeating.TestKit;

/// <summary>
/// A real PostgreSQL of this test process: made on first use, on a free loopback port, in the process's own folder, and gone
/// with the process. Nobody but <see cref="Guarded"/> needs a password, so it listens on loopback only and never on a socket file.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>A user who is asked for a password; <see cref="GuardedPassword"/> is the right one.</summary>
    public const string Guarded = "guarded", GuardedPassword = "open sesame";

    private static readonly Lazy<PostgresServer> Only = new(StartOwn);
    private readonly string _programs, _folder;
    private readonly int _port;
    private PostgresKeeper _keeper;
    private int _databases;

    private PostgresServer(string programs, string folder, int port)
    {
        (_programs, _folder, _port) = (programs, folder, port);
        _keeper = new PostgresKeeper(programs, folder, port);
    }

    /// <summary>The running server; the first call takes some seconds. Throws, naming the package to install, where PostgreSQL is absent.</summary>
    public static PostgresServer Instance => Only.Value;

    /// <summary>Connection string of a new database: empty, or a copy of <paramref name="template"/>, to which nobody may be connected.</summary>
    public string CreateDatabase(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return ConnectionString(name);
    }

    /// <summary>Drops a database of <see cref="CreateDatabase"/>, with whoever is still connected to it.</summary>
    public void DropDatabase(string connectionString) =>
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = database,
        Timeout = 30,
        CommandTimeout = 120,
        MaxPoolSize = 20,
        IncludeErrorDetail = true,
    }.ToString();

    /// <summary>Begins to write down every statement that reaches a database; connections opened from now on are heard.</summary>
    public void LogStatements(string connectionString) =>
        Execute($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} SET log_statement = 'all'");

    /// <summary>Statements that reached a database, as the server itself wrote them down.</summary>
    public IReadOnlyList<string> LoggedStatements(string connectionString) => StatementLog.Read(_keeper.Log(), new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <summary>Another server, for tests that take it away under the product's feet.</summary>
    public static PostgresServer StartOwn()
    {
        var programs = FindPrograms();
        var folder = ProcessFolder.NewFolder("postgres");
        if (PostgresAccount.Needed)
        {
            PostgresAccount.GiveFolder(folder);
        }

        var data = Path.Combine(folder, "data");
        Run(PostgresAccount.Command(Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"), folder);
        File.WriteAllText(Path.Combine(data, "pg_hba.conf"), $"host all {Guarded} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");

        // Between choosing a free port and listening on it somebody else may take it.
        for (var attempt = 1; ; attempt++)
        {
            var server = new PostgresServer(programs, folder, FreePort());
            if (server.WaitUntilReady())
            {
                server.Execute($"CREATE ROLE {Guarded} LOGIN PASSWORD '{GuardedPassword}'");
                return server;
            }

            server.Dispose();
            if (attempt == 4)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {server._keeper.Log()}");
            }
        }
    }

    /// <summary>Stops the server as a fault would: whoever is connected is thrown out.</summary>
    public void Stop() => _keeper.Dispose();

    public void Dispose() => Stop();

    /// <summary>Starts it again, where it was, with its databases.</summary>
    public void StartAgain()
    {
        _keeper = new PostgresKeeper(_programs, _folder, _port);
        if (!WaitUntilReady())
        {
            throw new InvalidOperationException($"PostgreSQL did not start again: {_keeper.Log()}");
        }
    }

    private bool WaitUntilReady()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !_keeper.HasEnded; Thread.Sleep(50))
        {
            try
            {
                Execute("SELECT 1");
                return !_keeper.HasEnded;
            }
            catch (NpgsqlException)
            {
                // Not listening yet, or still recovering.
            }
        }

        return false;
    }

    private void Execute(string statement)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static string FindPrograms()
    {
        var newest = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")) && int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
                .MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            : null;
        return newest is null
            ? throw new InvalidOperationException("PostgreSQL is not installed in /usr/lib/postgresql. To install it: apt-get install postgresql")
            : Path.Combine(newest, "bin");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(ProcessStartInfo command, string folder)
    {
        command.WorkingDirectory = folder;
        command.UseShellExecute = false;
        command.RedirectStandardOutput = command.RedirectStandardError = true;
        using var process = Process.Start(command)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command.FileName} failed: {errors.GetAwaiter().GetResult()}{output}");
        }
    }
}
