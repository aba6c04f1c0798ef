using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Programme.Progress;

/// <summary>How far a household is. Stages exclude each other; "started" in a report means this stage or a later one.</summary>
public enum Stage
{
    NotStarted = 0,
    Started = 1,
    Completed = 2,
    Passed = 3,
    Failed = 4,
}

/// <summary>
/// Changes to the progress counters, gathered in memory and applied in the transaction of the change itself, at the
/// village and at the township and county above it. Reading a total therefore never scans households.
/// </summary>
public sealed class CounterDeltas(int programme)
{
    private const string AddUp = """
        ON CONFLICT (county_code, programme, region_code, route, stage) DO UPDATE SET
          households = progress_counter.households + excluded.households, area = progress_counter.area + excluded.area,
          paid = progress_counter.paid + excluded.paid, outstanding = progress_counter.outstanding + excluded.outstanding
        """;

    /// <summary>The table of counters; its first five columns are its key.</summary>
    public static readonly TableShape Shape = new(
        "progress_counter",
        ("county_code", ColumnType.Int), ("programme", ColumnType.Int), ("region_code", ColumnType.Long), ("route", ColumnType.Int), ("stage", ColumnType.Int),
        ("households", ColumnType.Long), ("area", ColumnType.Long), ("paid", ColumnType.Long), ("outstanding", ColumnType.Long));

    private readonly Dictionary<(long Village, int Route, Stage Stage), Sums> _villages = [];

    public void Add(RegionCode village, int route, Stage stage, long households, Area area, Money paid, Money outstanding)
    {
        var key = (village.Value, route, stage);
        _villages.TryGetValue(key, out var sums);
        _villages[key] = sums + new Sums(households, area.Hundredths, paid.Fen, outstanding.Fen);
    }

    /// <summary>Applies what was gathered, in the connection's transaction, and forgets it.</summary>
    public void Apply(IDatabase database, DbConnection connection)
    {
        var all = new Dictionary<(long Region, int Route, Stage Stage), Sums>(_villages.Count * 2);
        foreach (var ((village, route, stage), sums) in _villages)
        {
            Merge(all, village, route, stage, sums);
            Merge(all, village / 1000 * 1000, route, stage, sums);
            Merge(all, village / 1_000_000 * 1_000_000, route, stage, sums);
        }

        // In the order of the key, which is that of the file, and in which two writers can't hold each other up.
        using var rows = database.BulkUpsert(connection, Shape, AddUp);
        foreach (var ((region, route, stage), sums) in all.OrderBy(c => c.Key))
        {
            rows.Int((int)(region / 1_000_000));
            rows.Int(programme);
            rows.Long(region);
            rows.Int(route);
            rows.Int((int)stage);
            rows.Long(sums.Households);
            rows.Long(sums.Area);
            rows.Long(sums.Paid);
            rows.Long(sums.Outstanding);
            rows.EndRow();
        }

        rows.Complete();
        _villages.Clear();
    }

    private static void Merge(Dictionary<(long, int, Stage), Sums> all, long region, int route, Stage stage, Sums sums)
    {
        all.TryGetValue((region, route, stage), out var before);
        all[(region, route, stage)] = before + sums;
    }

    internal readonly record struct Sums(long Households, long Area, long Paid, long Outstanding)
    {
        public static Sums operator +(Sums a, Sums b) => new(a.Households + b.Households, a.Area + b.Area, a.Paid + b.Paid, a.Outstanding + b.Outstanding);
    }
}
