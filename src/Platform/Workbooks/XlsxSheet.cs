using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>
/// Walks the rows of a sheet over its bytes. Cells are taken apart in place; a shared or repeated text is one object. Merged
/// ranges stand behind the rows in the part, so they are looked up only when asked for, by unpacking the part once more: holding
/// it until then would cost more memory than the whole import needs, and hardly less time.
/// </summary>
internal sealed class XlsxSheet : ISheetReader
{
    private const int MostMergedBytes = 48 << 20;
    private const int MostColumns = 16_384;
    private const int MostRows = 1_048_576;
    private readonly XmlScanner _scanner;
    private readonly Func<XmlScanner> _again;
    private readonly SharedStrings? _strings;
    private readonly bool[] _dateStyles;
    private readonly double _dateShift;
    private readonly TextCache _texts = new();
    private readonly byte[] _row, _rowEnd, _dataEnd, _cellEnd;
    private Cell[] _cells = new Cell[64];
    private int _width, _touched;
    private bool _ended;
    private IReadOnlyList<MergedRange>? _merged;

    public XlsxSheet(XmlScanner scanner, Func<XmlScanner> again, SharedStrings? strings, bool[] dateStyles, bool is1904)
    {
        (_scanner, _again, _strings, _dateStyles, _dateShift) = (scanner, again, strings, dateStyles, is1904 ? 1462 : 0);
        var prefix = XlsxTags.PrefixOf(scanner, "worksheet"u8);
        (_row, _rowEnd) = (XlsxTags.Open(prefix, "row"u8), XlsxTags.Close(prefix, "row"u8));
        (_dataEnd, _cellEnd) = (XlsxTags.Close(prefix, "sheetData"u8), XlsxTags.Close(prefix, "c"u8));
        FindData(XlsxTags.Open(prefix, "sheetData"u8));
    }

