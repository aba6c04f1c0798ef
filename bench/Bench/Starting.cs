using System.Diagnostics;
using System.Globalization;

namespace CleanHeating.Bench;

/// <summary>From the command to the first page: the program is started over a large ledger until the page and its overview have come.</summary>
internal static class Starting
{
    private const int Rounds = 5;

    public static Line Measure(string data, string token)
    {
        var times = Enumerable.Range(0, Rounds).Select(i => Once(data, token, 5390 + i).GetAwaiter().GetResult()).Order().ToList();
        return new Line("P9", "start to first page at 1,000,000 households, s", times[Rounds / 2], 0, 0, "≤ 2 s", "from the command until the page and the overview's figures have come; the median of " + Rounds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> Once(string data, string token, int port)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var watch = Stopwatch.StartNew();
        using var server = Process.Start(new ProcessStartInfo(Report.Program, ["serve", "--data", data, "--urls", url]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        using var client = new HttpClient { BaseAddress = new Uri(url) }.With(token);
        try
        {
            while (true)
            {
                try
                {
                    await client.GetStringAsync(new Uri("/", UriKind.Relative));
                    await client.GetStringAsync(new Uri("/api/v1/overview", UriKind.Relative));
                    return watch.Elapsed.TotalSeconds;
                }
                catch (HttpRequestException) when (watch.Elapsed.TotalSeconds < 60)
                {
                    await Task.Delay(10);
                }
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }
}
