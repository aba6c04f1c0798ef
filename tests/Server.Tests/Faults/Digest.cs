using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>
/// What an import leaves, without what each run has of its own: its id and times, random nonces, and what is keyed over those. Two
/// ways to the same end have the same digest.
/// </summary>
internal static class Digest
{
    private static readonly string[] Tables = ["household", "person_claim", "progress_counter", "village_sequence", "quarantined_row", "target", "outstanding_floor", "route"];
    private static readonly string[] OfTheRun = ["import_id", "process_id", "at", "hash", "seal"];

    // Each run also has entries of its own, and numbers follow from how many there are.
    private const string HouseholdsInJournal = """
        SELECT county_code, action, target, first_key, last_key, version, detail FROM journal_entry WHERE target IN ('household', 'target', 'target_act')
        ORDER BY county_code, target, first_key, last_key, version, action, detail
        """;

    public static string Of(Workplace workplace)
    {
        using var context = workplace.Database.CreateContext();
        using var connection = workplace.Database.Open();
        var digest = new StringBuilder();
        foreach (var table in Tables.Select(t => context.Model.GetRelationalModel().FindTable(t, null)!))
        {
            var columns = table.Columns.Select(c => c.Name).Where(c => !OfTheRun.Contains(c) && !c.EndsWith("_cipher", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            Add(digest, connection, table.Name, $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM {table.Name} ORDER BY {string.Join(", ", table.PrimaryKey!.Columns.Select(c => c.Name))}");
        }

        Add(digest, connection, "journal_entry", HouseholdsInJournal);
        return digest.ToString();
    }

    private static void Add(StringBuilder digest, DbConnection connection, string table, string statement)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0;
        foreach (var row in connection.Query(null, statement))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Line(row)));
            rows++;
        }

        digest.Append(CultureInfo.InvariantCulture, $"{table} {rows} {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}\n");
    }

    private static string Line(DbDataReader row) => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) switch
    {
        DBNull => "–",
        byte[] bytes => Convert.ToHexString(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    })) + "\n";
}
