using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>
/// Pages through households by key. Which rows stand on a page is told by the listing index alone, which holds every column that
/// the table filters or sorts by; only the page's own rows are then read whole. In order of place a page costs the same wherever it lies.
/// The statement is put together from fixed parts; every value is a parameter. Rows outside the scope are not there for it.
/// </summary>
internal sealed class HouseholdQuery(int programme, HouseholdFilter filter, SortColumn sort, bool descending, Scope scope)
{
    /// <summary>Above this many, a count by scan is not worth its time; the page then says "more than".</summary>
    public const int CountLimit = 10_000;
    private readonly List<object?> _values = [];

    /// <summary>Rows of the page, one more than asked for when there is a further one, in display order.</summary>
    public List<HouseholdRecord> Page(DbConnection connection, PageCursor? cursor, int limit)
    {
        var (text, values) = PageStatement(cursor, limit);
        return [.. connection.Query(null, text, values).Select(HouseholdRecord.Read)];
    }

    /// <summary>
    /// The page and the count from one pass over the listing index, for filters that the counters can't count. Null where more than
    /// the limit match: then the rows that were passed are not all, and the page is to be asked for by itself.
    /// </summary>
    public (List<HouseholdRecord> Rows, long Count)? CountedPage(DbConnection connection, PageCursor? cursor, int limit)
    {
        var (text, values) = CountedPageStatement(cursor, limit);
        var count = 0L;
        var rows = connection.Query(null, text, values).Select(r =>
        {
            count = r.GetInt64(HouseholdRecord.Shape.Columns.Count);
            return HouseholdRecord.Read(r);
        }).ToList();
        var exact = count <= CountLimit;
        if (rows.Count == 0 && cursor is not null)
        {
            (count, exact) = Count(connection);
        }

        return exact ? (rows, count) : null;
    }

    /// <summary>The statement of a page with its values.</summary>
    public (string Text, object?[] Values) PageStatement(PageCursor? cursor, int limit)
    {
        _values.Clear();
        var down = descending != (cursor?.Backward ?? false);
        var keys = $"SELECT county_code AS county, household_id AS place FROM household WHERE {Where()}{Beyond(cursor, down)} ORDER BY {Order(down)} LIMIT {Value(limit + 1)}";

        // A cross join, because SQLite then keeps to this order: first the keys, then a row for each.
        return ($"SELECT {HouseholdRecord.Columns} FROM ({keys}) AS page CROSS JOIN household WHERE county_code = county AND household_id = place ORDER BY {Order(down)}", [.. _values]);
    }

    /// <summary>The statement of a page with, in a last column, how many match in all.</summary>
    public (string Text, object?[] Values) CountedPageStatement(PageCursor? cursor, int limit)
    {
        _values.Clear();
        var down = descending != (cursor?.Backward ?? false);
        var sorted = sort.Expression.Length > 0 ? $", {sort.Column}" : "";
        var found = $"SELECT county_code, household_id{sorted} FROM household WHERE {Where()} LIMIT {Value(CountLimit + 1)}";
        var keys = $"SELECT county_code AS county, household_id AS place FROM found WHERE 1 = 1{Beyond(cursor, down)} ORDER BY {Order(down)} LIMIT {Value(limit + 1)}";
        return ($"""
            WITH found AS MATERIALIZED ({found})
            SELECT {HouseholdRecord.Columns}, (SELECT COUNT(*) FROM found) FROM ({keys}) AS page CROSS JOIN household WHERE county_code = county AND household_id = place ORDER BY {Order(down)}
            """, [.. _values]);
    }

    /// <summary>All rows in order of place, for exports: streamed, never held.</summary>
    public IEnumerable<HouseholdRecord> Stream(DbConnection connection, DbTransaction? transaction)
    {
        _values.Clear();
        var text = $"SELECT {HouseholdRecord.Columns} FROM household WHERE {Where()} ORDER BY county_code, household_id";
        return connection.Query(transaction, text, [.. _values]).Select(HouseholdRecord.Read);
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

    /// <summary>How many there are, counted up to the limit.</summary>
    private (long Count, bool Exact) Count(DbConnection connection)
    {
        _values.Clear();
        var count = connection.ScalarLong(null, $"SELECT COUNT(*) FROM (SELECT 1 FROM household WHERE {Where()} LIMIT {Value(CountLimit + 1)}) AS counted", [.. _values]) ?? 0;
        return (Math.Min(count, CountLimit), count <= CountLimit);
    }

    private string Order(bool down)
    {
        var way = down ? " DESC" : "";
        return $"{(sort.Expression.Length > 0 ? $"{sort.Expression}{way}, " : "")}county_code{way}, household_id{way}";
    }

    /// <summary>The condition that leaves out what lies before the page.</summary>
    private string Beyond(PageCursor? cursor, bool down)
    {
        if (cursor is null)
        {
            return "";
        }

        var way = down ? '<' : '>';
        var county = (int)(cursor.HouseholdId / 100_000 / 1_000_000);
        if (sort.Expression.Length > 0)
        {
            object? value = sort.IsText ? cursor.Value ?? "" : long.TryParse(cursor.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0L;
            return $" AND ({sort.Expression}, county_code, household_id) {way} ({Value(value)}, {Value(county)}, {Value(cursor.HouseholdId)})";
        }

        // Within a county the number alone tells the place, and both databases seek by it.
        return filter.Region is null ? $" AND (county_code, household_id) {way} ({Value(county)}, {Value(cursor.HouseholdId)})" : $" AND household_id {way} {Value(cursor.HouseholdId)}";
    }

    private string Where()
    {
        var parts = new List<string>();
        if (filter.Region is { } region)
        {
            AddRegion(parts, region);
        }

        AddScope(parts);
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

    private void AddScope(List<string> parts)
    {
        if (scope.IsAll || (filter.Region is { } region && scope.Covers(region)))
        {
            return;
        }

        if (scope.CreditCode is { } firm)
        {
            parts.Add($"credit_code = {Value(firm)}");
            return;
        }

        var seen = scope.Regions.Select(HouseholdId.RangeOf).Select((range, i) =>
            $"(county_code = {Value(scope.Regions[i].CountyCode)} AND household_id >= {Value(range.First)} AND household_id <= {Value(range.Last)})").ToList();
        parts.Add(seen.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", seen)})");
    }

    private void AddText(List<string> parts)
    {
        if (filter.Hardship is { } hardship)
        {
            parts.Add(hardship switch { "any" => "hardship IS NOT NULL", "none" => "hardship IS NULL", _ => $"hardship = {Value(hardship)}" });
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
