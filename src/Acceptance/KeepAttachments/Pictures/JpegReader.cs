using System.Buffers.Binary;

namespace CleanHeating.Acceptance.KeepAttachments.Pictures;

/// <summary>
/// Reads of a JPEG (ITU-T T.81) the mean brightness of every 8 by 8 block: the constant terms of its luminance, baseline or progressive. That
/// is an eighth of the picture, without any transform, and all that looking alike needs.
/// </summary>
internal sealed class JpegReader
{
    private const long MostPoints = 200_000_000;
    private readonly int[] _quantizers = new int[4];
    private readonly JpegHuffman?[] _dc = new JpegHuffman?[4], _ac = new JpegHuffman?[4];
    private JpegComponent[] _components = [];
    private int _width, _height, _restart;
    private bool _isProgressive, _isRead;

    private JpegReader()
    {
    }

    /// <summary>The picture at an eighth of its size; null where it is of a kind that cameras don't make. Throws <see cref="InvalidDataException"/> where it is damaged.</summary>
    public static GreyPicture? Read(ReadOnlySpan<byte> file) => new JpegReader().Walk(file);

    private GreyPicture? Walk(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF)
            {
                throw new InvalidDataException("A marker is missing.");
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var segment = file.Slice(at + 4, length - 2);
            at += 2 + length;
            switch (marker)
            {
                case 0xDB: Quantizers(segment); break;
                case 0xC4: Tables(segment); break;
                case 0xDD: _restart = BinaryPrimitives.ReadUInt16BigEndian(segment); break;
                case 0xC0 or 0xC1 or 0xC2:
                    _isProgressive = marker == 0xC2;
                    Frame(segment);
                    break;
                case >= 0xC3 and <= 0xCF when marker is not (0xC8 or 0xCC):
                    return null;
                case 0xDA:
                    Scan(segment, file[at..]);
                    if (_isRead && !_isProgressive)
                    {
                        return Picture();
                    }

                    at += EndOfScan(file[at..]);
                    break;
                default:
                    break;
            }
        }

