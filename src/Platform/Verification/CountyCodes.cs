using System.Data.Common;
using System.Globalization;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Verification;

/// <summary>Finds every county that has rows, also one that nobody knows: steps from county to county through the key, without a scan.</summary>
public static class CountyCodes
{
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">Its transaction, where there is one.</param>
    /// <param name="table">A table whose key begins with the county.</param>
    /// <param name="found">Takes the counties.</param>
    /// <param name="broken">Takes what is no county's code at all, which only an engine without strict types can hold.</param>
    public static void Of(DbConnection connection, DbTransaction? transaction, string table, ISet<int> found, List<Broken> broken)
    {
        object? last = long.MinValue;
        while (true)
        {
            using var command = connection.Command(transaction, $"SELECT MIN(county_code) FROM {table} WHERE county_code > @p0", last);
            last = command.ExecuteScalar();
            switch (last)
            {
                case null or DBNull:
                    return;
                case int code:
                    found.Add(code);
                    break;
                case long code and >= int.MinValue and <= int.MaxValue:
                    found.Add((int)code);
                    break;
                default:
                    broken.Add(new Broken(table, Convert.ToString(last, CultureInfo.InvariantCulture) ?? "?", "county-unknown"));
                    return;
            }
        }
    }
}
