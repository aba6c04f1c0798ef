using CleanHeating.Funds.Domain.Seasons;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>A season's bills of all households, as a table in memory: utility by utility and month by month.</summary>
internal sealed class SeasonReadings(SeasonHouseholds households)
{
    private readonly uint[] _values = new uint[households.Count * 2 * Season.Months];
    private readonly ushort[] _months = new ushort[households.Count * 2];
    private readonly bool[] _touched = new bool[households.Count];

    /// <summary>Takes bills that are stored already. Those of a household that is no longer there stay where they are, unread.</summary>
    public void Load(long village, ReadOnlySpan<byte> pack)
    {
        Span<uint> values = stackalloc uint[Season.Months];
        var reader = new MeterPack.Reader(pack);
        while (reader.Next(values))
        {
            if (households.PositionOf(village * 100_000 + reader.Sequence) is >= 0 and var position)
            {
                var entry = position * 2 + (int)reader.Utility;
                _months[entry] = (ushort)reader.Months;
                values.CopyTo(_values.AsSpan(entry * Season.Months));
            }
        }
    }

    /// <summary>Takes a new bill; false where there is one of that month already.</summary>
    public bool Add(int position, Metered utility, int month, uint value)
    {
        var entry = position * 2 + (int)utility;
        if ((_months[entry] & 1 << month) != 0)
        {
            return false;
        }

        _months[entry] |= (ushort)(1 << month);
        _values[entry * Season.Months + month] = value;
        _touched[position] = true;
        return true;
    }

    /// <summary>Packs the villages in which anything is new, in order.</summary>
    public void Pack(Action<long, MeterPack.Writer, int> store)
    {
        var writer = new MeterPack.Writer();
        var ids = households.Ids;
        for (var first = 0; first < ids.Length;)
        {
            var village = ids[first] / 100_000;
            var (end, touched) = (first, false);
            for (; end < ids.Length && ids[end] / 100_000 == village; end++)
            {
                touched |= _touched[end];
            }

            if (touched)
            {
                Pack(writer, first, end, village, store);
                ids = households.Ids;
            }

            first = end;
        }
    }

    private void Pack(MeterPack.Writer writer, int first, int end, long village, Action<long, MeterPack.Writer, int> store)
    {
        var ids = households.Ids;
        var readings = 0;
        writer.Begin();
        for (var entry = first * 2; entry < end * 2; entry++)
        {
            writer.Add((int)(ids[entry / 2] % 100_000), (Metered)(entry & 1), _months[entry], _values.AsSpan(entry * Season.Months, Season.Months));
            readings += System.Numerics.BitOperations.PopCount(_months[entry]);
        }

        store(village, writer, readings);
    }
}