        return _isRead ? Picture() : null;
    }

    private void Quantizers(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (wide, number) = (segment[0] >> 4 != 0, segment[0] & 3);
            _quantizers[number] = wide ? BinaryPrimitives.ReadUInt16BigEndian(segment[1..]) : segment[1];
            segment = segment[(1 + (wide ? 128 : 64))..];
        }
    }

    private void Tables(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (isAc, number) = (segment[0] >> 4 != 0, segment[0] & 3);
            var table = new JpegHuffman(segment[1..]);
            (isAc ? _ac : _dc)[number] = table;
            segment = segment[(17 + table.Symbols)..];
        }
    }

    private void Frame(ReadOnlySpan<byte> segment)
    {
        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        if (segment[0] != 8 || _width == 0 || _height == 0 || (long)_width * _height > MostPoints || segment[5] is 0 or > 4)
        {
            throw new InvalidDataException("A frame that is none of ours.");
        }

        _components = new JpegComponent[segment[5]];
        for (var i = 0; i < _components.Length; i++)
        {
            var part = segment[(6 + (i * 3))..];
            _components[i] = new JpegComponent(part[0], part[1] >> 4, part[1] & 15, part[2] & 3);
            if (_components[i] is { Across: < 1 or > 4 } or { Down: < 1 or > 4 })
            {
                throw new InvalidDataException("Sampling that is none.");
            }
        }

        var (most, tallest) = (_components.Max(c => c.Across), _components.Max(c => c.Down));
        foreach (var component in _components)
        {
            component.Lay(_width, _height, most, tallest, keep: component == _components[0]);
        }
    }

    private void Scan(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data)
    {
        var scanned = new JpegComponent[head[0]];
        for (var i = 0; i < scanned.Length; i++)
        {
            var (id, tables) = (head[1 + (i * 2)], head[2 + (i * 2)]);
            scanned[i] = Array.Find(_components, c => c.Id == id) ?? throw new InvalidDataException("A scan of no component.");
            (scanned[i].Dc, scanned[i].Ac) = (_dc[(tables >> 4) & 3], _ac[tables & 3]);
        }

        var rest = head[(1 + (scanned.Length * 2))..];
        var (first, high, low) = (rest[0], rest[2] >> 4, rest[2] & 15);
        if (!scanned.Contains(_components[0]) || (_isProgressive && first != 0))
        {
            return;
        }

        var bits = new JpegBits(data);
        var units = scanned.Length == 1 ? (long)scanned[0].OwnColumns * scanned[0].OwnRows : (long)_components[0].Columns / _components[0].Across * (_components[0].Rows / _components[0].Down);
        for (long unit = 0; unit < units; unit++)
        {
            if (_restart > 0 && unit > 0 && unit % _restart == 0)
            {
                bits.Restart();
                Array.ForEach(scanned, c => c.Last = 0);
            }

            Unit(ref bits, scanned, unit, high, low);
        }

        Array.ForEach(scanned, c => c.Last = 0);
        _isRead = true;
    }

    private void Unit(ref JpegBits bits, JpegComponent[] scanned, long unit, int high, int low)
    {
        if (scanned.Length == 1)
        {
            Block(ref bits, scanned[0], (int)(unit % scanned[0].OwnColumns), (int)(unit / scanned[0].OwnColumns), high, low);
            return;
        }

        foreach (var component in scanned)
        {
            var across = component.Columns / component.Across;
            for (var i = 0; i < component.Across * component.Down; i++)
            {
                Block(ref bits, component, (int)(unit % across * component.Across) + (i % component.Across), (int)(unit / across * component.Down) + (i / component.Across), high, low);
            }
        }
    }

    private void Block(ref JpegBits bits, JpegComponent component, int column, int row, int high, int low)
    {
        if (_isProgressive && high > 0)
        {
            component.Add(column, row, bits.Read(1) << low);
            return;
        }

        var table = component.Dc ?? throw new InvalidDataException("A scan without its table.");
        var length = table.Decode(ref bits);
        component.Last += bits.Signed(length);
        component.Add(column, row, component.Last << low);
        if (_isProgressive)
        {
            return;
        }

        var ac = component.Ac ?? throw new InvalidDataException("A scan without its table.");
        for (var i = 1; i < 64; i++)
        {
            var symbol = ac.Decode(ref bits);
            if (symbol == 0)
            {
                return;
            }

            i += symbol >> 4;
            bits.Read(symbol & 15);
        }
    }

    private static int EndOfScan(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i + 1 < data.Length; i++)
        {
            if (data[i] == 0xFF && data[i + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF))
            {
                return i;
            }
        }

        return data.Length;
    }

    private GreyPicture Picture()
    {
        var y = _components[0];
        var picture = new GreyPicture(y.OwnColumns, y.OwnRows);
        for (var row = 0; row < y.OwnRows; row++)
        {
            for (var column = 0; column < y.OwnColumns; column++)
            {
                picture.Values[(row * y.OwnColumns) + column] = (byte)Math.Clamp((y[column, row] * (long)_quantizers[y.Quantizer] / 8) + 128, 0, 255);
            }
        }

        return picture;
    }
}

/// <summary>A component of a frame: how it is sampled, and of the first its constant terms.</summary>
internal sealed class JpegComponent(byte id, int across, int down, int quantizer)
{
    private int[]? _terms;

    public byte Id => id;

    public int Across => across;

    public int Down => down;

    public int Quantizer => quantizer;

    /// <summary>Blocks in a row and in a column, filled up to whole units of all components.</summary>
    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Blocks that hold something of the picture.</summary>
    public int OwnColumns { get; private set; }

    public int OwnRows { get; private set; }

    public int Last { get; set; }

    public JpegHuffman? Dc { get; set; }

    public JpegHuffman? Ac { get; set; }

    public int this[int column, int row] => _terms![(row * Columns) + column];

    public void Lay(int width, int height, int most, int tallest, bool keep)
    {
        (Columns, Rows) = (Over(width, 8 * most) * across, Over(height, 8 * tallest) * down);
        (OwnColumns, OwnRows) = (Over(Over(width * across, most), 8), Over(Over(height * down, tallest), 8));
        _terms = keep ? new int[Columns * Rows] : null;
    }

    public void Add(int column, int row, int value)
    {
        if (_terms is not null)
        {
            _terms[(row * Columns) + column] += value;
        }
    }

    private static int Over(int value, int unit) => (value + unit - 1) / unit;
}
