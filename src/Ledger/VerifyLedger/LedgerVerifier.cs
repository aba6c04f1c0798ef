using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.CountOutstanding;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>
/// Recounts and checks everything: each household's seal, its being there and its version against the journal, the registry
/// of persons, every counter, and the journal's own chains. Finds any edit, insertion, deletion or swap made behind the
/// software's back and names the row. Two counties are read at a time, each on its own connection.
/// </summary>
public sealed class LedgerVerifier(IDatabase database, KeyRing keys)
{
    public VerificationAnswer Run(CancellationToken cancellation = default) => Run(null, cancellation);

    /// <param name="progress">Told how many counties of how many are through, and the rows looked at in them.</param>
    /// <param name="cancellation">Ends it.</param>
    public VerificationAnswer Run(Action<int, int, long>? progress, CancellationToken cancellation)
    {
        var broken = new List<Broken>();
        var expected = new Dictionary<int, ExpectedHouseholds>();
        using var connection = database.Open();
        var rows = JournalReader.Walk(connection, keys, broken, entry => Of(expected, entry.CountyCode).Take(entry));
        var journalOk = broken.Count == 0;
        foreach (var row in connection.Query(null, "SELECT DISTINCT county_code FROM progress_counter").Select(r => r.GetInt32(0)).ToList())
        {
            Of(expected, row);
        }

        foreach (var county in CountiesWithHouseholds(connection))
        {
            Of(expected, county);
        }

        var floors = OutstandingCounts.Floors(connection);
        var found = new ConcurrentBag<CountyFindings>();
        Parallel.ForEach(
            expected.OrderByDescending(e => e.Value.Ranges.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
            county =>
            {
                found.Add(new CountyVerification(database, keys, floors, county.Key, county.Value).Run(cancellation));
                progress?.Invoke(found.Count, expected.Count, found.Sum(f => f.Rows));
            });
        broken.AddRange(found.OrderBy(f => f.County).SelectMany(f => f.Broken));
        return new VerificationAnswer(rows + found.Sum(f => f.Rows), found.All(f => f.CountersOk), journalOk, broken);
    }

    private static ExpectedHouseholds Of(Dictionary<int, ExpectedHouseholds> expected, int county)
    {
        if (!expected.TryGetValue(county, out var households))
        {
            expected.Add(county, households = new ExpectedHouseholds());
        }

        return households;
    }

    // Steps from county to county through the key, so that a foreign row in a county nobody knows is found without a scan.
    private static IEnumerable<int> CountiesWithHouseholds(DbConnection connection)
    {
        var last = 0L;
        while (connection.ScalarLong(null, "SELECT MIN(county_code) FROM household WHERE county_code > @p0", last) is { } next)
        {
            last = next;
            yield return (int)next;
        }
    }
}

internal sealed record CountyFindings(int County, long Rows, bool CountersOk, List<Broken> Broken);

/// <summary>One county's part of the verification.</summary>
internal sealed class CountyVerification(IDatabase database, KeyRing keys, IReadOnlyDictionary<int, long> floors, int county, ExpectedHouseholds expected)
{
    private readonly List<Broken> _broken = [];
    private readonly Dictionary<(int Programme, long Region, int Route, int Stage), (long Households, long Area, long Paid, long Outstanding)> _counts = [];

    public CountyFindings Run(CancellationToken cancellation)
    {
        using var connection = database.Open();
        var rows = CheckHouseholds(connection, cancellation);
        CheckClaims(connection);
        var before = _broken.Count;
        CheckCounters(connection);
        return new CountyFindings(county, rows, _broken.Count == before, _broken);
    }

