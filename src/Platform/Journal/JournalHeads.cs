using System.Data.Common;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Platform.Journal;

/// <summary>Reads and moves the heads of the counties' journals.</summary>
internal static class JournalHeads
{
    private const string Select = "SELECT county_code, number, hash, keys, seals, seal FROM journal_head";

    public static JournalHead? Read(DbConnection connection, DbTransaction? transaction, int county) =>
        connection.Query(transaction, Select + " WHERE county_code = @p0", county).Select(Read).FirstOrDefault();

    public static List<JournalHead> All(DbConnection connection, DbTransaction? transaction) =>
        [.. connection.Query(transaction, Select + " ORDER BY county_code").Select(Read)];

    /// <summary>The head as a verification sees it: null, and told by the second value, where it holds what no head holds.</summary>
    public static (JournalHead? Head, bool IsThere) Look(IDatabase database, DbConnection connection, int county)
    {
        using var scan = database.Scan(connection, JournalModel.Heads, 1, county);
        if (!scan.Next())
        {
            return (null, false);
        }

        for (var i = 0; i < JournalModel.Heads.Columns.Count; i++)
        {
            if (scan.Kind(i) != (JournalModel.Heads.Columns[i].Type == ColumnType.Bytes ? StoredKind.Bytes : StoredKind.Integer))
            {
                return (null, true);
            }
        }

        return (new JournalHead
        {
            CountyCode = county, Number = scan.Long(1), Hash = scan.Bytes(2).ToArray(), Keys = (int)Math.Clamp(scan.Long(3), 0, byte.MaxValue), Seals = scan.Bytes(4).ToArray(), Seal = scan.Bytes(5).ToArray(),
        }, true);
    }

    /// <summary>Puts a head where the one that was read stands; false where somebody else moved it since.</summary>
    public static bool Move(DbConnection connection, DbTransaction transaction, JournalHead? from, JournalHead to) => 1 == (from is null
        ? connection.Execute(
            transaction, "INSERT INTO journal_head (county_code, number, hash, keys, seals, seal) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT (county_code) DO NOTHING",
            to.CountyCode, to.Number, to.Hash, to.Keys, to.Seals, to.Seal)
        : connection.Execute(
            transaction, "UPDATE journal_head SET number = @p0, hash = @p1, keys = @p2, seals = @p3, seal = @p4 WHERE county_code = @p5 AND number = @p6 AND seal = @p7",
            to.Number, to.Hash, to.Keys, to.Seals, to.Seal, to.CountyCode, from.Number, from.Seal));

    /// <summary>Whether a head is as we left it.</summary>
    public static bool IsSound(JournalHead head, RowSeal seal) =>
        Seal(seal, head.CountyCode, head.Number, head.Hash, head.Keys, head.Seals).AsSpan().SequenceEqual(head.Seal);

    public static byte[] Seal(RowSeal seal, int county, long number, byte[] hash, int keys, byte[] seals)
    {
        seal.Begin("journal_head").Add(county).Add(number).Add(hash.AsSpan());
        return seals.Length == 0 ? seal.End() : seal.Add(keys).Add(seals.AsSpan()).End();
    }

    /// <summary>What a county's having a journal adds to the city's sum: a county can't vanish whole.</summary>
    public static UInt128 HiddenOf(RowSeal seal, int county) => seal.Begin("journal_county").Add(county).Value().Hidden;

    private static JournalHead Read(DbDataReader r) => new()
    {
        CountyCode = r.GetInt32(0), Number = r.GetInt64(1), Hash = r.GetFieldValue<byte[]>(2), Keys = r.GetInt32(3), Seals = r.GetFieldValue<byte[]>(4), Seal = r.GetFieldValue<byte[]>(5),
    };
}
