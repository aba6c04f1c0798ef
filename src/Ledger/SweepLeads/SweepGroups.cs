using System.IO.Hashing;
using System.Text;
using CleanHeating.Ledger.Domain;

namespace CleanHeating.Ledger.SweepLeads;

/// <summary>What a household might share with others.</summary>
internal readonly record struct SharedValues(long Household, string? Brand, string? Serial, byte[]? Account, string? Utility, byte[]? Phone, int Warnings);

/// <summary>Gathers households by the hashes of their values. Values that carry a warning of their own don't count.</summary>
internal sealed class SweepGroups
{
    private readonly ValueGroups _serials = new(2), _accounts = new(2), _utilities = new(2), _phones = new(3);

    public void Add(in SharedValues values)
    {
        var warnings = (LedgerWarning)values.Warnings;
        if (values is { Brand: { } brand, Serial: { } serial })
        {
            _serials.Add(Hash(brand, serial), values.Household);
        }

        if (!warnings.HasFlag(LedgerWarning.BankCardCheck) && values.Account is { } account)
        {
            _accounts.Add(Index(account), values.Household);
        }

        if (values.Utility is { } utility)
        {
            _utilities.Add(Hash("", utility), values.Household);
        }

        if (!warnings.HasFlag(LedgerWarning.PhoneFormat) && values.Phone is { } phone)
        {
            _phones.Add(Index(phone), values.Household);
        }
    }

    public IReadOnlyList<StoredLead> Leads() =>
    [
        .. _serials.Leads(LeadPatterns.Serial), .. _accounts.Leads(LeadPatterns.Account), .. _utilities.Leads(LeadPatterns.Utility), .. _phones.Leads(LeadPatterns.Phone),
    ];

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

    private static UInt128 Index(byte[] blindIndex) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(blindIndex.AsSpan(0, 16));

    /// <summary>Households by value; a group is a value that enough of them have.</summary>
    private sealed class ValueGroups(int least)
    {
        private readonly List<(UInt128 Value, long Household)> _entries = [];

        public void Add(UInt128 value, long household) => _entries.Add((value, household));

        public IEnumerable<StoredLead> Leads(string pattern)
        {
            _entries.Sort();
            var leads = new List<StoredLead>();
            for (int first = 0, next; first < _entries.Count; first = next)
            {
                for (next = first + 1; next < _entries.Count && _entries[next].Value == _entries[first].Value; next++)
                {
                }

                if (next - first >= least)
                {
                    leads.Add(new StoredLead(pattern, [.. _entries.GetRange(first, next - first).Select(e => e.Household)]));
                }
            }

            return leads.OrderBy(l => l.Households[0]);
        }
    }
}
