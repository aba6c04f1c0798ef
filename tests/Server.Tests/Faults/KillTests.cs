using System.Diagnostics;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>
/// The program is killed at random moments of an import, new rows or changed ones, five times in a row, then let finish: after each
/// kill everything is sound, and the end is the same as if nothing had happened. More rounds where no kill met it half way; a hundred kills
/// each with <c>./test --long</c>.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Rows = 16_000, Changes = 5_000, KillsInARow = 5, MostRounds = 40;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, EveryDatabase(Usual = TestDatabases.Postgres)]
    public void Import_KilledAtRandomMoments_EndsAsIfNothingHadHappened(string kind)
    {
        var city = new City(_folder, Rows);
        using var start = Site.New(kind);
        Assert.Equal(0, start.Program.Run(out _, "init", "--programme", InventedCity.HezeFolder));

        KillAndFinish(start, city.Import, seed: 1, [0]);
    }

    [Theory, EveryDatabase(Usual = TestDatabases.Sqlite)]
    public void Change_KilledAtRandomMoments_EndsAsIfNothingHadHappened(string kind)
    {
        var city = new City(_folder, Changes);
        using var start = Site.New(kind);
        Assert.Equal(0, start.Program.Run(out _, "init", "--programme", InventedCity.HezeFolder));
        Assert.Equal(1, start.Program.Run(out var first, city.Import));
        using (var changed = start.Copy())
        {
            changed.Program.Run(out var second, city.ImportChanged);
            Assert.True(second.GetProperty("updated").GetInt32() > first.GetProperty("imported").GetInt32() / 2);
        }

        KillAndFinish(start, city.ImportChanged, seed: 2, [0, 1]);
    }

    /// <param name="start">Where each round begins.</param>
    /// <param name="import">What is killed.</param>
    /// <param name="seed">Of the moments.</param>
    /// <param name="exits">How the undisturbed import may end.</param>
    private static void KillAndFinish(Site start, string[] import, int seed, int[] exits)
    {
        var random = new Random(seed);
        string expected;
        TimeSpan longest;
        using (var undisturbed = start.Copy())
        {
            using var program = undisturbed.Program.Start(import);
            undisturbed.WaitForImport(program);
            var watch = Stopwatch.StartNew();
            program.StandardOutput.ReadToEnd();
            program.WaitForExit();
            longest = watch.Elapsed;
            Assert.Contains(program.ExitCode, exits.Append(1));
            expected = undisturbed.With(Digest.Of);
        }

        var (kills, halfWay) = (0, 0);
        for (var round = 0; round < LongRun.Rounds(1, 20) || (round < MostRounds && (kills <= LongRun.Rounds(2, 40) || halfWay == 0)); round++)
        {
            using var site = start.Copy();
            var before = site.With(Digest.Of);
            for (var (killed, tried) = (0, 0); killed < KillsInARow && tried < 2 * KillsInARow; tried++)
            {
                if (site.Kill(longest * random.NextDouble(), import))
                {
                    killed++;
                    kills++;
                }
                else
                {
                    // The machine is faster now, or little is left to do.
                    longest *= 0.8;
                }

                var (broken, digest) = site.With(w => (Product.Verify(w.Database, w.Keys).Broken, Digest.Of(w)));
                Assert.Empty(broken);
                halfWay += digest != before && digest != expected ? 1 : 0;
            }

            Finish(site, import, exits);
            Assert.Equal(expected, site.With(Digest.Of));
            Assert.Empty(site.With(w => Product.Verify(w.Database, w.Keys).Broken));
            Assert.Equal(0, site.With(Running));
        }

        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} of them half way", kills, halfWay);
        Assert.True(kills > LongRun.Rounds(2, 40), "Too few kills met the program alive.");
        Assert.True(halfWay > 0, "No kill left a part of the import behind: the moments are badly chosen.");
    }

    // The server may need a moment to see that the killed one is gone, and until then another import is refused.
    private static void Finish(Site site, string[] import, int[] exits)
    {
        for (var patience = Stopwatch.StartNew(); ; Thread.Sleep(100))
        {
            var exit = site.Program.Run(out var answer, out var errors, import);
            if (exit == 3 && answer.GetProperty("errors")[0].GetProperty("code").GetString() == "import-running" && patience.Elapsed < TimeSpan.FromSeconds(20))
            {
                continue;
            }

            Assert.True(exit == 1 || exits.Contains(exit), errors);
            return;
        }
    }

    private static long Running(Workplace workplace)
    {
        using var connection = workplace.Database.Open();
        return connection.ScalarLong(null, "SELECT COUNT(*) FROM import_run WHERE state = 'running'") ?? 0;
    }
}
