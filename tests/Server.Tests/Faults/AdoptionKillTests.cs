using System.Diagnostics;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>Taking over what workbooks say of acceptance is killed at random moments, then let finish: counties are whole or untouched, and the end is the same.</summary>
public sealed class AdoptionKillTests : IDisposable
{
    private const int Rows = 16_000;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, EveryDatabase(Usual = TestDatabases.Postgres)]
    public void Adopt_KilledAtRandomMoments_EndsAsIfNothingHadHappened(string kind)
    {
        var city = new City(_folder, Rows);
        using var start = Site.New(kind);
        Assert.Equal(0, start.Program.Run(out _, "init", "--programme", InventedCity.HezeFolder));
        Assert.Equal(1, start.Program.Run(out _, city.Import));
        var random = new Random(3);
        TimeSpan longest;
        List<County> whole;
        using (var undisturbed = start.Copy())
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, undisturbed.Program.Run(out var answer, "acceptance", "adopt"));
            longest = watch.Elapsed;
            whole = undisturbed.With(Counties);
            Assert.Equal(whole.Sum(c => c.Passed), answer.GetProperty("adopted").GetInt64());
        }

        var (kills, halfWay) = (0, 0);
        for (var round = 0; round < LongRun.Rounds(3, 40); round++)
        {
            using var site = start.Copy();
            for (var i = 0; i < 4; i++)
            {
                if (Kill(site, longest * (0.2 + (0.8 * random.NextDouble()))))
                {
                    kills++;
                }
                else
                {
                    // The machine is faster now, or little is left to do.
                    longest *= 0.8;
                }

                var (broken, counties) = site.With(w => (Product.Verify(w.Database, w.Keys).Broken, Counties(w)));
                Assert.Empty(broken);
                Assert.All(counties, c => Assert.True(c.Accepted == 0 || c.Accepted == c.Passed, $"{c} is half taken over."));
                halfWay += counties.Exists(c => c.Accepted > 0) && counties.Exists(c => c is { Accepted: 0, Passed: > 0 }) ? 1 : 0;
            }

            Assert.Equal(0, site.Program.Run(out _, "acceptance", "adopt"));
            Assert.Equal(whole, site.With(Counties));
            Assert.Empty(site.With(w => Product.Verify(w.Database, w.Keys).Broken));
        }

        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} of them half way", kills, halfWay);
        Assert.True(kills > 3, "Too few kills met the program alive.");
        Assert.True(halfWay > 0, "No kill left a part behind: the moments are badly chosen.");
    }

    private static bool Kill(Site site, TimeSpan after)
    {
        using var process = site.Program.Start("acceptance", "adopt");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(after))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    private static List<County> Counties(Workplace workplace)
    {
        using var connection = workplace.Database.Open();
        return [.. new ProgrammeStore(workplace).Current()!.Plan.Divisions.Counties.Select(c => new County(
            c.CountyCode, connection.ScalarLong(null, "SELECT COUNT(*) FROM household WHERE county_code = @p0 AND result = 1", c.CountyCode) ?? 0,
            connection.ScalarLong(null, "SELECT COUNT(*) FROM acceptance WHERE county_code = @p0 AND state = 0", c.CountyCode) ?? 0,
            connection.ScalarLong(null, "SELECT COUNT(*) FROM rectification WHERE county_code = @p0 AND state = 0", c.CountyCode) ?? 0))];
    }

    private sealed record County(int Code, long Passed, long Accepted, long Mending);
}
