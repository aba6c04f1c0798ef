using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Acceptance.PlanBatches;

/// <summary>
/// Which households of a village wait for this inspector: completed, of a route of the certificate, without an acceptance that stands, and
/// not waiting for somebody to mend them. Those that only a workbook accepts may be visited too.
/// </summary>
internal static class BatchCandidates
{
    public static IEnumerable<HouseholdId> Of(AcceptanceTransaction on, LoadedProgramme programme, RegionCode village, Inspector inspector)
    {
        var (first, last) = HouseholdId.RangeOf(village);
        var standing = on.Connection.Query(
            on.Transaction, "SELECT household_id FROM acceptance WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND state = 1", village.CountyCode, first, last)
            .Select(r => r.GetInt64(0)).ToHashSet();
        var mending = on.Rectifications.Query(
            $"SELECT {RectificationStore.Columns} FROM rectification WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND state = 0", village.CountyCode, first, last)
            .Where(r => r.Source == AcceptanceSource.Field).Select(r => r.Household).ToHashSet();
        return HouseholdReader.OfVillage(on.Connection, on.Transaction, on.Scope, programme.Number, village)
            .Where(h => h.Completed is not null && inspector.Routes.Contains(programme.TechnologyOf(h.Route)?.Code ?? "") && !standing.Contains(h.Id.Value) && !mending.Contains(h.Id.Value))
            .Select(h => h.Id);
    }
}
