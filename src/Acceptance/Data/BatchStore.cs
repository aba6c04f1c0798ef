using System.Data.Common;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>A day's route of one inspector.</summary>
internal sealed record Batch(
    int County, long Id, int Programme, RegionCode Region, DateOnly Day, long InspectorId, BatchState State, string? Note, long CreatedAt, string CreatedBy, string? Reason, int Version);

/// <summary>Batches inside a transaction.</summary>
internal sealed class BatchStore(AcceptanceWork work)
{
    private const string Columns = "county_code, batch_id, programme, region_code, day, inspector_id, state, note, created_at, created_by, reason, version";

    public Batch? Find(int county, long id) => Query("AND batch_id = @p1", county, id).FirstOrDefault();

    /// <summary>Batches of a county, newest day first.</summary>
    public List<Batch> OfCounty(int county, int limit) => [.. Query("ORDER BY day DESC, batch_id DESC LIMIT @p1", county, limit)];

    /// <summary>Batches of an inspector that are not over, up to a day.</summary>
    public List<Batch> Open(int county, long inspector, DateOnly day) => [.. Query("AND inspector_id = @p1 AND state = 0 AND day <= @p2 ORDER BY day, batch_id", county, inspector, Days.Text(day))];

    /// <summary>Households of a batch in the order of its route.</summary>
    public List<long> Households(int county, long batch) => [.. work.Connection.Query(
        work.Transaction, "SELECT household_id FROM acceptance_batch_household WHERE county_code = @p0 AND batch_id = @p1 ORDER BY position", county, batch).Select(r => r.GetInt64(0))];

    /// <summary>Households of a county that stand in a batch which is not over.</summary>
    public HashSet<long> Planned(int county) => [.. work.Connection.Query(
        work.Transaction,
        "SELECT h.household_id FROM acceptance_batch b JOIN acceptance_batch_household h ON h.county_code = b.county_code AND h.batch_id = b.batch_id WHERE b.county_code = @p0 AND b.state = 0", county)
        .Select(r => r.GetInt64(0))];

    public void Insert(Batch b, IReadOnlyList<long> households)
    {
        if (!work.Journal.Rows.Insert(
            AcceptanceSeals.Batch, b.County, b.Id, b.Programme, b.Region.Value, Days.Text(b.Day), b.InspectorId, (int)b.State, b.Note, b.CreatedAt, b.CreatedBy, b.Reason, b.Version))
        {
            throw new StaleRowException(AcceptanceSeals.Batch.Name, b.Id);
        }

        for (var i = 0; i < households.Count; i++)
        {
            work.Journal.Rows.Insert(AcceptanceSeals.BatchHousehold, b.County, b.Id, households[i], i + 1);
        }
    }

    public void Update(Batch b)
    {
        var before = work.Journal.Rows.Find(AcceptanceSeals.Batch, b.County, b.Id);
        if (before is null || before.Long("version") != b.Version - 1 || !work.Journal.Rows.Update(before, ("state", (int)b.State), ("reason", b.Reason), ("version", b.Version)))
        {
            throw new StaleRowException(AcceptanceSeals.Batch.Name, b.Id);
        }
    }

    private IEnumerable<Batch> Query(string rest, params object?[] values) =>
        work.Connection.Query(work.Transaction, $"SELECT {Columns} FROM acceptance_batch WHERE county_code = @p0 {rest}", values).Select(Read);

    private static Batch Read(DbDataReader r) => new(
        r.GetInt32(0), r.GetInt64(1), r.GetInt32(2), RegionCode.From(r.GetInt64(3)), Days.Parse(r.GetString(4)), r.GetInt64(5), (BatchState)r.GetInt32(6), r.TextOrNull(7), r.GetInt64(8), r.GetString(9),
        r.TextOrNull(10), r.GetInt32(11));
}
