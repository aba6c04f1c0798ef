using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.CountOutstanding;

/// <summary>
/// What passed households still lack depends on the subsidy floor (C29), which a new version of the plan may change. The floor that
/// the counters were reckoned with is kept beside them; when the one in force differs, they are reckoned anew, a county at a time.
/// A stopped recount is simply done again: it sets figures, it does not add to them.
/// </summary>
public sealed class OutstandingCounts(Workplace workplace, ProgrammeStore programmes)
{
    /// <summary>Brings the counters to the floor in force; does nothing where they are.</summary>
    public void Refresh()
    {
        if (programmes.Current() is not { } programme)
        {
            return;
        }

        using var connection = workplace.Database.Open();
        var floor = LedgerPolicy.SubsidyFloor(programme.Plan);
        var counted = connection.ScalarLong(null, "SELECT floor FROM outstanding_floor WHERE programme = @p0", programme.Number);
        if (counted == floor.Fen)
        {
            return;
        }

        if (counted is not null)
        {
            foreach (var county in programme.Plan.Divisions.Counties)
            {
                Repeating.Run(workplace.Database, () => Recount(connection, programme.Number, county, floor));
            }
        }

        Repeating.Run(workplace.Database, () => Remember(connection, programme.Number, floor));
    }

    private void Remember(DbConnection connection, int programme, Money floor)
    {
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, workplace.Begin("outstanding-recount", Environment.UserName));
        var before = journal.Rows.Find(LedgerSeals.OutstandingFloor, programme);
        if (before is null ? journal.Rows.Insert(LedgerSeals.OutstandingFloor, programme, floor.Fen) : journal.Rows.Update(before, ("floor", floor.Fen)))
        {
            journal.Append(0, "recounted", LedgerSeals.OutstandingFloor.Name, programme, programme, 0, $$"""{"floor":"{{floor}}"}""");
            journal.Flush();
            transaction.Commit();
        }
    }

    /// <summary>Floors that the counters were reckoned with, by programme.</summary>
    internal static Dictionary<int, long> Floors(DbConnection connection, DbTransaction? transaction) =>
        connection.Query(transaction, "SELECT programme, floor FROM outstanding_floor").ToDictionary(r => r.GetInt32(0), r => r.GetInt64(1));

    private void Recount(DbConnection connection, int programme, RegionCode county, Money floor)
    {
        const string sums = """
            SELECT household_id / 100000 AS village, route, CAST(SUM(CASE WHEN paid < @p2 THEN @p2 - paid ELSE 0 END) AS BIGINT)
            FROM household WHERE county_code = @p0 AND stage = @p3 AND programme = @p1 GROUP BY household_id / 100000, route
            """;
        using var transaction = workplace.Database.BeginWrite(connection);
        using var journal = new JournalWriter(workplace.Database, connection, transaction, workplace.Keys, workplace.Begin("outstanding-recount", Environment.UserName));
        var villages = connection.Query(transaction, sums, county.CountyCode, programme, floor.Fen, (int)Stage.Passed).Select(r => (Village: r.GetInt64(0), Route: r.GetInt32(1), Sum: r.GetInt64(2))).ToList();
        var regions = villages.SelectMany(v => new[] { v.Village, v.Village / 1000 * 1000, county.Value }.Select(region => (Region: region, v.Route, v.Sum))).GroupBy(v => (v.Region, v.Route));
        foreach (var region in regions.OrderBy(r => r.Key.Region))
        {
            connection.Execute(
                transaction, "UPDATE progress_counter SET outstanding = @p0 WHERE county_code = @p1 AND programme = @p2 AND region_code = @p3 AND route = @p4 AND stage = @p5",
                region.Sum(r => r.Sum), county.CountyCode, programme, region.Key.Region, region.Key.Route, (int)Stage.Passed);
        }

        journal.Append(county.CountyCode, "recounted", "progress_counter", county.First, county.Last, 0, $$"""{"floor":"{{floor}}"}""");
        journal.Flush();
        transaction.Commit();
    }
}
