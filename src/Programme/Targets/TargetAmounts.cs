using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Programme.Targets;

/// <summary>Targets of regions, for the rooms that report on them.</summary>
public static class TargetAmounts
{
    /// <summary>Rural households by region; a region to which nothing was handed down has no entry.</summary>
    public static Dictionary<long, long> Households(DbConnection connection, DbTransaction? transaction, int programme, IEnumerable<RegionCode> regions)
    {
        var amounts = new Dictionary<long, long>();
        foreach (var county in regions.GroupBy(r => r.CountyCode))
        {
            var codes = county.Select(r => r.Value).ToHashSet();
            foreach (var row in connection.Query(
                transaction,
                "SELECT region_code, amount FROM target WHERE county_code = @p0 AND programme = @p1 AND measure = @p2 AND region_code >= @p3 AND region_code <= @p4",
                county.Key, programme, (int)TargetMeasure.Households, codes.Min(), codes.Max()).Where(r => codes.Contains(r.GetInt64(0))))
            {
                amounts.Add(row.GetInt64(0), row.GetInt64(1));
            }
        }

        return amounts;
    }
}
