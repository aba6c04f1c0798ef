using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Ledger.Domain;

/// <summary>A column of a sheet: its header as written, and what it was taken for.</summary>
internal sealed record SheetColumn(int Index, string Header, LedgerField? Field);

/// <summary>What stands above a sheet's data: where the header ends, which column is which, and which county is meant.</summary>
internal sealed class SheetHead
{
    private const int PreambleRows = 15;

    private SheetHead(int lastHeaderRow, IReadOnlyList<SheetColumn> columns, RegionCode? county, IReadOnlyList<HeadRow> rows)
    {
        LastHeaderRow = lastHeaderRow;
        Columns = columns;
        County = county;
        Rows = rows;
        foreach (var column in columns)
        {
            if (column.Field is { } field)
            {
                ColumnOf[(int)field] = column.Index;
            }
        }
    }

    /// <summary>Row number of the last header row; 0 when no header was found.</summary>
    public int LastHeaderRow { get; }

    public IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>Column index by field, -1 where the sheet has none.</summary>
    public int[] ColumnOf { get; } = [.. Enumerable.Repeat(-1, LedgerWords.FieldCount)];

    /// <summary>The county that the preamble names; null where it names none.</summary>
    public RegionCode? County { get; }

    /// <summary>Preamble and header rows as they stand, for the error workbook.</summary>
    public IReadOnlyList<HeadRow> Rows { get; }

    public IEnumerable<LedgerField> MissingRequired => LedgerWords.Required.Where(f => ColumnOf[(int)f] < 0);

    public bool IsFound => LastHeaderRow > 0 && !MissingRequired.Any();

    public bool HasCountyColumn => ColumnOf[(int)LedgerField.County] >= 0;

    /// <summary>A row above the data.</summary>
    internal sealed record HeadRow(int Number, Cell[] Cells);

    /// <summary>The head of a sheet that brings exactly these fields, in this order.</summary>
    public static SheetHead Of(IReadOnlyList<LedgerField> fields) => new(1, [.. fields.Select((f, i) => new SheetColumn(i, LedgerWords.KeyOf(f), f))], null, []);

    public static bool IsSkipped(SheetInfo sheet) => sheet.Hidden || LedgerWords.SkippedSheets.Any(w => sheet.Name.Contains(w, StringComparison.Ordinal));

    /// <summary>Reads a sheet up to the end of its header. Data rows that were read to be sure of it are in <see cref="DataRowsRead"/>.</summary>
    public static SheetHead Read(ISheetReader sheet, DivisionIndex divisions)
    {
        var rows = new List<HeadRow>();
        while (rows.Count < PreambleRows + 2 && sheet.Read())
        {
            rows.Add(new HeadRow(sheet.RowNumber, sheet.Cells.ToArray()));
            // Two rows beyond the best header nothing better can come.
            if (Best(rows) is { Score: >= 6 } best && best.Last <= rows.Count - 2)
            {
                return Found(sheet, rows, best, divisions);
            }

            if (sheet.RowNumber > PreambleRows + 2)
            {
                break;
            }
        }

        return Best(rows) is { } found ? Found(sheet, rows, found, divisions) : new SheetHead(0, [], CountyIn(rows, divisions), rows);
    }

    // Rows read beyond the header belong to the data: the caller gets them back.
    public IReadOnlyList<HeadRow> DataRowsRead { get; private init; } = [];

    private static SheetHead Found(ISheetReader sheet, List<HeadRow> rows, Candidate best, DivisionIndex divisions)
    {
        best = HangsDown(sheet, rows, best) ? best with { First = best.First - 1 } : best;
        var columns = ColumnsOf(rows, best);
        TellApart(columns);
        var head = rows.Take(best.Last + 1).ToList();
        return new SheetHead(rows[best.Last].Number, columns, CountyIn(rows.Take(best.First), divisions), head) { DataRowsRead = [.. rows.Skip(best.Last + 1)] };
    }

    // Whether the row above a single header row belongs to it although it names no further field: an unknown column merged over both.
    private static bool HangsDown(ISheetReader sheet, List<HeadRow> rows, Candidate best)
    {
        if (best.First != best.Last || best.First == 0 || rows[best.First - 1].Number != rows[best.First].Number - 1)
        {
            return false;
        }

        var (above, below) = (rows[best.First - 1], rows[best.First]);
        return Enumerable.Range(0, above.Cells.Length).Any(c => TextOf(above, c).Length > 0 && TextOf(below, c).Length == 0
            && sheet.MergedRanges.Any(m => m.FirstRow == above.Number && m.LastRow == below.Number && m.FirstColumn <= c && c <= m.LastColumn));
    }

    private static Candidate? Best(List<HeadRow> rows)
    {
        Candidate? best = null;
        for (var i = 0; i < rows.Count; i++)
        {
            Consider(new Candidate(i, i, 0));
        }

        // Two rows only where they say more than one: the line above a header is preamble, and may name the county.
        for (var i = 0; i + 1 < rows.Count; i++)
        {
            if (rows[i + 1].Number == rows[i].Number + 1)
            {
                Consider(new Candidate(i, i + 1, 0));
            }
        }

        return best;

        void Consider(Candidate candidate)
        {
            var score = ColumnsOf(rows, candidate).Count(c => c.Field is not null);
            if (score >= 3 && score > (best?.Score ?? 0))
            {
                best = candidate with { Score = score };
            }
        }
    }

    // A column's name is its lowest non-empty header cell; a field named twice belongs to the first column. Exact names go before
    // those that carry an addition in brackets: 姓名（经办人） is the head only where no column is simply 姓名.
    private static List<SheetColumn> ColumnsOf(List<HeadRow> rows, Candidate at)
    {
        var columns = new List<SheetColumn>();
        var width = Math.Max(rows[at.First].Cells.Length, rows[at.Last].Cells.Length);
        for (var c = 0; c < width; c++)
        {
            var name = TextOf(rows[at.Last], c);
            name = name.Length > 0 ? name : TextOf(rows[at.First], c);
            if (name.Length > 0)
            {
                columns.Add(new SheetColumn(c, name, null));
            }
        }

        var taken = new HashSet<LedgerField>();
        Assign(columns, taken, HeaderNames.Exact);
        Assign(columns, taken, HeaderNames.Loose);
        return columns;
    }

    private static void Assign(List<SheetColumn> columns, HashSet<LedgerField> taken, Func<string, LedgerField?> fieldOf)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Field is null && fieldOf(columns[i].Header) is { } field && taken.Add(field))
            {
                columns[i] = columns[i] with { Field = field };
            }
        }
    }

    // Two columns of one unknown name are two fields of the row.
    private static void TellApart(List<SheetColumn> columns)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            var name = columns[i].Header;
            for (var n = 2; columns[i].Field is null && !names.Add(name); n++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{columns[i].Header}({n})");
            }

            columns[i] = columns[i] with { Header = name };
        }
    }

    private static string TextOf(HeadRow row, int column) => column < row.Cells.Length ? TextNormaliser.Trimmed(CellReading.Text(row.Cells[column])) : "";

    private static RegionCode? CountyIn(IEnumerable<HeadRow> preamble, DivisionIndex divisions)
    {
        var texts = preamble.SelectMany(r => r.Cells).Where(c => c.Kind == CellKind.Text).Select(c => TextNormaliser.Name(c.Text!)).ToList();
        return texts.Where(t => t.Contains(LedgerWords.ReportingUnit, StringComparison.Ordinal)).Concat(texts)
            .Select(divisions.CountyIn).FirstOrDefault(c => c is not null);
    }

    private sealed record Candidate(int First, int Last, int Score);
}
