using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CleanHeating.TestKit;

namespace CleanHeating.Browser.Tests;

/// <summary>The product as people run it: "cleanheat demo" in a process of its own, over a fresh SQLite file, on a free port of this machine.</summary>
public sealed partial class ServedCity : IDisposable
{
    private static readonly string Program = Repository.Locate("src/Cli/bin/Release/net10.0/cleanheat");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    /// <param name="programme">Folder of the programme.</param>
    /// <param name="households">Households to invent.</param>
    public ServedCity(string programme, int households)
    {
        var count = households.ToString(CultureInfo.InvariantCulture);
        (_process, Root, _) = Serve("demo", "--programme", programme, "--households", count);
    }

    private ServedCity(string programme)
    {
        using (var made = Process.Start(StartOf("init", "--programme", programme))!)
        {
            made.WaitForExit();
            Assert.Equal(0, made.ExitCode);
        }

        (_process, Root, SetUpLink) = Serve("serve");
    }

    /// <summary>A system as an office gets it: the programme is loaded, there are no accounts and no households.</summary>
    public static ServedCity Empty(string programme) => new(programme);

    public Uri Root { get; }

    /// <summary>The one-time link that an empty system prints at its start.</summary>
    public Uri? SetUpLink { get; }

    /// <summary>The ledgers that counties sent.</summary>
    public IReadOnlyList<string> Ledgers => [.. Directory.GetFiles(Path.Combine(DataFolder, "sample"), "*.xlsx").Order(StringComparer.Ordinal)];

    /// <summary>The workbook of supply and demand.</summary>
    public string Supply => Path.Combine(DataFolder, "sample", "supply", "supply.xlsx");

    private string DataFolder => _folder.File("data");

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Stop(_process);
        _folder.Dispose();
    }

    private (Process Process, Uri Root, Uri? SetUpLink) Serve(string command, params string[] arguments)
    {
        var process = Process.Start(StartOf(command, [.. arguments, "--urls", "http://127.0.0.1:0"]))!;
        Uri? setUp = null;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Hear(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }

            if (line is not null && SetUpAddress().Match(line) is { Success: true } link)
            {
                setUp = new Uri(link.Value);
                address.TrySetResult(new Uri(Address().Match(line).Value));
            }
            else if (line is not null && command == "demo" && Address().Match(line) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Value));
            }
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!SpinWait.SpinUntil(() => address.Task.IsCompleted || process.HasExited, Patience) || !address.Task.IsCompletedSuccessfully)
        {
            Stop(process);
            throw new InvalidOperationException("The product did not come up:\n" + string.Join('\n', said));
        }

        return (process, address.Task.GetAwaiter().GetResult(), setUp);
    }

    private ProcessStartInfo StartOf(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [command, "--data", DataFolder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment.Remove("CLEANHEAT_DATABASE");
        return start;
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/set-up#[\w-]+", RegexOptions.CultureInvariant)]
    private static partial Regex SetUpAddress();
}
