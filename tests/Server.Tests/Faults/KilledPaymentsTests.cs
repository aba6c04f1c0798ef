using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>A proposal for a whole city is killed at random moments: each county's batch is whole or not there, and the same again does the rest.</summary>
public sealed class KilledPaymentsTests
{
    private const string City = "371700000000";

    [Theory, EveryDatabase(Usual = TestDatabases.Postgres)]
    public async Task Propose_KilledAtRandom_LeavesWholeBatchesAndNoRightTakenTwice(string kind)
    {
        using var folder = new TempFolder();
        var city = new Faults.City(folder, 6000);
        var program = new Cleanheat(folder.File("data"), kind == TestDatabases.Postgres ? PostgresServer.Instance.CreateDatabase() : null);
        Assert.Equal(0, program.Run(out _, "init", "--programme", InventedCity.HezeFolder));
        Assert.InRange(program.Run(out _, city.Import), 0, 1);

        // The moments are drawn around the time that a program needs to start and refuse, so that a fast machine is met alive, too.
        var begun = TimeProvider.System.GetTimestamp();
        program.Run(out _, "payments", "propose", "--region", "999999999999");
        var start = (int)TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
        var random = new Random(5);
        var killed = 0;
        for (var round = 0; round < LongRun.Rounds(4, 40); round++)
        {
            using var process = program.Start("payments", "propose", "--region", City);
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            if (!process.WaitForExit(TimeSpan.FromMilliseconds(round == 0 ? start / 2 : random.Next(start / 2, start * 3))))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
            }

            await Task.WhenAll(output, errors);
            Assert.Equal(0, program.Run(out var verified, "verify"));
            Assert.True(verified.GetProperty("ok").GetBoolean());
        }

        Assert.True(killed > 0, "Nothing was killed.");
        Assert.InRange(program.Run(out _, "payments", "propose", "--region", City), 0, 3);
        Assert.Equal(3, program.Run(out var nothing, "payments", "propose", "--region", City));
        Assert.Equal("payment-nothing", nothing.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(0, program.Run(out _, "verify"));
    }
}
