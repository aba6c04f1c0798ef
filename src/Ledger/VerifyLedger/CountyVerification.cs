using System.Runtime.InteropServices;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Verification;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>One county's part of the verification; county 0 is the city's own.</summary>
internal sealed class CountyVerification(IDatabase database, Picture picture, KeyRing keys, IReadOnlyDictionary<int, long> floors, int county, ClaimSums claims)
{
    private const int IdColumn = 1, ProgrammeColumn = 2, PersonColumn = 5, RouteColumn = 10, AreaColumn = 12, PaidColumn = 26, StageColumn = 29, VersionColumn = 35;
    private readonly ExpectedHouseholds _expected = new();
    private readonly Dictionary<CounterKey, CounterSums> _counts = [];
    private long _derivedRows;

    public int County => county;

    public List<Broken> Broken { get; private set; } = [];

    public long Rows { get; private set; }

    public bool CountersOk { get; private set; }

    public bool JournalOk { get; private set; }

    /// <param name="heads">Counties that have a journal, where this is the city's part.</param>
    /// <param name="cancellation">Stops between two tables.</param>
    public void Run(IReadOnlyCollection<int>? heads, CancellationToken cancellation)
    {
        using var check = new CountyCheck(database, picture, keys, county);
        Broken = check.Broken;
        check.Journal(_expected.Take);
        cancellation.ThrowIfCancellationRequested();
        CheckHouseholds(check);
        cancellation.ThrowIfCancellationRequested();
        CheckSequences();
        var before = Broken.Count;
        CheckCounters();
        CountersOk = Broken.Count == before;
        check.Rest();
        cancellation.ThrowIfCancellationRequested();
        foreach (var proof in database.Proofs)
        {
            _derivedRows += proof.Run(picture, county, Broken.Add);
        }

        if (heads is not null)
        {
            check.Journals(heads);
        }

        (Rows, JournalOk) = (check.Rows + _derivedRows, check.JournalOk);
    }

    private void CheckHouseholds(CountyCheck check)
    {
        var expected = new ExpectedRows(_expected.Ranges);
        check.Table(LedgerSeals.Household, Each, scan => Key(Number(scan, IdColumn)));
        while (expected.Next is { } next)
        {
            Missing(next);
            expected.Advance();
        }

        void Each(IRowScan scan, bool sound)
        {
            var id = Number(scan, IdColumn);
            while (expected.Next is { } next && next < id)
            {
                Missing(next);
                expected.Advance();
            }

            if (expected.Next != id || _expected.IsDeleted(id))
            {
                Add(HouseholdRecord.Table, Key(id), "not-in-journal");
            }
            else
            {
                expected.Advance();
            }

            if (sound && scan.Long(VersionColumn) != _expected.VersionOf(id))
            {
                Add(HouseholdRecord.Table, Key(id), "version-not-in-journal");
            }

            Count(scan, id);
            claims.Add(scan.Kind(PersonColumn) == StoredKind.Bytes ? scan.Bytes(PersonColumn) : [], Number(scan, ProgrammeColumn), county, id);
        }
    }

    private void Missing(long household)
    {
        if (!_expected.IsDeleted(household))
        {
            Add(HouseholdRecord.Table, Key(household), "missing");
        }
    }

    private void Count(IRowScan scan, long id)
    {
        var (programme, stage, paid, area) = (Number(scan, ProgrammeColumn), Number(scan, StageColumn), Number(scan, PaidColumn), Number(scan, AreaColumn));
        var outstanding = stage == (int)Stage.Passed ? Math.Max(0, unchecked(floors.GetValueOrDefault((int)programme) - paid)) : 0;
        var village = id / 100_000;
        foreach (var region in (ReadOnlySpan<long>)[village, village / 1000 * 1000, village / 1_000_000 * 1_000_000])
        {
            ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, new CounterKey(programme, region, Number(scan, RouteColumn), stage), out _);
            sums = unchecked(new CounterSums(sums.Households + 1, sums.Area + area, sums.Paid + paid, sums.Outstanding + outstanding));
        }
    }

    // Each village's last number is the last that its journal gave out.
    private void CheckSequences()
    {
        var last = _expected.LastByVillage();
        using var scan = database.Scan(picture.Connection, new TableShape("village_sequence", ("county_code", ColumnType.Int), ("village_code", ColumnType.Long), ("last", ColumnType.Int)), 2, county);
        while (scan.Next())
        {
            _derivedRows++;
            last.Remove(Number(scan, 1), out var expected);
            if (Number(scan, 2) != expected)
            {
                Add("village_sequence", RowKey.Of(scan, 2), expected == 0 ? "not-in-journal" : "differs");
            }
        }

        foreach (var village in last.Keys.Order())
        {
            Add("village_sequence", RowKey.Of(county, village), "missing");
        }
    }

    private void CheckCounters()
    {
        using var scan = database.Scan(picture.Connection, CounterDeltas.Shape, 5, county);
        while (scan.Next())
        {
            _derivedRows++;
            _counts.Remove(new CounterKey(Number(scan, 1), Number(scan, 2), Number(scan, 3), Number(scan, 4)), out var counted);
            if (counted != new CounterSums(Number(scan, 5), Number(scan, 6), Number(scan, 7), Number(scan, 8)))
            {
                Add(CounterDeltas.Shape.Name, RowKey.Of(scan, 5), "differs");
            }
        }

        foreach (var key in _counts.Keys)
        {
            Add(CounterDeltas.Shape.Name, RowKey.Of(county, key.Programme, key.Region, key.Route, key.Stage), "missing");
        }
    }

    private void Add(string table, string key, string what) => Broken.Add(new Broken(table, key, what));

    private static string Key(long household) => household.ToString("D17", System.Globalization.CultureInfo.InvariantCulture);

    // Whatever is no whole number equals none.
    private static long Number(IRowScan scan, int column) => scan.Kind(column) == StoredKind.Integer ? scan.Long(column) : long.MinValue;

    private readonly record struct CounterKey(long Programme, long Region, long Route, long Stage);

    private readonly record struct CounterSums(long Households, long Area, long Paid, long Outstanding);

    /// <summary>Goes through the households of the journal's ranges in order.</summary>
    private sealed class ExpectedRows(IReadOnlyList<(long First, long Last)> ranges)
    {
        private int _range;
        private long _offset;

        public long? Next => _range < ranges.Count ? ranges[_range].First + _offset : null;

        public void Advance()
        {
            if (ranges[_range].First + _offset < ranges[_range].Last)
            {
                _offset++;
            }
            else
            {
                (_range, _offset) = (_range + 1, 0);
            }
        }
    }
}
