using System.Diagnostics;
using System.Globalization;

namespace CleanHeating.TestKit;

/// <summary>
/// The server process and its shell, which waits for the end of its input. Only this process holds the other end, so the
/// server stops when this process ends, even when it was killed.
/// </summary>
internal sealed class PostgresKeeper : IDisposable
{
    // Speed before safety: nothing here has to outlive a crash, so the server ends at once, without writing out what it holds.
    // Ctrl-C reaches the shell too and must not end it first.
    private const string Script = """
        trap '' INT TERM HUP
        log=$1; shift
        exec 3<&0
        "$@" >"$log" 2>&1 </dev/null 3<&- &
        server=$!
        (read -r line <&3; kill -QUIT $server) &
        reader=$!
        wait $server
        kill -KILL $reader 2>/dev/null
        """;

    private readonly string _log;
    private readonly Process _shell;

    public PostgresKeeper(string programs, string folder, int port)
    {
        _log = Path.Combine(folder, "server.log");
        var server = PostgresAccount.Command(
            Path.Combine(programs, "postgres"),
            "-D", Path.Combine(folder, "data"),
            "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "log_line_prefix=%d ",
            "-c", "fsync=off",
            "-c", "synchronous_commit=off",
            "-c", "full_page_writes=off",
            "-c", "shared_buffers=128MB",
            "-c", "max_connections=200");
        var shell = new ProcessStartInfo("/bin/bash", ["-c", Script, "keeper", _log, server.FileName, .. server.ArgumentList])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        _shell = Process.Start(shell)!;
        ProcessFolder.BeforeDelete(Stop);
    }

    public bool HasEnded => _shell.HasExited;

    public string Log() => File.Exists(_log) ? File.ReadAllText(_log) : "no log";

    public void Dispose() => Stop();

    private void Stop()
    {
        if (!_shell.HasExited)
        {
            _shell.StandardInput.Close();
            _shell.WaitForExit(TimeSpan.FromSeconds(20));
        }
    }
}
