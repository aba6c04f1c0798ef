using System.Data.Common;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>Reads entries.</summary>
public static class JournalReader
{
    internal const string Columns = "county_code, number, process_id, process, actor, on_behalf_of, reason, at, action, target, first_key, last_key, version, detail, keys, hash";

    /// <summary>Entries that speak of one key, oldest first. <paramref name="lowestFirstKey"/> bounds how far back a range can begin.</summary>
    public static List<JournalEntry> About(DbConnection connection, int county, string target, long key, long lowestFirstKey, DbTransaction? transaction = null)
    {
        return [.. connection.Query(
            transaction,
            $"SELECT {Columns} FROM journal_entry WHERE county_code = @p0 AND target = @p1 AND first_key >= @p2 AND first_key <= @p3 AND last_key >= @p3 ORDER BY number",
            county, target, lowestFirstKey, key).Select(Read)];
    }

    internal static JournalEntry Read(DbDataReader r) => new()
    {
        CountyCode = r.GetInt32(0), Number = r.GetInt64(1), ProcessId = r.GetInt64(2), Process = r.GetString(3), Actor = r.GetString(4),
        OnBehalfOf = r.TextOrNull(5), Reason = r.TextOrNull(6), At = r.GetInt64(7), Action = r.GetString(8), Target = r.GetString(9),
        FirstKey = r.GetInt64(10), LastKey = r.GetInt64(11), Version = r.GetInt32(12), Detail = r.TextOrNull(13), Keys = r.GetInt32(14), Hash = r.GetFieldValue<byte[]>(15),
    };
}
