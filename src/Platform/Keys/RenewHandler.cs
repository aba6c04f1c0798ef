using System.Diagnostics;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>What was made anew.</summary>
/// <param name="Generation">Generation that everything now stands under.</param>
/// <param name="Counties">Counties that were turned; the city itself counts as one.</param>
/// <param name="Values">Encrypted values and files.</param>
/// <param name="Rows">Rows that were sealed anew.</param>
/// <param name="Entries">Entries of the journal that were hashed anew.</param>
/// <param name="Jobs">Jobs that were sealed anew.</param>
/// <param name="Left">What an import that runs meanwhile has put under an older generation since: another call takes it up.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record RenewAnswer(int Generation, int Counties, long Values, long Rows, long Entries, long Jobs, long Left, double Seconds);

/// <summary>
/// Brings everything that stands under older generations to the newest one, a county at a time, while others work. What is done is done:
/// after a kill the next call goes on where it ended.
/// </summary>
public sealed class RenewHandler(Workplace workplace)
{
    private const string Lease = "keys-renew";
    private const int Passes = 3, Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Asked between two counties; for tests that end it there.</summary>
    internal Action<int>? CountyDone { get; init; }

    public Result<RenewAnswer> Run(Action<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var lease = workplace.Database.TryAcquireLease(Lease);
        if (lease is null)
        {
            return new Error("keys-renewing");
        }

        if (KeyUse.Count(workplace).Lost(workplace.Keys) is { } lost)
        {
            return lost;
        }

        var watch = Stopwatch.StartNew();
        var target = (byte)workplace.Keys.Held.Newest.Number;
        var process = workplace.Begin("keys", workplace.Caller.Actor);
        try
        {
            var (counties, sum, jobs, left) = (0, default(RenewedCounty), 0L, 0L);
            for (var pass = 1; pass <= Passes && (pass == 1 || left > 0); pass++)
            {
                var (done, renewed) = Counties(process, target, progress ?? (_ => { }), cancellation);
                var files = EncryptedFiles.Renew(workplace.Folder, workplace.Keys, target, cancellation);
                (counties, sum) = (counties + done, new(sum.Values + renewed.Values + files, sum.Rows + renewed.Rows, sum.Entries + renewed.Entries));
                jobs += new JobRenewal(workplace, target).Run(cancellation);
                left = Left(target);
            }

            return new RenewAnswer(target, counties, sum.Values, sum.Rows, sum.Entries, jobs, left, Math.Round(watch.Elapsed.TotalSeconds, 3));
        }
        catch (BrokenSealException broken)
        {
            return new Error("row-tampered", null, broken.Table, broken.Key);
        }
    }

    private (int Done, RenewedCounty Sum) Counties(ProcessContext process, byte target, Action<JobProgress> show, CancellationToken cancellation)
    {
        var counties = Known();
        var (turned, done, sum) = (0, 0, default(RenewedCounty));
        foreach (var county in counties)
        {
            var renewed = Turn(process, county, target, cancellation);
            sum = new(sum.Values + renewed.Values, sum.Rows + renewed.Rows, sum.Entries + renewed.Entries);
            turned += renewed == default ? 0 : 1;
            show(new JobProgress("renewing", ++done, counties.Count, sum.Rows, 0));
            CountyDone?.Invoke(county);
        }

        return (turned, sum);
    }

    private RenewedCounty Turn(ProcessContext process, int county, byte target, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var turn = CountyTurns.Take(workplace.Database, cancellation);
        return Repeating.Run(workplace.Database, Attempts, Pause, () =>
        {
            using var renewal = new CountyRenewal(workplace, county, target);
            return renewal.Run(process);
        });
    }

    private List<int> Known()
    {
        using var connection = workplace.Database.Open();
        return [.. JournalHeads.All(connection, null).Select(h => h.CountyCode)];
    }

    private long Left(byte target)
    {
        var use = KeyUse.Count(workplace);
        return use.Generations.Where(g => g < target).Select(use.Of).Sum(u => u.Values + u.Rows + u.Entries + u.Jobs);
    }
}
