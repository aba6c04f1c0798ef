using System.Data.Common;
using System.Globalization;
using System.Text;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>
/// Pages through households by key: a page costs the same wherever it lies. The statement is put together from fixed parts;
/// every value is a parameter.
/// </summary>
internal sealed class HouseholdQuery(int programme, HouseholdFilter filter, SortColumn sort, bool descending)
{
    /// <summary>Above this many, a count by scan is not worth its time; the page then says "more than".</summary>
    public const int CountLimit = 10_000;
    private readonly List<object?> _values = [];

    /// <summary>Rows of the page, one more than asked for when there is a further one, in display order.</summary>
    public List<HouseholdRecord> Page(DbConnection connection, PageCursor? cursor, int limit)
    {
        _values.Clear();
        var backward = cursor?.Backward ?? false;
        var down = descending != backward;
        var text = new StringBuilder("SELECT ").Append(HouseholdRecord.Columns).Append(" FROM household WHERE ").Append(Where());
        if (cursor is not null)
        {
            AppendCursor(text, cursor, down);
        }

        text.Append(" ORDER BY ");
        if (sort.Expression.Length > 0)
        {
            text.Append(sort.Expression).Append(down ? " DESC, " : ", ");
        }

        text.Append(down ? "county_code DESC, household_id DESC" : "county_code, household_id").Append(" LIMIT ").Append(Value(limit + 1));
        return [.. connection.Query(null, text.ToString(), [.. _values]).Select(HouseholdRecord.Read)];
    }

    /// <summary>All rows in order of place, for exports: streamed, never held.</summary>
    public IEnumerable<HouseholdRecord> Stream(DbConnection connection, DbTransaction? transaction)
    {
        _values.Clear();
        var text = $"SELECT {HouseholdRecord.Columns} FROM household WHERE {Where()} ORDER BY county_code, household_id";
        return connection.Query(transaction, text, [.. _values]).Select(HouseholdRecord.Read);
    }

    /// <summary>How many there are, counted up to the limit.</summary>
    public (long Count, bool Exact) Count(DbConnection connection)
    {
        _values.Clear();
        var text = $"SELECT COUNT(*) FROM (SELECT 1 FROM household WHERE {Where()} LIMIT {Value(CountLimit + 1)}) AS some";
        var count = connection.ScalarLong(null, text, [.. _values]) ?? 0;
        return (Math.Min(count, CountLimit), count <= CountLimit);
    }

    public string? SortValue(HouseholdRecord row) => sort.Key switch
    {
        "head" => row.Head,
        "route" => Text(row.Route),
        "rooms" => Text(row.Rooms),
        "area" => Text(row.Area),
        "started" => row.Started ?? "",
        "completed" => row.Completed ?? "",
        "accepted" => row.Accepted ?? "",
        "paid" => Text(row.Paid),
        "stage" => Text(row.Stage),
        _ => null,
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void AppendCursor(StringBuilder text, PageCursor cursor, bool down)
    {
        var county = (int)(cursor.HouseholdId / 100_000 / 1_000_000);
        text.Append(" AND (");
        if (sort.Expression.Length > 0)
        {
            text.Append(sort.Expression).Append(", ");
        }

        text.Append("county_code, household_id) ").Append(down ? '<' : '>').Append(" (");
        if (sort.Expression.Length > 0)
        {
            object? value = sort.IsText ? cursor.Value ?? "" : long.TryParse(cursor.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0L;
            text.Append(Value(value)).Append(", ");
        }

        text.Append(Value(county)).Append(", ").Append(Value(cursor.HouseholdId)).Append(')');
    }

    private string Where()
    {
        var parts = new List<string>();
        if (filter.Region is { } region)
        {
            AddRegion(parts, region);
        }

        parts.Add($"programme = {Value(programme)}");
        AddList(parts, "stage", filter.Stages.Select(s => (object)(int)s));
        AddList(parts, "route", filter.Routes.Select(r => (object)r));
        AddText(parts);
        if (filter.Warning != 0)
        {
            parts.Add($"(warnings & {Value(filter.Warning)}) <> 0");
        }

        if (filter.Household is { } household)
        {
            parts.Add($"county_code = {Value(household.CountyCode)} AND household_id = {Value(household.Value)}");
        }

        if (filter.Identity is { } identity)
        {
            // The registry finds the person by key; a scan of households would not.
            parts.Add($"(county_code, household_id) IN (SELECT county_code, household_id FROM person_claim WHERE identity_index = {Value(identity.ToArray())} AND programme = {Value(programme)})");
        }

        AddIndex(parts, "phone_index", filter.Phone);
        AddIndex(parts, "account_index", filter.Account);
        return string.Join(" AND ", parts);
    }

    private void AddRegion(List<string> parts, RegionCode region)
    {
        var (first, last) = HouseholdId.RangeOf(region);
        if (region.Level >= RegionLevel.County)
        {
            parts.Add($"county_code = {Value(region.CountyCode)}");
            if (region.Level == RegionLevel.County)
            {
                return;
            }
        }

        parts.Add($"household_id >= {Value(first)} AND household_id <= {Value(last)}");
    }

    private void AddText(List<string> parts)
    {
        if (filter.Hardship is { } hardship)
        {
            parts.Add(hardship switch { "any" => "hardship IS NOT NULL", "none" => "hardship IS NULL", _ => $"hardship = {Value(hardship)}" });
        }

        if (filter.Enterprise is { } enterprise)
        {
            parts.Add($"enterprise = {Value(enterprise)}");
        }

        if (filter.Head is { } head)
        {
            parts.Add($"head >= {Value(head)} AND head < {Value(head + char.ConvertFromUtf32(0x10FFFF))}");
        }
    }

    private void AddIndex(List<string> parts, string column, Platform.Security.IndexValue? value)
    {
        if (value is { } some)
        {
            parts.Add($"{column} = {Value(some.ToArray())}");
        }
    }

    private void AddList(List<string> parts, string column, IEnumerable<object> values)
    {
        var marks = values.Select(Value).ToList();
        if (marks.Count == 1)
        {
            parts.Add($"{column} = {marks[0]}");
        }
        else if (marks.Count > 1)
        {
            parts.Add($"{column} IN ({string.Join(", ", marks)})");
        }
    }

    private string Value(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_values.Count - 1}");
    }
}
