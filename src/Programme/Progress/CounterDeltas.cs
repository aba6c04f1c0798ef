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
    private const string Upsert = """
        INSERT INTO progress_counter (county_code, programme, region_code, route, stage, households, area, paid, outstanding)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        ON CONFLICT (county_code, programme, region_code, route, stage) DO UPDATE SET
          households = progress_counter.households + excluded.households, area = progress_counter.area + excluded.area,
          paid = progress_counter.paid + excluded.paid, outstanding = progress_counter.outstanding + excluded.outstanding
        """;

    private readonly Dictionary<(long Village, int Route, Stage Stage), Sums> _villages = [];

    public void Add(RegionCode village, int route, Stage stage, long households, Area area, Money paid, Money outstanding)
    {
        var key = (village.Value, route, stage);
        _villages.TryGetValue(key, out var sums);
        _villages[key] = sums + new Sums(households, area.Hundredths, paid.Fen, outstanding.Fen);
    }

    /// <summary>Applies what was gathered and forgets it.</summary>
    public void Apply(DbConnection connection, DbTransaction transaction)
    {
        var all = new SortedDictionary<(long Region, int Route, Stage Stage), Sums>();
        foreach (var ((village, route, stage), sums) in _villages)
        {
            Merge(all, village, route, stage, sums);
            Merge(all, village / 1000 * 1000, route, stage, sums);
            Merge(all, village / 1_000_000 * 1_000_000, route, stage, sums);
        }

        using var command = connection.Command(transaction, Upsert, 0, programme, 0L, 0, 0, 0L, 0L, 0L, 0L);
        command.Prepare();
        foreach (var ((region, route, stage), sums) in all)
        {
            command.Parameters[0].Value = (int)(region / 1_000_000);
            command.Parameters[2].Value = region;
            command.Parameters[3].Value = route;
            command.Parameters[4].Value = (int)stage;
            command.Parameters[5].Value = sums.Households;
            command.Parameters[6].Value = sums.Area;
            command.Parameters[7].Value = sums.Paid;
            command.Parameters[8].Value = sums.Outstanding;
            command.ExecuteNonQuery();
        }

        _villages.Clear();
    }

    private static void Merge(SortedDictionary<(long, int, Stage), Sums> all, long region, int route, Stage stage, Sums sums)
    {
        all.TryGetValue((region, route, stage), out var before);
        all[(region, route, stage)] = before + sums;
    }

    internal readonly record struct Sums(long Households, long Area, long Paid, long Outstanding)
    {
        public static Sums operator +(Sums a, Sums b) => new(a.Households + b.Households, a.Area + b.Area, a.Paid + b.Paid, a.Outstanding + b.Outstanding);
    }
}
