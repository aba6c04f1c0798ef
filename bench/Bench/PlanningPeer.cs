using System.Diagnostics;
using System.Globalization;

namespace CleanHeating.Bench;

/// <summary>HiGHS (npm, WebAssembly) on a model in LP format: what it had when its time was up.</summary>
internal sealed record PeerAnswer(double? Objective, double Bound, double Seconds, bool Optimal)
{
    private const string Package = "highs@1.15.3";

    // Its log is the only place that names the bound.
    private const string Script =
        """
        const fs = require('fs');
        (async () => {
          const log = [];
          const solver = await require('highs')({ print: line => log.push(line), printErr: line => log.push(line) });
          const model = fs.readFileSync(process.argv[2], 'utf8');
          const start = Date.now();
          const answer = solver.solve(model, { time_limit: Number(process.argv[3]), output_flag: true, log_to_console: true });
          const find = name => (log.find(line => line.trim().startsWith(name)) || '').trim().split(/\s+/)[2] || '-';
          console.log([answer.Status === 'Optimal' ? 1 : 0, find('Primal bound'), find('Dual bound'), (Date.now() - start) / 1000].join(' '));
        })();
        """;

    /// <summary>Fetches the solver into a folder of its own; false where that can't be done.</summary>
    public static bool Install(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), "{\"private\":true}");
        File.WriteAllText(Path.Combine(folder, "solve.js"), Script);
        return Run("npm", folder, "install", "--no-audit", "--no-fund", "--silent", Package).ExitCode == 0;
    }

    public static PeerAnswer Solve(string folder, string model, double seconds)
    {
        var (code, output) = Run("node", folder, "solve.js", model, seconds.ToString(CultureInfo.InvariantCulture));
        var parts = output.Trim().Split(' ');
        if (code != 0 || parts.Length != 4)
        {
            throw new InvalidOperationException($"The peer ended with {code}: {output}");
        }

        var objective = Number(parts[1]);
        return new PeerAnswer(double.IsFinite(objective) ? objective : null, Number(parts[2]), Number(parts[3]), parts[0] == "1");
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static (int ExitCode, string Output) Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
