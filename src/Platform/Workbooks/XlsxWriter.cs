using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>How a cell looks; each is one format of the workbook's style sheet, in this order.</summary>
public enum CellStyle
{
    Normal = 0,
    Title,
    Header,
    Date,
    Bad,
    BadDate,
    Hint,
    Amount,
    Total,

    /// <summary>A text that begins like a formula: marked as text, so that it stays one when it is edited or saved as CSV.</summary>
    Quoted,
}

/// <summary>How a sheet is laid out.</summary>
/// <param name="Widths">Column widths in characters; columns beyond have the usual width.</param>
/// <param name="FrozenRows">Rows that stay when scrolling.</param>
/// <param name="Watermark">Text in the head of every printed page.</param>
public sealed record SheetLayout(IReadOnlyList<double>? Widths = null, int FrozenRows = 0, string? Watermark = null);

/// <summary>
/// Writes a workbook (ECMA-376) straight into a zip: one sheet after the other, row by row, holding nothing but notes and merges.
/// </summary>
public sealed class XlsxWriter : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly List<(string Name, bool HasNotes)> _sheets = [];
    private XlsxSheetWriter? _open;

    /// <param name="stream">Where the workbook goes; closed with the writer.</param>
    public XlsxWriter(Stream stream) => _zip = new ZipArchive(stream, ZipArchiveMode.Create);

    /// <summary>Begins the next sheet; the one before it is finished by that. Names are cut and cleaned to what spreadsheets allow.</summary>
    public XlsxSheetWriter AddSheet(string name, SheetLayout? layout = null)
    {
        FinishSheet();
        _sheets.Add((Allowed(name), false));
        _open = new XlsxSheetWriter(_zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"), CompressionLevel.Fastest).Open(), layout ?? new SheetLayout());
        return _open;
    }

    public void Dispose()
    {
        if (_sheets.Count == 0)
        {
            AddSheet("Sheet1");
        }

        FinishSheet();
        XlsxParts.Write(_zip, _sheets);
        _zip.Dispose();
    }

    private void FinishSheet()
    {
        if (_open is null)
        {
            return;
        }

        _open.Finish();
        _sheets[^1] = (_sheets[^1].Name, _open.Notes.Count > 0);
        if (_open.Notes.Count > 0)
        {
            XlsxParts.WriteNotes(_zip, _sheets.Count, _open.Notes);
        }

        _open = null;
    }

    private string Allowed(string name)
    {
        var clean = new StringBuilder();
        foreach (var c in name)
        {
            clean.Append(c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'' || char.IsControl(c) ? '_' : c);
        }

        var text = clean.Length == 0 ? "Sheet" : clean.Length > 31 ? clean.ToString(0, 31) : clean.ToString();
        for (var i = 2; _sheets.Exists(s => string.Equals(s.Name, text, StringComparison.OrdinalIgnoreCase)); i++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"({i})");
            text = text[..Math.Min(text.Length, 31 - ending.Length)] + ending;
        }

        return text;
    }
}

/// <summary>A note on a cell; row from 1, column from 0.</summary>
internal readonly record struct CellNote(int Row, int Column, string Text);

/// <summary>Writes one sheet, cell by cell from left to right.</summary>
public sealed class XlsxSheetWriter
{
    private readonly Stream _stream;
    private readonly Utf8Sink _out;
    private readonly List<MergedRange> _merges = [];
    private int _row, _column;
    private readonly string? _watermark;
    private bool _inRow;

    internal XlsxSheetWriter(Stream stream, SheetLayout layout)
    {
        (_stream, _out, _watermark) = (stream, new Utf8Sink(stream), layout.Watermark);
        _out.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetViews><sheetView workbookViewId=\"0\">"u8);
        if (layout.FrozenRows > 0)
        {
            Raw(string.Create(CultureInfo.InvariantCulture, $"<pane ySplit=\"{layout.FrozenRows}\" topLeftCell=\"A{layout.FrozenRows + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
        }

        _out.Raw("</sheetView></sheetViews>"u8);
        if (layout.Widths is { Count: > 0 } widths)
        {
            _out.Raw("<cols>"u8);
            for (var i = 0; i < widths.Count; i++)
            {
                Raw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{widths[i]}\" customWidth=\"1\"/>"));
            }

            _out.Raw("</cols>"u8);
        }

