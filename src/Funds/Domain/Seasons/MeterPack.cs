namespace CleanHeating.Funds.Domain.Seasons;

/// <summary>A household's bills of one season and utility: a value for each month whose bit is set, in hundredths.</summary>
internal sealed class MeterYear
{
    public int Present { get; private set; }

    public uint[] Values { get; } = new uint[Season.Months];

    public uint? this[int month] => (Present & 1 << month) == 0 ? null : Values[month];

    public void Set(int month, uint value)
    {
        Present |= 1 << month;
        Values[month] = value;
    }

    public void Clear(int month)
    {
        Present &= ~(1 << month);
        Values[month] = 0;
    }

    /// <summary>Sum over the months of the bits.</summary>
    public long SumOf(int months) => MeterPack.SumOf(Present & months, Values);
}

/// <summary>
/// All bills of a village's households in one season, packed: 700,000 bills are 3,000 rows of some hundred bytes. Entries lie in the order of
/// sequence number and utility: both in one number (difference to the entry before), months as bits, a value for each.
/// </summary>
internal static class MeterPack
{
    private const byte Format = 1;

    /// <summary>Most bytes that an entry takes.</summary>
    private const int MostBytes = 5 + 3 + 5 * Season.Months;

    public static long SumOf(int months, ReadOnlySpan<uint> values)
    {
        var sum = 0L;
        for (; months != 0; months &= months - 1)
        {
            sum += values[System.Numerics.BitOperations.TrailingZeroCount(months)];
        }

        return sum;
    }

    /// <summary>Reads a pack entry by entry.</summary>
    public ref struct Reader(ReadOnlySpan<byte> pack)
    {
        private ReadOnlySpan<byte> _rest = pack is [Format, ..] ? pack[1..] : throw new FormatException("Bills are packed in a form that this version does not know.");
        private uint _key;

        public readonly int Sequence => (int)(_key >> 1);

        public readonly Metered Utility => (Metered)(_key & 1);

        public int Months { get; private set; }

        /// <summary>Values of the entry by month; months that are not there are 0.</summary>
        public bool Next(scoped Span<uint> values)
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            _key += Number();
            Months = (int)Number();
            values.Clear();
            for (var left = Months; left != 0; left &= left - 1)
            {
                values[System.Numerics.BitOperations.TrailingZeroCount(left)] = Number();
            }

            return true;
        }

        private uint Number()
        {
            var (number, shift) = (0u, 0);
            while (true)
            {
                var next = _rest[0];
                _rest = _rest[1..];
                number |= (uint)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return number;
                }

                shift += 7;
            }
        }
    }

    /// <summary>Writes entries in order; entries without months are left out.</summary>
    public sealed class Writer
    {
        private byte[] _bytes = new byte[4096];
        private uint _key;

        public int Length { get; private set; }

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        public void Begin()
        {
            (_key, Length) = (0, 1);
            _bytes[0] = Format;
        }

        public void Add(int sequence, Metered utility, int months, ReadOnlySpan<uint> values)
        {
            if (months == 0)
            {
                return;
            }

            if (Length + MostBytes > _bytes.Length)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            var key = (uint)sequence << 1 | (uint)utility;
            Number(key - _key);
            _key = key;
            Number((uint)months);
            for (var left = months; left != 0; left &= left - 1)
            {
                Number(values[System.Numerics.BitOperations.TrailingZeroCount(left)]);
            }
        }

        private void Number(uint number)
        {
            for (; number >= 0x80; number >>= 7)
            {
                _bytes[Length++] = (byte)(number & 0x7F | 0x80);
            }

            _bytes[Length++] = (byte)number;
        }
    }
}
