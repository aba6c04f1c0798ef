using System.Collections.Concurrent;
using System.Security.Cryptography;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>
/// Looks at every row of every table: seals, what the journals' heads say of each table, the chains themselves, and households against
/// journal, registry of persons, given-out numbers and counters. Finds any edit, insertion, deletion or swap made behind the
/// software's back and names the row. It looks at one moment of the database while others go on working, two counties at a time.
/// </summary>
public sealed class LedgerVerifier(IDatabase database, KeyRing keys)
{
    private const int AtOnce = 2;
    private static readonly string[] DerivedTables = ["progress_counter", "village_sequence", "journal_entry", "journal_head"];
    private readonly ConcurrentBag<CountyVerification> _counties = [];
    private readonly ConcurrentBag<ClaimSums> _claims = [];

    public VerificationAnswer Run(CancellationToken cancellation = default) => Run(null, cancellation);

    /// <param name="progress">Told how many counties of how many are through, and the rows looked at in them.</param>
    /// <param name="cancellation">Ends it.</param>
    public VerificationAnswer Run(Action<int, int, long>? progress, CancellationToken cancellation)
    {
        using var pictures = new Pictures(database, AtOnce);
        var first = pictures.All[0];
        var broken = new List<Broken>();
        var counties = Counties(first, broken);
        var heads = new HashSet<int>();
        CountyCodes.Of(first.Connection, first.Transaction, "journal_head", heads, []);
        var floors = OutstandingCounts.Floors(first.Connection, first.Transaction);
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
        var registry = new RegistryVerification(database, seed);
        List<Action<Picture>> work =
        [
            on => registry.Read(on),
            .. counties.Select(county => (Action<Picture>)(on =>
            {
                var sums = new ClaimSums(seed);
                var verification = new CountyVerification(database, on, keys, floors, county, sums);
                verification.Run(county == 0 ? heads : null, cancellation);
                _counties.Add(verification);
                _claims.Add(sums);
                progress?.Invoke(_counties.Count, counties.Count, _counties.Sum(c => c.Rows));
            })),
        ];
        Share(work, pictures.All);
        foreach (var county in ClaimSums.Differences(_claims, registry.Sums))
        {
            RegistryVerification.Name(first, county, broken);
        }

        broken.InsertRange(0, _counties.OrderBy(c => c.County).SelectMany(c => c.Broken));
        return new VerificationAnswer(registry.Rows + _counties.Sum(c => c.Rows), _counties.All(c => c.CountersOk), _counties.All(c => c.JournalOk), broken);
    }

    // Each thread has a connection of its own and takes the next piece when it is through with one.
    private static void Share(List<Action<Picture>> work, IReadOnlyList<Picture> pictures)
    {
        var next = -1;
        Parallel.ForEach(pictures, new ParallelOptions { MaxDegreeOfParallelism = pictures.Count }, picture =>
        {
            while (Interlocked.Increment(ref next) is var piece && piece < work.Count)
            {
                work[piece](picture);
            }
        });
    }

    private List<int> Counties(Picture picture, List<Broken> broken)
    {
        var found = new HashSet<int> { 0 };
        foreach (var table in database.SealedTables.Where(t => t.IsOfCounty).Select(t => t.Name).Concat(DerivedTables).Concat(database.Proofs.SelectMany(p => p.DerivedTables)))
        {
            CountyCodes.Of(picture.Connection, picture.Transaction, table, found, broken);
        }

        return [.. found.Order()];
    }
}