    public int RowNumber { get; private set; }

    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _width);

    public IReadOnlyList<MergedRange> MergedRanges => _merged ??= FindMergedRanges();

    public bool Read()
    {
        try
        {
            while (!_ended && NextRow())
            {
                if (_width > 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception exception) when (exception is not WorkbookUnreadableException)
        {
            throw WorkbookFile.Unreadable(exception);
        }
    }

    public void Dispose() => _scanner.Dispose();

    private void FindData(byte[] open)
    {
        var at = _scanner.Find(open);
        if (at < 0)
        {
            _ended = true;
            return;
        }

        var end = _scanner.Find(">"u8, at);
        if (end < 0)
        {
            throw XlsxTags.Broken();
        }

        _ended = _scanner.Window[end - 1] == '/';
        _scanner.Skip(end + 1);
    }

    private bool NextRow()
    {
        while (true)
        {
            var at = _scanner.Find("<"u8);
            if (at < 0 || !_scanner.Need(at + _dataEnd.Length))
            {
                throw XlsxTags.Broken();
            }

            _scanner.Skip(at);
            var window = _scanner.Window;
            if (window.StartsWith(_row))
            {
                TakeRow();
                return true;
            }

            if (window.StartsWith(_dataEnd))
            {
                _ended = true;
                DrainToEnd();
                return false;
            }

            var end = window.StartsWith("<!--"u8) ? _scanner.Find("-->"u8) : _scanner.Find(">"u8);
            if (end < 0)
            {
                throw XlsxTags.Broken();
            }

            _scanner.Skip(end + 1);
        }
    }

    // The checksum is known only at the part's end.
    private void DrainToEnd()
    {
        while (_scanner.Need(1))
        {
            _scanner.Skip(_scanner.Window.Length);
        }
    }

    private void TakeRow()
    {
        var headEnd = _scanner.Find(">"u8);
        if (headEnd < 0)
        {
            throw XlsxTags.Broken();
        }

        var head = _scanner.Window[..headEnd];
        RowNumber = Attribute(head, "r"u8) is { Length: > 0 } number
            ? Utf8Parser.TryParse(number, out int row, out var used) && used == number.Length && row is >= 1 and <= MostRows ? row : throw XlsxTags.Broken()
            : RowNumber + 1;
        _cells.AsSpan(0, _touched).Clear();
        (_width, _touched) = (0, 0);
        if (head[^1] == '/')
        {
            _scanner.Skip(headEnd + 1);
            return;
        }

        var end = _scanner.Find(_rowEnd, headEnd);
        if (end < 0)
        {
            throw XlsxTags.Broken();
        }

        TakeCells(_scanner.Window[(headEnd + 1)..end]);
        _scanner.Skip(end + _rowEnd.Length);
    }

    private void TakeCells(ReadOnlySpan<byte> row)
    {
        var column = -1;
        while (row.IndexOf((byte)'<') is >= 0 and var at)
        {
            row = row[at..];
            var end = row.IndexOf((byte)'>');
            if (end < 0)
            {
                throw XlsxTags.Broken();
            }

            var tag = row[1..end];
            row = row[(end + 1)..];
            if (tag.Length == 0 || !XlsxTags.NameOf(tag).SequenceEqual("c"u8))
            {
                continue;
            }

            var attributes = new CellAttributes(tag, column);
            column = attributes.Column;
            if (tag[^1] == '/')
            {
                continue;
            }

            var close = row.IndexOf(_cellEnd);
            if (close < 0)
            {
                throw XlsxTags.Broken();
            }

            var cell = close == 0 ? default : TakeCell(attributes, row[..close]);
            row = row[(close + _cellEnd.Length)..];
            if (cell.Kind != CellKind.Blank)
            {
                Put(column, cell);
            }
        }
    }

    private void Put(int column, in Cell cell)
    {
        if (column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(column + 1, _cells.Length * 2));
        }

        _cells[column] = cell;
        _width = Math.Max(_width, column + 1);
        _touched = Math.Max(_touched, _width);
    }

    private Cell TakeCell(in CellAttributes attributes, ReadOnlySpan<byte> inside)
    {
        if (attributes.Type == CellType.InlineString)
        {
            return Text(TakeInline(inside));
        }

        var value = ValueOf(inside, out var formula);
        if (value.IsEmpty)
        {
            // A text formula may show an empty text; only a formula without any value is unknown.
            return formula && attributes.Type != CellType.FormulaString ? new Cell(CellKind.FormulaWithoutValue, null, 0) : default;
        }

        return attributes.Type switch
        {
            CellType.SharedString => Text(_strings is null ? throw XlsxTags.Broken() : _strings[Whole(value)]),
            CellType.FormulaString => Text(XmlText.Decode(value)),
            CellType.Boolean => new Cell(CellKind.Boolean, null, value[0] is (byte)'1' or (byte)'t' ? 1 : 0),
            CellType.Error => new Cell(CellKind.Error, XmlText.Decode(value), 0),
            CellType.IsoDate => IsoDate(value),
            _ => Number(value, attributes.Style),
        };
    }

    private static Cell Text(string text) => text.Length == 0 ? default : new Cell(CellKind.Text, text, 0);

    private string TakeInline(ReadOnlySpan<byte> inside)
    {
        // Nearly always <is><t>text</t></is>; repeated texts are the same object.
        var plain = inside.StartsWith("<is><t>"u8) && inside.EndsWith("</t></is>"u8) ? inside[7..^9] : [];
        return plain.Length > 0 && plain.IndexOf((byte)'<') < 0 ? _texts.Get(plain) : XlsxTags.TextOf(inside);
    }

    private Cell Number(ReadOnlySpan<byte> value, int style)
    {
        value = value.Trim((byte)' ');
        if (!Utf8Parser.TryParse(value, out double number, out var used) || used != value.Length || !double.IsFinite(number))
        {
            throw XlsxTags.Broken();
        }

        return style < _dateStyles.Length && _dateStyles[style] ? new Cell(CellKind.Date, null, number < 0 ? number : number + _dateShift) : new Cell(CellKind.Number, null, number);
    }

    private static Cell IsoDate(ReadOnlySpan<byte> value)
    {
        var text = Encoding.ASCII.GetString(value);
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? new Cell(CellKind.Date, null, date.ToOADate())
            : Text(text);
    }

    private static int Whole(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out int number, out var used) && used == value.Length && number >= 0 ? number : throw XlsxTags.Broken();

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> inside, out bool formula)
    {
        formula = false;
        if (inside.StartsWith("<v>"u8))
        {
            var end = inside.IndexOf("</v>"u8);
            return end < 0 ? throw XlsxTags.Broken() : inside[3..end];
        }

        while (inside.IndexOf((byte)'<') is >= 0 and var at)
        {
            var close = inside[at..].IndexOf((byte)'>');
            if (close < 0)
            {
                throw XlsxTags.Broken();
            }

            var tag = inside.Slice(at + 1, close - 1);
            inside = inside[(at + close + 1)..];
            var name = XlsxTags.NameOf(tag);
            formula |= name.SequenceEqual("f"u8);
            if (name.SequenceEqual("v"u8) && tag[^1] != '/')
            {
                return inside[..XlsxTags.EndOfText(inside)];
            }
        }

        return [];
    }

    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        while (tag.IndexOfAny(" \t\r\n"u8) is >= 0 and var at)
        {
            tag = tag[(at + 1)..].TrimStart(" \t\r\n"u8);
            var equals = tag.IndexOf((byte)'=');
            if (equals < 0)
            {
                return [];
            }

            var key = tag[..equals].Trim(" \t\r\n"u8);
            var quoted = tag[(equals + 1)..].TrimStart(" \t\r\n"u8);
            var end = quoted.Length < 2 ? -1 : quoted[1..].IndexOf(quoted[0]);
            if (end < 0)
            {
                throw XlsxTags.Broken();
            }

            if (key.SequenceEqual(name))
            {
                return quoted.Slice(1, end);
            }

            tag = quoted[(end + 1)..];
        }

        return [];
    }

    private List<MergedRange> FindMergedRanges()
    {
        try
        {
            return ReadMergedRanges();
        }
        catch (Exception exception) when (exception is not WorkbookUnreadableException)
        {
            throw WorkbookFile.Unreadable(exception);
        }
    }

    private List<MergedRange> ReadMergedRanges()
    {
        using var second = _again();
        if (!SkipTo(second, _dataEnd))
        {
            return [];
        }

        return second.TryHoldRest(MostMergedBytes) ? ParseMerged(second.Window) : throw new WorkbookUnreadableException(UnreadableReason.TooLarge, "Too many merged ranges.");
    }

    // Skips as it goes: the rows in between are never held. False where the part ends without the mark, as an empty sheet does.
    private static bool SkipTo(XmlScanner scanner, byte[] mark)
    {
        int at;
        while ((at = scanner.Window.IndexOf(mark)) < 0)
        {
            scanner.Skip(Math.Max(0, scanner.Window.Length - mark.Length));
            if (!scanner.Need(scanner.Window.Length + 1))
            {
                return false;
            }
        }

        scanner.Skip(at);
        return true;
    }

    private static List<MergedRange> ParseMerged(ReadOnlySpan<byte> rest)
    {
        var ranges = new List<MergedRange>();
        while (rest.IndexOf("mergeCell "u8) is >= 0 and var at)
        {
            rest = rest[at..];
            var end = rest.IndexOf((byte)'>');
            if (end < 0)
            {
                throw XlsxTags.Broken();
            }

            var reference = Attribute(rest[..end], "ref"u8);
            var colon = reference.IndexOf((byte)':');
            if (colon > 0 && Address(reference[..colon]) is var (firstRow, firstColumn) && Address(reference[(colon + 1)..]) is var (lastRow, lastColumn))
            {
                ranges.Add(new MergedRange(firstRow, firstColumn, lastRow, lastColumn));
            }

            rest = rest[end..];
        }

        return ranges;
    }

    private static (int Row, int Column) Address(ReadOnlySpan<byte> text)
    {
        var column = CellAttributes.ColumnOf(text, out var letters);
        return Utf8Parser.TryParse(text[letters..], out int row, out _) ? (row, column) : throw XlsxTags.Broken();
    }

    private enum CellType
    {
        Number,
        SharedString,
        InlineString,
        FormulaString,
        Boolean,
        Error,
        IsoDate,
    }

    private readonly ref struct CellAttributes
    {
        public readonly int Column, Style;
        public readonly CellType Type;

        public CellAttributes(ReadOnlySpan<byte> tag, int previous)
        {
            Column = previous + 1;
            var at = tag.IndexOfAny(" \t\r\n"u8);
            while (at >= 0)
            {
                tag = tag[at..].TrimStart(" \t\r\n"u8);
                var equals = tag.IndexOf((byte)'=');
                if (equals <= 0 || equals + 2 >= tag.Length)
                {
                    break;
                }

                var quote = tag[equals + 1];
                var end = tag[(equals + 2)..].IndexOf(quote);
                if (quote is not ((byte)'"' or (byte)'\'') || end < 0)
                {
                    throw XlsxTags.Broken();
                }

                var value = tag.Slice(equals + 2, end);
                switch (equals == 1 ? tag[0] : (byte)0)
                {
                    case (byte)'r':
                        Column = ColumnOf(value, out _);
                        break;
                    case (byte)'s':
                        Style = Whole(value);
                        break;
                    case (byte)'t':
                        Type = TypeOf(value);
                        break;
                    default:
                        break;
                }

                tag = tag[(equals + 3 + end)..];
                at = tag.IndexOfAny(" \t\r\n"u8);
            }
        }

        public static int ColumnOf(ReadOnlySpan<byte> reference, out int letters)
        {
            var column = 0;
            letters = 0;
            while (letters < reference.Length && reference[letters] is >= (byte)'A' and <= (byte)'Z' && letters < 4)
            {
                column = column * 26 + reference[letters++] - 'A' + 1;
            }

            return column is >= 1 and <= MostColumns ? column - 1 : throw XlsxTags.Broken();
        }

        private static CellType TypeOf(ReadOnlySpan<byte> value) => value switch
        {
            [(byte)'s'] => CellType.SharedString,
            [(byte)'n'] => CellType.Number,
            [(byte)'b'] => CellType.Boolean,
            [(byte)'e'] => CellType.Error,
            [(byte)'d'] => CellType.IsoDate,
            [(byte)'s', (byte)'t', (byte)'r'] => CellType.FormulaString,
            _ => value.SequenceEqual("inlineStr"u8) ? CellType.InlineString : throw XlsxTags.Broken(),
        };
    }
}
