using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger;

/// <summary>How far a household is, by the days of the ledger: no name and no personal number. Days are day numbers; null before it happened.</summary>
public readonly record struct HouseholdDay(long Village, int Route, string? Firm, string? FirmName, int? Started, int? Completed, int? Inspected, bool Passed);

/// <summary>Reads how far households are, for who reckons with whole counties. The caller narrows what people see.</summary>
public static class HouseholdDays
{
    /// <summary>Households of a county in order of number.</summary>
    public static List<HouseholdDay> Of(DbConnection connection, DbTransaction? transaction, int programme, int county)
    {
        var (days, names) = (new List<HouseholdDay>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var row in connection.Query(
            transaction, "SELECT household_id, route, credit_code, enterprise, started, completed, accepted, result FROM household WHERE county_code = @p0 AND programme = @p1 ORDER BY household_id", county, programme))
        {
            days.Add(new HouseholdDay(
                row.GetInt64(0) / 100_000, row.GetInt32(1), One(names, row.TextOrNull(2)), One(names, row.TextOrNull(3)), Day(row.TextOrNull(4)), Day(row.TextOrNull(5)), Day(row.TextOrNull(6)),
                row.GetInt32(7) == HouseholdRecord.PassedResult));
        }

        return days;
    }

    /// <summary>Date of the newest finished import's ledgers; null where there was none.</summary>
    public static DateOnly? AsOf(DbConnection connection, DbTransaction? transaction, int programme)
    {
        foreach (var row in connection.Query(transaction, "SELECT as_of FROM import_run WHERE programme = @p0 AND state = 'done' ORDER BY id DESC LIMIT 1", programme))
        {
            return DateOnly.ParseExact(row.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>Whether a firm has a household in a region.</summary>
    public static bool Builds(DbConnection connection, DbTransaction? transaction, int programme, RegionCode region, string firm)
    {
        var (first, last) = HouseholdId.RangeOf(region);
        return connection.ScalarLong(
            transaction, "SELECT MIN(household_id) FROM household WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND programme = @p3 AND credit_code = @p4",
            region.CountyCode, first, last, programme, firm) is not null;
    }

    // A county has thousands of households and a few firms: one text for each.
    private static string? One(Dictionary<string, string> names, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!names.TryGetValue(text, out var kept))
        {
            names.Add(text, kept = text);
        }

        return kept;
    }

    private static int? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
}
