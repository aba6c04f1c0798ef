using System.Diagnostics;
using System.Globalization;

namespace CleanHeating.Bench;

/// <summary>One whole process, run and watched: wall time and the most memory it ever held.</summary>
internal sealed record Measured(double Seconds, long PeakBytes, int ExitCode, string Output)
{
    public static Measured Run(string program, params string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false } };
        var watch = Stopwatch.StartNew();
        process.Start();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var peak = 0L;
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        return new Measured(watch.Elapsed.TotalSeconds, peak, process.ExitCode, output.GetAwaiter().GetResult());
    }

    // The kernel keeps the high-water mark, so that polling misses nothing but the last moment.
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
