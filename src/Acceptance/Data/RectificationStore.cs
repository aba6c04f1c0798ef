using System.Data.Common;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>What must be mended at a household that failed: who, what, by when. Where a workbook failed it, what and by when are not known.</summary>
internal sealed record Rectification
{
    public required int County { get; init; }
    public required long Id { get; init; }
    public required long Household { get; init; }
    public required int Programme { get; init; }

    /// <summary>Inspection that failed; null where a workbook said so.</summary>
    public long? Inspection { get; init; }
    public required AcceptanceSource Source { get; init; }
    public required RectificationState State { get; init; }
    public string? What { get; init; }
    public string? Who { get; init; }

    /// <summary>Credit code of the firm that mends it.</summary>
    public string? CreditCode { get; init; }
    public DateOnly? Due { get; init; }
    public required long OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public long? ReportedAt { get; init; }
    public string? ReportedBy { get; init; }
    public string? Report { get; init; }
    public long? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }

    /// <summary>Re-inspection that ended it.</summary>
    public long? ClosingInspection { get; init; }
    public string? Reason { get; init; }
    public required int Version { get; init; }
}

/// <summary>Reads and writes rectifications inside a transaction.</summary>
internal sealed class RectificationStore(AcceptanceWork work)
{
    public const string Columns =
        "county_code, rectification_id, household_id, programme, inspection_id, source, state, what, who, credit_code, due, opened_at, opened_by, reported_at, reported_by, report, closed_at, closed_by, closing_inspection, reason, version";

    public Rectification? Find(int county, long id) => Query($"SELECT {Columns} FROM rectification WHERE county_code = @p0 AND rectification_id = @p1", county, id).FirstOrDefault();

    /// <summary>The household's rectification that is still to be done; null where there is none.</summary>
    public Rectification? LiveOf(int county, long household) =>
        Query($"SELECT {Columns} FROM rectification WHERE county_code = @p0 AND household_id = @p1 AND state < 2", county, household).FirstOrDefault();

    /// <summary>All of a county that are still to be done, by household.</summary>
    public Dictionary<long, Rectification> Live(int county) => Query($"SELECT {Columns} FROM rectification WHERE county_code = @p0 AND state < 2", county).ToDictionary(r => r.Household);

    /// <summary>Households of a county of which a person gave a rectification up, with a reason.</summary>
    public HashSet<long> GivenUp(int county) => [.. work.Connection.Query(
        work.Transaction, "SELECT household_id FROM rectification WHERE county_code = @p0 AND state = @p1 AND reason IS NOT NULL", county, (int)RectificationState.Dropped).Select(r => r.GetInt64(0))];

    /// <summary>Rectifications of a household, oldest first.</summary>
    public List<Rectification> Of(int county, long household) =>
        [.. Query($"SELECT {Columns} FROM rectification WHERE county_code = @p0 AND household_id = @p1 ORDER BY rectification_id", county, household)];

    public void Insert(Rectification r)
    {
        if (!work.Journal.Rows.Insert(
            AcceptanceSeals.Rectification, r.County, r.Id, r.Household, r.Programme, r.Inspection, (int)r.Source, (int)r.State, r.What, r.Who, r.CreditCode, Days.Text(r.Due), r.OpenedAt, r.OpenedBy, r.ReportedAt,
            r.ReportedBy, r.Report, r.ClosedAt, r.ClosedBy, r.ClosingInspection, r.Reason, r.Version))
        {
            throw new StaleRowException(AcceptanceSeals.Rectification.Name, r.Id);
        }
    }

    /// <summary>Writes a rectification over the version before its own.</summary>
    public void Update(Rectification r)
    {
        var before = work.Journal.Rows.Find(AcceptanceSeals.Rectification, r.County, r.Id);
        if (before is null || before.Long("version") != r.Version - 1 || !work.Journal.Rows.Update(
            before, ("state", (int)r.State), ("what", r.What), ("who", r.Who), ("credit_code", r.CreditCode), ("due", Days.Text(r.Due)), ("reported_at", r.ReportedAt), ("reported_by", r.ReportedBy),
            ("report", r.Report), ("closed_at", r.ClosedAt), ("closed_by", r.ClosedBy), ("closing_inspection", r.ClosingInspection), ("reason", r.Reason), ("version", r.Version)))
        {
            throw new StaleRowException(AcceptanceSeals.Rectification.Name, r.Id);
        }
    }

    internal IEnumerable<Rectification> Query(string statement, params object?[] values) => work.Connection.Query(work.Transaction, statement, values).Select(Read);

    private static Rectification Read(DbDataReader r) => new()
    {
        County = r.GetInt32(0), Id = r.GetInt64(1), Household = r.GetInt64(2), Programme = r.GetInt32(3), Inspection = r.LongOrNull(4), Source = (AcceptanceSource)r.GetInt32(5),
        State = (RectificationState)r.GetInt32(6), What = r.TextOrNull(7), Who = r.TextOrNull(8), CreditCode = r.TextOrNull(9), Due = Days.TryParse(r.TextOrNull(10)), OpenedAt = r.GetInt64(11),
        OpenedBy = r.GetString(12), ReportedAt = r.LongOrNull(13), ReportedBy = r.TextOrNull(14), Report = r.TextOrNull(15), ClosedAt = r.LongOrNull(16), ClosedBy = r.TextOrNull(17),
        ClosingInspection = r.LongOrNull(18), Reason = r.TextOrNull(19), Version = r.GetInt32(20),
    };
}
