using System.Data.Common;
using System.Globalization;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.ReckonOperating;

/// <summary>Which months count for households in hardship: those on whose last day a certificate is valid (C32).</summary>
internal sealed record Hardship(int Months, string Category);

/// <summary>Reads a county's certificates as months that count.</summary>
internal static class HardshipMonths
{
    public static Dictionary<long, Hardship> Of(DbConnection connection, DbTransaction? transaction, int county, Season season, long? only = null)
    {
        var found = new Dictionary<long, Hardship>();
        foreach (var r in connection.Query(
            transaction, "SELECT household_id, valid_from, valid_to, category FROM hardship_certificate WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 ORDER BY household_id, certificate",
            county, only ?? 0, only ?? long.MaxValue))
        {
            var months = season.CountedWithin(Date(r.GetString(1)), Date(r.GetString(2)));
            if (months != 0)
            {
                var household = r.GetInt64(0);
                found[household] = found.TryGetValue(household, out var known) ? known with { Months = known.Months | months } : new Hardship(months, r.GetString(3));
            }
        }

        return found;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
