using System.Buffers.Binary;
using System.Text;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Seals;

/// <summary>Rows of a county's table, and the sum of their hidden halves modulo 2^128: two sets of sealed rows have the same sum only if they are the same.</summary>
public readonly record struct SealSum(long Rows, UInt128 Sum)
{
    public SealSum Plus(long rows, UInt128 change) => new(Rows + rows, unchecked(Sum + change));
}

/// <summary>
/// What a county holds, table by table. It stands in the head of the county's journal and under its seal, so that a row can't go, come
/// or be put back without the journal's moving on. Sums are stored masked, with a mask of their own for every number that the journal
/// reaches: who watched them move would otherwise learn what a row adds and could find rows that cancel out.
/// </summary>
internal sealed class SealState
{
    private const byte Format = 1;
    private const int SumSize = 24;
    private readonly SortedDictionary<string, SealSum> _tables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SealSum> Tables => _tables;

    public SealSum Of(string table) => _tables.GetValueOrDefault(table);

    public void Add(string table, long rows, UInt128 change) => _tables[table] = Of(table).Plus(rows, change);

    public static SealState Read(ReadOnlySpan<byte> stored, RowSeal seal, int county, long number)
    {
        var state = new SealState();
        for (var rest = stored.IsEmpty ? stored : stored[1..]; !rest.IsEmpty;)
        {
            var table = Encoding.UTF8.GetString(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
            var sum = BinaryPrimitives.ReadUInt128LittleEndian(rest[8..]) ^ Mask(seal, county, number, table);
            state._tables[table] = new SealSum(BinaryPrimitives.ReadInt64LittleEndian(rest), sum);
            rest = rest[SumSize..];
        }

        return state;
    }

    public byte[] Write(RowSeal seal, int county, long number)
    {
        var kept = _tables.Where(t => t.Value != default).ToList();
        var stored = new byte[1 + kept.Sum(t => 1 + Encoding.UTF8.GetByteCount(t.Key) + SumSize)];
        stored[0] = Format;
        var rest = stored.AsSpan(1);
        foreach (var (table, sum) in kept)
        {
            var length = Encoding.UTF8.GetBytes(table, rest[1..]);
            rest[0] = (byte)length;
            rest = rest[(1 + length)..];
            BinaryPrimitives.WriteInt64LittleEndian(rest, sum.Rows);
            BinaryPrimitives.WriteUInt128LittleEndian(rest[8..], sum.Sum ^ Mask(seal, county, number, table));
            rest = rest[SumSize..];
        }

        return stored;
    }

    private static UInt128 Mask(RowSeal seal, int county, long number, string table) => seal.Begin("journal_head_mask").Add(county).Add(number).Add(table).Value().Hidden;
}
