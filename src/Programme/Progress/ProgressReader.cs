using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Programme.Progress;

/// <summary>Counters of one region, added up. Started, completed: these stages or later ones.</summary>
public sealed class RegionProgress
{
    public long Ledger { get; private set; }
    public long NotStarted { get; private set; }
    public long Started { get; private set; }
    public long Completed { get; private set; }
    public long Passed { get; private set; }
    public long Failed { get; private set; }
    public Money Paid { get; private set; }
    public Money Outstanding { get; private set; }
    public Area Area { get; private set; }

    /// <summary>Households by route number.</summary>
    public SortedDictionary<int, long> Routes { get; } = [];

    public int[] Stages { get; } = new int[5];

    internal void Add(int route, Stage stage, long households, long area, long paid, long outstanding)
    {
        Ledger += households;
        NotStarted += stage == Stage.NotStarted ? households : 0;
        Started += stage >= Stage.Started ? households : 0;
        Completed += stage >= Stage.Completed ? households : 0;
        Passed += stage == Stage.Passed ? households : 0;
        Failed += stage == Stage.Failed ? households : 0;
        Stages[(int)stage] += (int)households;
        Paid += new Money(paid);
        Outstanding += new Money(outstanding);
        Area += new Area(area);
        if (households != 0)
        {
            Routes[route] = Routes.GetValueOrDefault(route) + households;
        }
    }
}

/// <summary>
/// Progress of regions, from the counters alone: the cost is that of the rows shown, whatever the ledger's size. Regions that the
/// scope does not cover whole have no figures.
/// </summary>
public sealed class ProgressReader(DbConnection connection, DbTransaction? transaction, Scope scope)
{
    private const string Columns = "region_code, route, stage, households, area, paid, outstanding";

    /// <summary>The given regions, which all are of one level; one without households has no entry.</summary>
    public Dictionary<long, RegionProgress> Read(int programme, IEnumerable<RegionCode> regions)
    {
        var result = new Dictionary<long, RegionProgress>();
        foreach (var row in Rows(programme, regions))
        {
            Collect(result, row.GetInt64(0), row);
        }

        return result;
    }

    /// <summary>The given regions, which all are of one level, each route by itself; what has no households has no entry.</summary>
    public Dictionary<(long Region, int Route), RegionProgress> ReadByRoute(int programme, IEnumerable<RegionCode> regions)
    {
        var result = new Dictionary<(long, int), RegionProgress>();
        foreach (var row in Rows(programme, regions))
        {
            Collect(result, (row.GetInt64(0), row.GetInt32(1)), row);
        }

        return result;
    }

    /// <summary>Sums over regions that do not contain each other; empty lists of routes or stages mean all.</summary>
    public CounterSums Sum(int programme, IEnumerable<RegionCode> regions, IReadOnlyList<int> routes, IReadOnlyList<Stage> stages)
    {
        var sum = default(CounterSums);
        foreach (var region in regions.Where(scope.Covers))
        {
            foreach (var row in connection.Query(
                transaction,
                $"SELECT {Columns} FROM progress_counter WHERE county_code = @p0 AND programme = @p1 AND region_code = @p2",
                region.CountyCode, programme, region.Value))
            {
                if ((routes.Count == 0 || routes.Contains(row.GetInt32(1))) && (stages.Count == 0 || stages.Contains((Stage)row.GetInt32(2))))
                {
                    sum = new(sum.Households + row.GetInt64(3), sum.Area + new Area(row.GetInt64(4)), sum.Paid + new Money(row.GetInt64(5)), sum.Outstanding + new Money(row.GetInt64(6)));
                }
            }
        }

        return sum;
    }

    private IEnumerable<DbDataReader> Rows(int programme, IEnumerable<RegionCode> regions)
    {
        foreach (var group in regions.Where(scope.Covers).GroupBy(r => (r.CountyCode, IsVillage: r.Level == RegionLevel.Village)))
        {
            // Villages lie side by side in the key, so one stretch serves them all.
            var codes = group.Select(r => r.Value).ToHashSet();
            IEnumerable<(long First, long Last)> stretches = group.Key.IsVillage ? [(codes.Min(), codes.Max())] : codes.Select(c => (c, c));
            foreach (var (first, last) in stretches)
            {
                foreach (var row in connection.Query(
                    transaction,
                    $"SELECT {Columns} FROM progress_counter WHERE county_code = @p0 AND programme = @p1 AND region_code >= @p2 AND region_code <= @p3",
                    group.Key.CountyCode, programme, first, last).Where(r => codes.Contains(r.GetInt64(0))))
                {
                    yield return row;
                }
            }
        }
    }

    private static void Collect<TKey>(Dictionary<TKey, RegionProgress> result, TKey key, DbDataReader row) where TKey : notnull
    {
        if (!result.TryGetValue(key, out var progress))
        {
            result.Add(key, progress = new RegionProgress());
        }

        progress.Add(row.GetInt32(1), (Stage)row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
    }
}

/// <summary>Counters of several regions, routes and stages, added up.</summary>
public readonly record struct CounterSums(long Households, Area Area, Money Paid, Money Outstanding);
