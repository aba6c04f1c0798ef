namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>Bits of a scan, most significant first; a stuffed zero after 0xFF is passed over, and a marker ends them: from there on they are zeros.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at, _left, _behind;
    private uint _bits;

    public int Read(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        if (count > 16)
        {
            throw new InvalidDataException("A number that is too long.");
        }

        while (_left < count)
        {
            _bits = (_bits << 8) | Next();
            _left += 8;
        }

        _left -= count;
        return (int)((_bits >> _left) & ((1u << count) - 1));
    }

    /// <summary>A number of so many bits whose first bit is its sign.</summary>
    public int Signed(int count)
    {
        var value = Read(count);
        return count == 0 || value >= 1 << (count - 1) ? value : value - (1 << count) + 1;
    }

    /// <summary>Goes on behind the next restart marker.</summary>
    public void Restart()
    {
        (_left, _bits) = (0, 0);
        while (_at + 1 < _data.Length)
        {
            if (_data[_at] == 0xFF && _data[_at + 1] is >= 0xD0 and <= 0xD7)
            {
                _at += 2;
                return;
            }

            if (_data[_at] == 0xFF && _data[_at + 1] is not (0 or 0xFF))
            {
                return;
            }

            _at++;
        }
    }

    // A scan that ends long before its picture is no picture; without this end a few bytes could ask for hours.
    private uint Next()
    {
        if (_at >= _data.Length || (_data[_at] == 0xFF && (_at + 1 >= _data.Length || _data[_at + 1] != 0)))
        {
            return ++_behind > 1024 ? throw new InvalidDataException("The scan ends before the picture.") : 0u;
        }

        var value = _data[_at++];
        _at += value == 0xFF ? 1 : 0;
        return (uint)value;
    }
}

/// <summary>A Huffman table: codes of up to 16 bits in rising order.</summary>
internal sealed class JpegHuffman
{
    private readonly byte[] _symbols;
    private readonly int[] _last = new int[17], _offset = new int[17];

    public JpegHuffman(ReadOnlySpan<byte> segment)
    {
        var (code, total) = (0, 0);
        for (var length = 1; length <= 16; length++)
        {
            var count = segment[length - 1];
            (_offset[length], code) = (total - code, code + count);
            _last[length] = count == 0 ? -1 : code - 1;
            total += count;
            code <<= 1;
        }

        if (total > 256)
        {
            throw new InvalidDataException("A table of too many codes.");
        }

        _symbols = segment.Slice(16, total).ToArray();
    }

    public int Symbols => _symbols.Length;

    public int Decode(ref JpegBits bits)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = (code << 1) | bits.Read(1);
            if (_last[length] >= 0 && code <= _last[length])
            {
                return _symbols[code + _offset[length]];
            }
        }

        throw new InvalidDataException("A code that is none.");
    }
}
