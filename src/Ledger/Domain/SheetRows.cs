using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.Domain;

/// <summary>
/// Walks the rows below a sheet's header: fills merged places down, passes over blank, total and footer rows, and stops at
/// every data row. Buffers are reused from row to row.
/// </summary>
internal sealed class SheetRows
{
    private static readonly LedgerField[] FilledDown = [LedgerField.County, LedgerField.Township, LedgerField.Village];
    private readonly ISheetReader _sheet;
    private readonly SheetHead _head;
    private readonly Queue<SheetHead.HeadRow> _readAhead;
    private readonly Fill[] _fills;
    private Cell[] _cells = new Cell[64];
    private int _width;

    public SheetRows(ISheetReader sheet, SheetHead head)
    {
        (_sheet, _head, Totals) = (sheet, head, new SheetTotals(head));
        _readAhead = new(head.DataRowsRead);
        _fills = [.. FilledDown.Select(f => head.ColumnOf[(int)f]).Where(c => c >= 0).Select(c => new Fill(c, sheet))];
    }

    public SheetTotals Totals { get; }

    public int RowNumber { get; private set; }

    /// <summary>The row's cells with merged places filled in; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<Cell> Cells => _cells.AsSpan(0, _width);

    /// <summary>Steps to the next data row; false at the end of the sheet.</summary>
    public bool Read()
    {
        while (Next())
        {
            var first = FirstContent(out var only);
            if (first < 0)
            {
                continue;
            }

            // Whatever the row is, a merged value that begins in it belongs to the rows below.
            Array.ForEach(_fills, Remember);
            var text = TextNormaliser.Name(CellReading.Text(_cells[first]));
            var total = Array.FindIndex(LedgerWords.Totals, w => text.StartsWith(w, StringComparison.Ordinal));
            if (total >= 0)
            {
                Totals.Compare(RowNumber, total, Cells);
                continue;
            }

            // A number drawn beforehand for a row that was never filled in is ignored like every other, and the row is blank.
            if (IsFooter(text, first) || (only && first == _head.ColumnOf[(int)LedgerField.Sequence]))
            {
                continue;
            }

            foreach (var fill in _fills)
            {
                FillDown(fill);
            }

            Totals.Add(Cells);
            return true;
        }

        return false;
    }

    // A household whose first column is its note, and whose note begins like a footer, is a household.
    private bool IsFooter(string text, int column) => Array.Exists(LedgerWords.Footers, w => text.StartsWith(w, StringComparison.Ordinal))
        && !(column == _head.ColumnOf[(int)LedgerField.Note] && _head.ColumnOf[(int)LedgerField.Identity] is >= 0 and var identity && !CellReading.IsBlank(At(identity)));

    private bool Next()
    {
        if (_readAhead.TryDequeue(out var ahead))
        {
            Take(ahead.Number, ahead.Cells);
            return true;
        }

        if (!_sheet.Read())
        {
            return false;
        }

        Take(_sheet.RowNumber, _sheet.Cells);
        return true;
    }

    private void Take(int number, ReadOnlySpan<Cell> cells)
    {
        RowNumber = number;
        if (cells.Length > _cells.Length)
        {
            _cells = new Cell[cells.Length * 2];
        }

        cells.CopyTo(_cells);
        _width = cells.Length;
    }

    // Column of the first cell with content, -1 in a blank row; and whether it is the row's only one.
    private int FirstContent(out bool only)
    {
        var first = -1;
        only = true;
        for (var i = 0; i < _width && only; i++)
        {
            if (!CellReading.IsBlank(_cells[i]))
            {
                only = first < 0;
                first = only ? i : first;
            }
        }

        return first;
    }

    private Cell At(int column) => column < _width ? _cells[column] : default;

    private void Remember(Fill fill)
    {
        if (At(fill.Column) is var cell && !CellReading.IsBlank(cell))
        {
            fill.Remember(RowNumber, cell);
        }
    }

    private void FillDown(Fill fill)
    {
        if (CellReading.IsBlank(At(fill.Column)) && fill.ValueAt(RowNumber) is { } value)
        {
            if (fill.Column >= _cells.Length)
            {
                Array.Resize(ref _cells, fill.Column * 2);
            }

            if (fill.Column >= _width)
            {
                _cells.AsSpan(_width, fill.Column + 1 - _width).Clear();
                _width = fill.Column + 1;
            }

            _cells[fill.Column] = value;
        }
    }

    /// <summary>A column's vertical merges, walked once from the top.</summary>
    private sealed class Fill(int column, ISheetReader sheet)
    {
        // Finding a sheet's merges means going through it to its end, so a column without a gap never asks.
        private MergedRange[]? _ranges;
        private int _next;
        private Cell _value;
        private int _valueRow;

        public int Column => column;

        public void Remember(int row, Cell value) => (_value, _valueRow) = (value, row);

        public Cell? ValueAt(int row)
        {
            _ranges ??= [.. sheet.MergedRanges.Where(r => r.LastRow > r.FirstRow && r.FirstColumn <= column && column <= r.LastColumn).OrderBy(r => r.FirstRow)];
            while (_next < _ranges.Length && _ranges[_next].LastRow < row)
            {
                _next++;
            }

            return _next < _ranges.Length && _ranges[_next].FirstRow <= row && _valueRow == _ranges[_next].FirstRow ? _value : null;
        }
    }
}
