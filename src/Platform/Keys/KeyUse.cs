using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Jobs.Data;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Seals;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Keys;

/// <summary>What stands under a generation of keys.</summary>
/// <param name="Values">Encrypted values, and encrypted files.</param>
/// <param name="Rows">Sealed rows, with the counties' heads.</param>
/// <param name="Entries">Entries of the journal.</param>
/// <param name="Jobs">Sealed jobs, and what is encrypted in their arguments.</param>
public sealed record KeyUseCounts(long Values, long Rows, long Entries, long Jobs)
{
    public static KeyUseCounts None { get; } = new(0, 0, 0, 0);

    public bool IsAny => this != None;
}

/// <summary>Counts what stands under each generation, in one picture of the database.</summary>
internal sealed class KeyUse
{
    private readonly SortedDictionary<int, KeyUseCounts> _counts = [];

    private KeyUse()
    {
    }

    /// <summary>Generations under which something stands, held or not.</summary>
    public IEnumerable<int> Generations => _counts.Keys;

    public KeyUseCounts Of(int generation) => _counts.GetValueOrDefault(generation, KeyUseCounts.None);

    /// <summary>Why keys can't turn: something stands under a generation that the ring does not hold. An older copy of the ring was put back, whose next generation would get a number that is taken.</summary>
    public Error? Lost(KeyRing keys) =>
        Generations.Where(g => !keys.Has(g)).Select(g => new Error("keys-lost", null, g.ToString(System.Globalization.CultureInfo.InvariantCulture))).FirstOrDefault();

    public static KeyUse Count(Workplace workplace)
    {
        var (database, keys) = (workplace.Database, workplace.Keys);
        var use = new KeyUse();
        using var connection = database.Open();
        using var picture = database.BeginRead(connection);
        foreach (var table in database.SealedTables)
        {
            foreach (var (column, _) in table.Ciphers)
            {
                use.Take(connection.Query(picture, $"SELECT substr({column}, 1, 1), COUNT(*) FROM {table.Name} WHERE {column} IS NOT NULL GROUP BY substr({column}, 1, 1)")
                    .Select(r => (r.GetFieldValue<byte[]>(0) is [var number, ..] ? number : 0, r.GetInt64(1))), (c, n) => c with { Values = c.Values + n });
            }
        }


        // A file whose first byte was damaged names no generation that ever was: it must not keep keys from turning.
        use.Take(EncryptedFiles.Count(workplace.Folder).Where(f => keys.Has(f.Generation)), (c, n) => c with { Values = c.Values + n });
        use.Take(JournalHeads.All(connection, picture).Select(h => (h.Keys, 1 + Rows(h, keys))), (c, n) => c with { Rows = c.Rows + n });
        use.Take(connection.Query(picture, "SELECT keys, COUNT(*) FROM journal_entry GROUP BY keys").Select(r => (r.GetInt32(0), r.GetInt64(1))), (c, n) => c with { Entries = c.Entries + n });
        use.Take(connection.Query(picture, "SELECT seal_keys, COUNT(*) FROM job GROUP BY seal_keys").Select(r => (r.GetInt32(0), r.GetInt64(1))), (c, n) => c with { Jobs = c.Jobs + n });
        foreach (var cipher in database.JobCiphers)
        {
            use.Take(JobRenewal.Ciphers(connection, picture, cipher).Select(value => ((int)value[0], 1L)), (c, n) => c with { Jobs = c.Jobs + n });
        }

        return use;
    }

    /// <summary>Whether a county's part of a column, or the whole column of a table that is the city's, holds values of an older generation.</summary>
    public static bool IsStale(DbConnection connection, DbTransaction transaction, SealedTable table, string column, int county, byte generation)
    {
        var mine = table.IsOfCounty ? "county_code = @p1 AND " : "";
        object?[] parameters = table.IsOfCounty ? [new[] { generation }, county] : [new[] { generation }];
        return connection.Query(transaction, $"SELECT 1 FROM {table.Name} WHERE {mine}{column} IS NOT NULL AND substr({column}, 1, 1) < @p0 LIMIT 1", parameters).Any();
    }

    private void Take(IEnumerable<(int Generation, long Count)> found, Func<KeyUseCounts, long, KeyUseCounts> add)
    {
        foreach (var (generation, count) in found)
        {
            _counts[generation] = add(Of(generation), count);
        }
    }

    // Only who has the key can read a head's numbers; without it the head itself counts.
    private static long Rows(JournalHead head, KeyRing keys)
    {
        if (!keys.Has(head.Keys))
        {
            return 0;
        }

        using var seal = new RowSeal(keys, head.Keys);
        return SealState.Read(head.Seals, seal, head.CountyCode, head.Number).Tables.Where(t => t.Key != JournalModel.Heads.Name).Sum(t => t.Value.Rows);
    }
}
