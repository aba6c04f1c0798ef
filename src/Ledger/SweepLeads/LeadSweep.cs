using System.Data.Common;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>Stable codes of the leads in the ledger, in the order in which they are shown.</summary>
internal static class LeadPatterns
{
    public const string Serial = "equipment-serial", Account = "payment-account", Utility = "utility-account", Phone = "phone-shared";

    public static readonly IReadOnlyList<string> All = [Serial, Account, Utility, Phone];

    /// <summary>Groups per pattern, with a zero for patterns that found nothing.</summary>
    public static Dictionary<string, int> Counts(IReadOnlyDictionary<string, int> found) => All.ToDictionary(p => p, found.GetValueOrDefault);
}

/// <summary>
/// Looks over the whole ledger for values that several households share and should not: one pass over the rows, then one over the
/// hashes of their values. Values that carry a warning of their own don't count.
/// </summary>
internal sealed class LeadSweep(Workplace workplace)
{
    private const string Statement = "SELECT household_id, brand, serial, account_index, utility_account, phone_index, warnings FROM household WHERE programme = @p0";

    public SweepResult Run(int programme, bool save)
    {
        using var connection = workplace.Database.Open();
        var (serials, accounts, utilities, phones) = (new ValueGroups(2), new ValueGroups(2), new ValueGroups(2), new ValueGroups(3));
        foreach (var row in connection.Query(null, Statement, programme))
        {
            var household = row.GetInt64(0);
            var warnings = (LedgerWarning)row.GetInt32(6);
            if (row.TextOrNull(1) is { } brand && row.TextOrNull(2) is { } serial)
            {
                serials.Add(Hash(brand, serial), household);
            }

            if (!warnings.HasFlag(LedgerWarning.BankCardCheck) && !row.IsDBNull(3))
            {
                accounts.Add(Index(row, 3), household);
            }

            if (row.TextOrNull(4) is { } utility)
            {
                utilities.Add(Hash("", utility), household);
            }

            if (!warnings.HasFlag(LedgerWarning.PhoneFormat) && !row.IsDBNull(5))
            {
                phones.Add(Index(row, 5), household);
            }
        }

        var result = new SweepResult(workplace.Time.GetUtcNow().UtcTicks,
        [
            .. serials.Leads(LeadPatterns.Serial), .. accounts.Leads(LeadPatterns.Account), .. utilities.Leads(LeadPatterns.Utility), .. phones.Leads(LeadPatterns.Phone),
        ]);
        if (save)
        {
            using var transaction = workplace.Database.BeginWrite(connection);
            new SweepStore().Save(connection, transaction, workplace.Ids.Next(), programme, result);
            transaction.Commit();
        }

        return result;
    }

    private static UInt128 Hash(string first, string second)
    {
        Span<byte> bytes = stackalloc byte[512];
        var needed = Encoding.UTF8.GetMaxByteCount(first.Length + second.Length) + 1;
        bytes = needed <= bytes.Length ? bytes : new byte[needed];
        var length = Encoding.UTF8.GetBytes(first, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(second, bytes[length..]);
        return XxHash128.HashToUInt128(bytes[..length]);
    }

    private static UInt128 Index(DbDataReader row, int column)
    {
        Span<byte> bytes = stackalloc byte[16];
        row.GetFieldValue<byte[]>(column).AsSpan(0, 16).CopyTo(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>
    /// Households by value; a group is a value that enough of them have. Values are hashes already, so a table finds equal ones in
    /// one pass, where sorting took a third of the sweep.
    /// </summary>
    private sealed class ValueGroups(int least)
    {
        private readonly List<(UInt128 Value, long Household)> _entries = [];

        public void Add(UInt128 value, long household) => _entries.Add((value, household));

        public IEnumerable<StoredLead> Leads(string pattern)
        {
            var entries = CollectionsMarshal.AsSpan(_entries);
            var (sizes, next) = Chain(entries);
            var leads = new List<StoredLead>();
            for (var first = 0; first < entries.Length; first++)
            {
                if (sizes[first] >= least)
                {
                    var households = new List<long> { entries[first].Household };
                    for (var i = next[first]; i != 0; i = next[i])
                    {
                        households.Add(entries[i].Household);
                    }

                    households.Sort();
                    leads.Add(new StoredLead(pattern, households));
                }
            }

            return leads.OrderBy(l => l.Households[0]);
        }

        // How many have the value of an entry, told at the first of them, and from each the next; 0 ends a chain, as entry 0 is never a next.
        private static (int[] Sizes, int[] Next) Chain(ReadOnlySpan<(UInt128 Value, long Household)> entries)
        {
            var (sizes, next) = (new int[entries.Length], new int[entries.Length]);
            var slots = new int[BitOperations.RoundUpToPowerOf2((uint)entries.Length * 2 + 1)];
            for (var i = 0; i < entries.Length; i++)
            {
                var slot = unchecked((int)(uint)entries[i].Value) & slots.Length - 1;
                while (slots[slot] is > 0 and var taken && entries[taken - 1].Value != entries[i].Value)
                {
                    slot = slot + 1 & slots.Length - 1;
                }

                if (slots[slot] == 0)
                {
                    slots[slot] = i + 1;
                }
                else
                {
                    (next[i], next[slots[slot] - 1]) = (next[slots[slot] - 1], i);
                }

                sizes[slots[slot] - 1]++;
            }

            return (sizes, next);
        }
    }
}
