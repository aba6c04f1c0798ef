using System.Data.Common;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Acceptance.Data;

/// <summary>A qualified person of a county: which account may inspect which routes from when to when.</summary>
internal sealed record Inspector(
    int County, long Id, string Account, string Name, string Certificate, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<string> Routes, bool IsEnded, long ChangedAt, string ChangedBy, int Version)
{
    public bool IsValidOn(DateOnly day) => !IsEnded && ValidFrom <= day && day <= ValidTo;
}

/// <summary>The register of inspectors inside a transaction.</summary>
internal sealed class InspectorStore(AcceptanceWork work)
{
    private const string Columns = "county_code, inspector_id, account, name, certificate, valid_from, valid_to, routes, is_ended, changed_at, changed_by, version";

    public Inspector? Find(int county, long id) => Query("AND inspector_id = @p1", county, id).FirstOrDefault();

    /// <summary>Throws where an entry was changed behind the software's back: nobody inspects under it.</summary>
    public void RequireSound(Inspector inspector) => work.Journal.Rows.Find(AcceptanceSeals.Inspector, inspector.County, inspector.Id);

    /// <summary>Entries of an account, newest first.</summary>
    public List<Inspector> OfAccount(int county, string account) => [.. Query("AND account = @p1 ORDER BY inspector_id DESC", county, account)];

    public List<Inspector> OfCounty(int county) => [.. Query("ORDER BY inspector_id", county)];

    public void Insert(Inspector i)
    {
        if (!work.Journal.Rows.Insert(
            AcceptanceSeals.Inspector, i.County, i.Id, i.Account, i.Name, i.Certificate, Days.Text(i.ValidFrom), Days.Text(i.ValidTo), string.Join(',', i.Routes), i.IsEnded ? 1 : 0, i.ChangedAt, i.ChangedBy, i.Version))
        {
            throw new StaleRowException(AcceptanceSeals.Inspector.Name, i.Id);
        }
    }

    public void Update(Inspector i)
    {
        var before = work.Journal.Rows.Find(AcceptanceSeals.Inspector, i.County, i.Id);
        if (before is null || before.Long("version") != i.Version - 1 || !work.Journal.Rows.Update(
            before, ("name", i.Name), ("certificate", i.Certificate), ("valid_from", Days.Text(i.ValidFrom)), ("valid_to", Days.Text(i.ValidTo)), ("routes", string.Join(',', i.Routes)),
            ("is_ended", i.IsEnded ? 1 : 0), ("changed_at", i.ChangedAt), ("changed_by", i.ChangedBy), ("version", i.Version)))
        {
            throw new StaleRowException(AcceptanceSeals.Inspector.Name, i.Id);
        }
    }

    private IEnumerable<Inspector> Query(string rest, params object?[] values) =>
        work.Connection.Query(work.Transaction, $"SELECT {Columns} FROM inspector WHERE county_code = @p0 {rest}", values).Select(Read);

    private static Inspector Read(DbDataReader r) => new(
        r.GetInt32(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), Days.Parse(r.GetString(5)), Days.Parse(r.GetString(6)), r.GetString(7).Split(',', StringSplitOptions.RemoveEmptyEntries),
        r.GetInt32(8) != 0, r.GetInt64(9), r.GetString(10), r.GetInt32(11));
}
