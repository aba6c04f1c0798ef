using System.Data.Common;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>A thing that does not agree with the journal or the seals: table, key, and what is wrong (a stable word).</summary>
public sealed record Broken(string Table, string Key, string What);

/// <summary>Walks chains and reads entries.</summary>
public static class JournalReader
{
    private const string Columns = "county_code, number, process_id, process, actor, on_behalf_of, reason, at, action, target, first_key, last_key, version, detail, hash";

    /// <summary>Entries that speak of one key, oldest first. <paramref name="lowestFirstKey"/> bounds how far back a range can begin.</summary>
    public static List<JournalEntry> About(DbConnection connection, int county, string target, long key, long lowestFirstKey)
    {
        return [.. connection.Query(
            null,
            $"SELECT {Columns} FROM journal_entry WHERE county_code = @p0 AND target = @p1 AND first_key >= @p2 AND first_key <= @p3 AND last_key >= @p3 ORDER BY number",
            county, target, lowestFirstKey, key).Select(Read)];
    }

    /// <summary>Checks the chains of all counties and hands each sound entry on; what is broken is added to the list.</summary>
    public static long Walk(DbConnection connection, KeyRing keys, List<Broken> broken, Action<JournalEntry> each)
    {
        using var seal = new RowSeal(keys);
        var heads = connection.Query(null, "SELECT county_code, number, hash, seal FROM journal_head")
            .ToDictionary(r => r.GetInt32(0), r => (Number: r.GetInt64(1), Hash: r.GetFieldValue<byte[]>(2), Seal: r.GetFieldValue<byte[]>(3)));
        var last = new Dictionary<int, (long Number, byte[] Hash)>();
        long count = 0;
        foreach (var entry in connection.Query(null, $"SELECT {Columns} FROM journal_entry ORDER BY county_code, number").Select(Read))
        {
            count++;
            var (number, previous) = last.GetValueOrDefault(entry.CountyCode, (0, []));
            for (var missing = number + 1; missing < entry.Number; missing++)
            {
                broken.Add(new Broken("journal_entry", Key(entry.CountyCode, missing), "missing"));
            }

            var process = new ProcessContext(entry.ProcessId, entry.Process, entry.Actor, entry.At, entry.OnBehalfOf, entry.Reason);
            var expected = JournalHash.Of(seal, previous, entry.CountyCode, entry.Number, process, entry.Action, entry.Target, entry.FirstKey, entry.LastKey, entry.Version, entry.Detail);
            if (number + 1 == entry.Number && !expected.AsSpan().SequenceEqual(entry.Hash))
            {
                broken.Add(new Broken("journal_entry", Key(entry.CountyCode, entry.Number), "changed"));
            }

            last[entry.CountyCode] = (entry.Number, entry.Hash);
            each(entry);
        }

        CheckHeads(seal, heads, last, broken);
        return count;
    }

    private static void CheckHeads(RowSeal seal, Dictionary<int, (long Number, byte[] Hash, byte[] Seal)> heads, Dictionary<int, (long Number, byte[] Hash)> last, List<Broken> broken)
    {
        foreach (var (county, (number, hash)) in last)
        {
            if (!heads.Remove(county, out var head))
            {
                broken.Add(new Broken("journal_head", Key(county, 0), "missing"));
            }
            else if (!JournalHash.HeadSeal(seal, county, head.Number, head.Hash).AsSpan().SequenceEqual(head.Seal) || head.Number < number)
            {
                broken.Add(new Broken("journal_head", Key(county, head.Number), "changed"));
            }
            else if (head.Number > number)
            {
                broken.Add(new Broken("journal_entry", Key(county, head.Number), "missing"));
            }
            else if (!head.Hash.AsSpan().SequenceEqual(hash))
            {
                broken.Add(new Broken("journal_entry", Key(county, number), "changed"));
            }
        }

        foreach (var (county, head) in heads)
        {
            broken.Add(new Broken("journal_entry", Key(county, head.Number), "missing"));
        }
    }

    private static string Key(int county, long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{county}/{number}");

    internal static JournalEntry Read(DbDataReader r) => new()
    {
        CountyCode = r.GetInt32(0), Number = r.GetInt64(1), ProcessId = r.GetInt64(2), Process = r.GetString(3), Actor = r.GetString(4),
        OnBehalfOf = r.TextOrNull(5), Reason = r.TextOrNull(6), At = r.GetInt64(7), Action = r.GetString(8), Target = r.GetString(9),
        FirstKey = r.GetInt64(10), LastKey = r.GetInt64(11), Version = r.GetInt32(12), Detail = r.TextOrNull(13), Hash = r.GetFieldValue<byte[]>(14),
    };
}
