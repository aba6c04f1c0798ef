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
                return Found(rows, best, divisions);
            }

            if (sheet.RowNumber > PreambleRows + 2)
            {
                break;
            }
        }

        return Best(rows) is { } found ? Found(rows, found, divisions) : new SheetHead(0, [], CountyIn(rows, divisions), rows);
    }

    // Rows read beyond the header belong to the data: the caller gets them back.
    public IReadOnlyList<HeadRow> DataRowsRead { get; private init; } = [];

    private static SheetHead Found(List<HeadRow> rows, Candidate best, DivisionIndex divisions)
    {
        var columns = ColumnsOf(rows, best);
        var head = rows.Take(best.Last + 1).ToList();
        return new SheetHead(rows[best.Last].Number, columns, CountyIn(rows.Take(best.First), divisions), head) { DataRowsRead = [.. rows.Skip(best.Last + 1)] };
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

    // A column's name is its lowest non-empty header cell; a field named twice belongs to the first column.
    private static List<SheetColumn> ColumnsOf(List<HeadRow> rows, Candidate at)
    {
        var columns = new List<SheetColumn>();
        var taken = new HashSet<LedgerField>();
        var width = Math.Max(rows[at.First].Cells.Length, rows[at.Last].Cells.Length);
        for (var c = 0; c < width; c++)
        {
            var name = TextOf(rows[at.Last], c);
            name = name.Length > 0 ? name : TextOf(rows[at.First], c);
            if (name.Length > 0)
            {
                columns.Add(new SheetColumn(c, name, FieldOf(name) is { } field && taken.Add(field) ? field : null));
            }
        }

        return columns;
    }

    private static string TextOf(HeadRow row, int column) =>
        column < row.Cells.Length && row.Cells[column].Kind == CellKind.Text ? TextNormaliser.Trimmed(row.Cells[column].Text!) : "";

    private static LedgerField? FieldOf(string header)
    {
        var name = TextNormaliser.Name(header);
        if (LedgerWords.Headers.TryGetValue(name, out var direct))
        {
            return direct;
        }

        var bare = WithoutBrackets(name);
        foreach (var unit in LedgerWords.UnitSuffixes)
        {
            if (bare.Length > unit.Length && bare.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare[..^unit.Length];
                break;
            }
        }

        return LedgerWords.Headers.TryGetValue(bare, out var field) ? field : null;
    }

    private static string WithoutBrackets(string name)
    {
        while (name.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = name.IndexOf(')', open);
            name = close < 0 ? name[..open] : name.Remove(open, close - open + 1);
        }

        return name;
    }

    private static RegionCode? CountyIn(IEnumerable<HeadRow> preamble, DivisionIndex divisions)
    {
        var texts = preamble.SelectMany(r => r.Cells).Where(c => c.Kind == CellKind.Text).Select(c => TextNormaliser.Name(c.Text!)).ToList();
        return texts.Where(t => t.Contains(LedgerWords.ReportingUnit, StringComparison.Ordinal)).Concat(texts)
            .Select(divisions.CountyIn).FirstOrDefault(c => c is not null);
    }

    private sealed record Candidate(int First, int Last, int Score);
}