        _out.Raw("<sheetData>"u8);
    }

    /// <summary>Row being written, from 1.</summary>
    public int Row => _row;

    internal List<CellNote> Notes { get; } = [];

    public void BeginRow()
    {
        EndRow();
        _row++;
        (_column, _inRow) = (0, true);
        _out.Raw("<row r=\""u8);
        _out.Number(_row);
        _out.Raw("\">"u8);
    }

    public void Blank(CellStyle style = CellStyle.Normal)
    {
        if (style != CellStyle.Normal)
        {
            Open(style);
            _out.Raw("/>"u8);
        }

        _column++;
    }

    public void Text(string? text, CellStyle style = CellStyle.Normal)
    {
        if (string.IsNullOrEmpty(text))
        {
            Blank(style);
            return;
        }

        Open(style == CellStyle.Normal && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') ? CellStyle.Quoted : style);
        var spaced = text[0] is ' ' or '\n' or '\t' || text[^1] is ' ' or '\n' or '\t';
        _out.Raw(spaced ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : " t=\"inlineStr\"><is><t>"u8);
        _out.Escaped(text);
        _out.Raw("</t></is></c>"u8);
        _column++;
    }

    public void Number(long value, CellStyle style = CellStyle.Normal)
    {
        Open(style);
        _out.Raw("><v>"u8);
        _out.Number(value);
        Close();
    }

    public void Number(double value, CellStyle style = CellStyle.Normal)
    {
        Open(style);
        _out.Raw("><v>"u8);
        _out.Number(value);
        Close();
    }

    /// <summary>A fixed-point number: 12345 hundredths are written as 123.45.</summary>
    public void Hundredths(long value, CellStyle style = CellStyle.Normal)
    {
        Open(style);
        _out.Raw("><v>"u8);
        Raw(Kernel.FixedPoint.Format(value, 2));
        Close();
    }

    /// <summary>A date cell, by its serial in the 1900 system.</summary>
    public void Date(double serial, CellStyle style = CellStyle.Date) => Number(serial, style);

    public void Date(DateOnly date, CellStyle style = CellStyle.Date) => Number(date.DayNumber - new DateOnly(1899, 12, 30).DayNumber, style);

    public void Boolean(bool value, CellStyle style = CellStyle.Normal)
    {
        Open(style);
        _out.Raw(value ? " t=\"b\"><v>1"u8 : " t=\"b\"><v>0"u8);
        Close();
    }

    /// <summary>An error value such as #REF!.</summary>
    public void Error(string literal, CellStyle style = CellStyle.Normal)
    {
        Open(style);
        _out.Raw(" t=\"e\"><v>"u8);
        _out.Escaped(literal);
        Close();
    }

    /// <summary>A cell as it was read elsewhere.</summary>
    public void Copy(in Cell cell, CellStyle text = CellStyle.Normal, CellStyle date = CellStyle.Date)
    {
        switch (cell.Kind)
        {
            case CellKind.Blank or CellKind.FormulaWithoutValue: Blank(text); break;
            case CellKind.Number: Number(cell.Number, text); break;
            case CellKind.Date: Date(cell.Number, date); break;
            case CellKind.Boolean: Boolean(cell.Number != 0, text); break;
            case CellKind.Error: Error(cell.Text!, text); break;
            default: Text(cell.Text, text); break;
        }
    }

    /// <summary>Attaches a note to the cell written next.</summary>
    public void NoteNext(string text) => Notes.Add(new CellNote(_row, _column, text));

    public void Merge(int firstRow, int firstColumn, int lastRow, int lastColumn) => _merges.Add(new MergedRange(firstRow, firstColumn, lastRow, lastColumn));

    internal void Finish()
    {
        EndRow();
        _out.Raw("</sheetData>"u8);
        if (_merges.Count > 0)
        {
            Raw(string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"{_merges.Count}\">"));
            foreach (var m in _merges)
            {
                Raw(string.Create(CultureInfo.InvariantCulture, $"<mergeCell ref=\"{Letters(m.FirstColumn)}{m.FirstRow}:{Letters(m.LastColumn)}{m.LastRow}\"/>"));
            }

            _out.Raw("</mergeCells>"u8);
        }

        _out.Raw("<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"u8);
        if (_watermark is not null)
        {
            _out.Raw("<headerFooter><oddHeader>&amp;R"u8);
            _out.Escaped(_watermark.Replace("&", "&&", StringComparison.Ordinal));
            _out.Raw("</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>"u8);
        }

        if (Notes.Count > 0)
        {
            _out.Raw("<legacyDrawing r:id=\"rId1\"/>"u8);
        }

        _out.Raw("</worksheet>"u8);
        _out.Dispose();
        _stream.Dispose();
    }

    /// <summary>Column letters as spreadsheets show them.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var c = column + 1; c > 0; c = (c - 1) / 26)
        {
            letters = (char)('A' + (c - 1) % 26) + letters;
        }

        return letters;
    }

    private void EndRow()
    {
        if (_inRow)
        {
            _out.Raw("</row>"u8);
            _inRow = false;
        }
    }

    private void Open(CellStyle style)
    {
        Span<byte> letters = stackalloc byte[3];
        var at = 3;
        for (var c = _column + 1; c > 0; c = (c - 1) / 26)
        {
            letters[--at] = (byte)('A' + (c - 1) % 26);
        }

        _out.Raw("<c r=\""u8);
        _out.Raw(letters[at..]);
        _out.Number(_row);
        _out.Raw("\""u8);
        if (style != CellStyle.Normal)
        {
            _out.Raw(" s=\""u8);
            _out.Number((int)style);
            _out.Raw("\""u8);
        }
    }

    private void Close()
    {
        _out.Raw("</v></c>"u8);
        _column++;
    }

    private void Raw(string text) => _out.Raw(Encoding.UTF8.GetBytes(text));
}
