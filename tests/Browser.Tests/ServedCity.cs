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
        var start = new ProcessStartInfo(Program, ["demo", "--data", DataFolder, "--programme", programme, "--households", count, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment.Remove("CLEANHEAT_DATABASE");
        _process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Hear(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }

            if (line is not null && Address().Match(line) is { Success: true } match)
            {
                address.TrySetResult(new Uri(match.Value));
            }
        }

        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!SpinWait.SpinUntil(() => address.Task.IsCompleted || _process.HasExited, Patience) || !address.Task.IsCompletedSuccessfully)
        {
            Dispose();
            throw new InvalidOperationException("The product did not come up:\n" + string.Join('\n', said));
        }

        Root = address.Task.GetAwaiter().GetResult();
    }

    public Uri Root { get; }

    /// <summary>The ledgers that counties sent.</summary>
    public IReadOnlyList<string> Ledgers => [.. Directory.GetFiles(Path.Combine(DataFolder, "sample"), "*.xlsx").Order(StringComparer.Ordinal)];

    private string DataFolder => _folder.File("data");

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
