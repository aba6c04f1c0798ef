using System.Text;
using ExcelDataReader;

namespace CleanHeating.Platform.Workbooks;

/// <summary>The older binary format, through ExcelDataReader.</summary>
internal sealed class XlsWorkbook : IWorkbookReader
{
    private readonly FileStream _stream;

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsWorkbook(FileStream stream)
    {
        _stream = stream;
        using var reader = Create();
        var sheets = new List<SheetInfo>();
        do
        {
            sheets.Add(new SheetInfo(sheets.Count, reader.Name ?? "", reader.VisibleState != "visible"));
        }
        while (reader.NextResult());
        Sheets = sheets;
    }

    public IReadOnlyList<SheetInfo> Sheets { get; }

    public ISheetReader OpenSheet(int index)
    {
        try
        {
            var reader = Create();
            for (var i = 0; i < index; i++)
            {
                reader.NextResult();
            }

            return new XlsSheet(reader);
        }
        catch (Exception exception)
        {
            throw WorkbookFile.Unreadable(exception);
        }
    }

    public void Dispose() => _stream.Dispose();

    private IExcelDataReader Create()
    {
        _stream.Position = 0;
        return ExcelReaderFactory.CreateBinaryReader(_stream, new ExcelReaderConfiguration { LeaveOpen = true });
    }

    private sealed class XlsSheet : ISheetReader
    {
        private readonly IExcelDataReader _reader;
        private Cell[] _cells = new Cell[64];
        private int _width;

        public XlsSheet(IExcelDataReader reader)
        {
            _reader = reader;
            MergedRanges = [.. (reader.MergeCells ?? []).Select(m => new MergedRange(m.FromRow + 1, m.FromColumn, m.ToRow + 1, m.ToColumn))];
        }

        public IReadOnlyList<MergedRange> MergedRanges { get; }

        public int RowNumber => _reader.Depth + 1;

        public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _width);

        public bool Read()
        {
            try
            {
                while (_reader.Read())
                {
                    Take();
                    if (_width > 0)
                    {
                        return true;
                    }
                }

                return false;
            }
            catch (Exception exception)
            {
                throw WorkbookFile.Unreadable(exception);
            }
        }

        public void Dispose() => _reader.Dispose();

        private void Take()
        {
            var count = _reader.FieldCount;
            if (count > _cells.Length)
            {
                _cells = new Cell[count];
            }

            _width = 0;
            for (var i = 0; i < count; i++)
            {
                _cells[i] = CellAt(i);
                _width = _cells[i].Kind == CellKind.Blank ? _width : i + 1;
            }
        }

        private Cell CellAt(int column) => _reader.GetValue(column) switch
        {
            null => default,
            string { Length: 0 } => default,
            string text => new Cell(CellKind.Text, text, 0),
            DateTime date => new Cell(CellKind.Date, null, date.ToOADate()),
            TimeSpan time => new Cell(CellKind.Date, null, time.TotalDays),
            bool flag => new Cell(CellKind.Boolean, null, flag ? 1 : 0),
            double number => new Cell(ShowsDate(column) ? CellKind.Date : CellKind.Number, null, number),
            int number => new Cell(CellKind.Number, null, number),
            var other => new Cell(CellKind.Text, Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture), 0),
        };

        // East Asian date formats are built in without a format text, and the library knows none of them.
        private bool ShowsDate(int column) =>
            _reader.GetNumberFormatIndex(column) is (>= 27 and <= 36) or (>= 50 and <= 58) && _reader.GetNumberFormatString(column) is null or "";
    }
}
