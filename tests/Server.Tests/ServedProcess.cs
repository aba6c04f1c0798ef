using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests;

/// <summary>"cleanheat serve" in a process of its own, which a test can kill as a power cut would.</summary>
public sealed partial class ServedProcess : IDisposable
{
    private static readonly string Program = Repository.Locate("src/Cli/bin/Release/net10.0/cleanheat");
    private readonly Process _process;
    private readonly string _data;
    private readonly string? _database;

    private ServedProcess(string data, string? database)
    {
        (_data, _database) = (data, database);
        _process = Begin(data, database, "serve", "--urls", "http://127.0.0.1:0");
    }

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    /// <param name="data">Data folder; servers of one database share it.</param>
    /// <param name="database">PostgreSQL connection string; null for SQLite in the folder.</param>
    /// <param name="session">Who asks it.</param>
    public static async Task<ServedProcess> Start(string data, string? database, string session)
    {
        var server = new ServedProcess(data, database);
        var said = new List<string>();
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Address().Match(line) is { Success: true } match)
            {
                server.Client = Door.Client(match.Value, session);
                _ = server._process.StandardOutput.ReadToEndAsync();
                return server;
            }
        }

        server.Dispose();
        throw new InvalidOperationException("The server did not come up: " + string.Join('\n', said));
    }

    public static int Run(string data, string? database, params string[] arguments)
    {
        using var process = Begin(data, database, arguments);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>As a power cut: no goodbye.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Verifies the database with a process of its own; 0 is sound.</summary>
    public int Verify() => Run(_data, _database, "verify");

    public async Task<JsonElement> Get(string path) => await Read(await Client.GetAsync("/api/v1" + path));

    public async Task<JsonElement> Post(string path) => await Read(await Client.PostAsync("/api/v1" + path, null));

    public async Task<string> Upload(string asOf, IEnumerable<string> files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(asOf), "as_of" } };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file)), "files", Path.GetFileName(file));
        }

        return (await Read(await Client.PostAsync("/api/v1/imports", form))).GetProperty("id").GetString()!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Client?.Dispose();
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }

    private static Process Begin(string data, string? database, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [.. arguments, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LANG"] = "en";
        start.Environment.Remove("CLEANHEAT_DATABASE");
        if (database is not null)
        {
            start.Environment["CLEANHEAT_DATABASE"] = database;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
