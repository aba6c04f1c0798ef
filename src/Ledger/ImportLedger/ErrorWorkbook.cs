using CleanHeating.Kernel;
using CleanHeating.Ledger.Domain;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.ImportLedger;

/// <summary>
/// The workbook that goes back to the sender of one file: its refused rows as they were, under its own headers, every bad cell marked
/// and explained. Corrected, it is imported like any other; our own column is then overlooked. Written as rows come. Others than the
/// sender get a masked one, in which personal numbers can't be read.
/// </summary>
internal sealed partial class ErrorWorkbook(string path, FilePlan file, ImportReport report, bool masked = false) : IDisposable
{
    private readonly XlsxWriter _writer = new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16));
    private XlsxSheetWriter? _sheet;
    private int _open = -1;
    private int _explanation;

    public static string NameFor(string file) => Path.GetFileNameWithoutExtension(file) + "-" + LedgerWords.ErrorWorkbookSuffix + ".xlsx";

    public void Add(int sheet, PreparedRow row)
    {
        var head = file.Sheets[sheet].Head!;
        if (_open != sheet)
        {
            Begin(sheet, head);
        }

        var reasons = row.Refusals!.Select(r => (Column: report.ColumnOf(head, r), Text: report.Explain(head, r))).ToList();
        _sheet!.BeginRow();
        var cells = row.Cells;
        var own = head.ColumnOf[(int)LedgerField.Explanation];
        var width = Math.Max(_explanation, cells.Length);
        for (var c = 0; c < width; c++)
        {
            if (c == _explanation)
            {
                Explain(row, reasons);
                if (c == own)
                {
                    continue;
                }
            }

            var cell = c < cells.Length ? cells[c] : default;
            var bad = reasons.Where(r => r.Column == c).ToList();
            if (bad.Count > 0)
            {
                _sheet.NoteNext(string.Join("\n", bad.Select(b => Shown(b.Text))));
            }

            // A formula without its value would come back as a blank, and a blank may pass.
            cell = bad.Count > 0 && cell.Kind == CellKind.FormulaWithoutValue ? new Cell(CellKind.Error, "#N/A", 0) : cell;
            cell = masked ? Masked(cell, head.Columns.FirstOrDefault(h => h.Index == c)?.Field) : cell;
            _sheet.Copy(cell, bad.Count > 0 ? CellStyle.Bad : CellStyle.Normal, bad.Count > 0 ? CellStyle.BadDate : CellStyle.Date);
        }

        if (width == _explanation)
        {
            Explain(row, reasons);
        }
    }

    public void Dispose() => _writer.Dispose();

    // Numbers may also stand in a wrong column or in a note, so long runs of digits are masked wherever they are.
    private static Cell Masked(Cell cell, LedgerField? field)
    {
        var text = cell.Kind == CellKind.Number ? cell.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : cell.Text ?? "";
        var personal = field is LedgerField.Identity or LedgerField.Phone or LedgerField.Account;
        return personal && text.Length > 0 ? new Cell(CellKind.Text, MobileNumber.Mask(text), 0)
            : LongNumber().IsMatch(text) ? new Cell(CellKind.Text, Hidden(text), 0) : cell;
    }

    private static string Hidden(string text) => LongNumber().Replace(text, m => MobileNumber.Mask(m.Value));

    private string Shown(string text) => masked ? Hidden(text) : text;

    [System.Text.RegularExpressions.GeneratedRegex("[0-9]{11,}[0-9Xx]?", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex LongNumber();

    private void Explain(PreparedRow row, List<(int Column, string Text)> reasons) =>
        _sheet!.Text(report.RowHint(row.RowNumber) + string.Join("\n", reasons.Select(r => Shown(r.Text))), CellStyle.Hint);

    private void Begin(int sheet, SheetHead head)
    {
        _open = sheet;
        var width = head.Rows.Max(r => r.Cells.Length);
        _explanation = head.ColumnOf[(int)LedgerField.Explanation] is >= 0 and var own ? own : width;
        var widths = Enumerable.Range(0, _explanation).Select(c => head.Columns.FirstOrDefault(h => h.Index == c) is { Field: LedgerField.Identity or LedgerField.Account or LedgerField.Enterprise or LedgerField.CreditCode } ? 22.0 : 12.0).Append(60.0).ToList();
        _sheet = _writer.AddSheet(file.Sheets[sheet].Sheet.Name, new SheetLayout(widths, head.Rows.Count));
        foreach (var row in head.Rows)
        {
            // Two header rows stay two, but each column's name stands in the lower one, because the merges of the upper are not kept.
            var isHeader = row.Number == head.LastHeaderRow;
            _sheet.BeginRow();
            for (var c = 0; c < Math.Max(row.Cells.Length, isHeader ? _explanation + 1 : 0); c++)
            {
                if (isHeader && c == _explanation)
                {
                    _sheet.Text(LedgerWords.ExplanationHeader, CellStyle.Header);
                    continue;
                }

                var cell = c < row.Cells.Length ? row.Cells[c] : default;
                cell = isHeader && CellReading.IsBlank(cell) && head.Columns.FirstOrDefault(h => h.Index == c) is { } named ? new Cell(CellKind.Text, named.Header, 0) : cell;
                _sheet.Copy(cell, isHeader ? CellStyle.Header : CellStyle.Normal);
            }
        }
    }
}