    private long CheckHouseholds(DbConnection connection, CancellationToken cancellation)
    {
        using var seal = new RowSeal(keys);
        var ranges = expected.Ranges;
        var (range, next, rows) = (0, ranges.Count > 0 ? ranges[0].First : long.MaxValue, 0L);
        foreach (var reader in connection.Query(null, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 ORDER BY household_id", county))
        {
            cancellation.ThrowIfCancellationRequested();
            var row = HouseholdRecord.Read(reader);
            rows++;
            Count(row);
            while (next < row.HouseholdId)
            {
                Missing(next);
                Advance();
            }

            if (next > row.HouseholdId || expected.IsDeleted(row.HouseholdId))
            {
                Add(HouseholdRecord.Table, row.HouseholdId, "not-in-journal");
            }

            if (next == row.HouseholdId)
            {
                Advance();
            }

            if (!row.IsSealIntact(seal))
            {
                Add(HouseholdRecord.Table, row.HouseholdId, "seal-broken");
            }
            else if (row.Version != expected.VersionOf(row.HouseholdId))
            {
                Add(HouseholdRecord.Table, row.HouseholdId, "version-not-in-journal");
            }
        }

        while (next != long.MaxValue)
        {
            Missing(next);
            Advance();
        }

        return rows;

        void Advance()
        {
            if (next < ranges[range].Last)
            {
                next++;
                return;
            }

            range++;
            next = range < ranges.Count ? ranges[range].First : long.MaxValue;
        }
    }

    private void Missing(long household)
    {
        if (!expected.IsDeleted(household))
        {
            Add(HouseholdRecord.Table, household, "missing");
        }
    }

    private void Count(HouseholdRecord row)
    {
        var village = row.VillageCode;
        var outstanding = row.Stage == (int)Stage.Passed ? Math.Max(0, floors.GetValueOrDefault(row.Programme) - row.Paid) : 0;
        foreach (var region in (ReadOnlySpan<long>)[village, village / 1000 * 1000, village / 1_000_000 * 1_000_000])
        {
            ref var sums = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (row.Programme, region, row.Route, row.Stage), out _);
            sums = (sums.Households + 1, sums.Area + row.Area, sums.Paid + row.Paid, sums.Outstanding + outstanding);
        }
    }

    // Every household has its claim and every claim its household: the two joins look from either side.
    private void CheckClaims(DbConnection connection)
    {
        const string without = """
            SELECT h.household_id FROM household h LEFT JOIN person_claim c ON c.identity_index = h.identity_index AND c.programme = h.programme
            WHERE h.county_code = @p0 AND (c.county_code IS NULL OR c.county_code <> h.county_code OR c.household_id <> h.household_id)
            """;
        const string idle = """
            SELECT c.household_id FROM person_claim c LEFT JOIN household h ON h.county_code = c.county_code AND h.household_id = c.household_id
            WHERE c.county_code = @p0 AND (h.household_id IS NULL OR h.identity_index <> c.identity_index)
            """;
        foreach (var row in connection.Query(null, without, county))
        {
            Add("person_claim", row.GetInt64(0), "missing");
        }

        foreach (var row in connection.Query(null, idle, county))
        {
            Add("person_claim", row.GetInt64(0), "without-household");
        }
    }

    private void CheckCounters(DbConnection connection)
    {
        foreach (var row in connection.Query(null, "SELECT programme, region_code, route, stage, households, area, paid, outstanding FROM progress_counter WHERE county_code = @p0", county))
        {
            var key = (row.GetInt32(0), row.GetInt64(1), row.GetInt32(2), row.GetInt32(3));
            _counts.Remove(key, out var counted);
            if (counted != (row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)))
            {
                AddCounter(key, "differs");
            }
        }

        foreach (var key in _counts.Keys)
        {
            AddCounter(key, "missing");
        }
    }

    private void AddCounter((int Programme, long Region, int Route, int Stage) key, string what) =>
        _broken.Add(new Broken("progress_counter", string.Create(CultureInfo.InvariantCulture, $"{county}/{key.Programme}/{key.Region}/{key.Route}/{key.Stage}"), what));

    private void Add(string table, long household, string what) =>
        _broken.Add(new Broken(table, HouseholdId.TryFrom(household, out var id) ? id.ToString() : household.ToString(CultureInfo.InvariantCulture), what));
}
