using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Hashing;
using CleanHeating.Platform.Security;

namespace CleanHeating.Ledger.VerifyLedger;

/// <summary>
/// Sums over hashes of person, programme and household, by county: those of the households and those of the registry are equal exactly
/// when every household has its claim and every claim its household. Only where they are not, the rows are looked for by a join. The hash
/// has a seed that is drawn for each verification, so nobody can prepare rows that cancel out.
/// </summary>
internal sealed class ClaimSums(long seed)
{
    private readonly Dictionary<int, UInt128> _sums = [];

    public void Add(ReadOnlySpan<byte> person, long programme, int county, long household)
    {
        Span<byte> input = stackalloc byte[IndexValue.Size + 20];
        input.Clear();
        person[..Math.Min(person.Length, IndexValue.Size)].CopyTo(input);
        BinaryPrimitives.WriteInt64LittleEndian(input[IndexValue.Size..], programme);
        BinaryPrimitives.WriteInt64LittleEndian(input[(IndexValue.Size + 8)..], household);
        BinaryPrimitives.WriteInt32LittleEndian(input[(IndexValue.Size + 16)..], person.Length);
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_sums, county, out _);
        sum = unchecked(sum + XxHash128.HashToUInt128(input, seed));
    }

    /// <summary>Counties in which the two differ.</summary>
    public static List<int> Differences(ConcurrentBag<ClaimSums> households, ClaimSums claims)
    {
        var sums = new Dictionary<int, UInt128>(claims._sums);
        foreach (var (county, sum) in households.SelectMany(h => h._sums))
        {
            sums[county] = unchecked(sums.GetValueOrDefault(county) - sum);
        }

        return [.. sums.Where(s => s.Value != 0).Select(s => s.Key).Order()];
    }
}
