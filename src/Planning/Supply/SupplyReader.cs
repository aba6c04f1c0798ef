using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Planning.Data;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>Reads a workbook of supply and demand: sheets by their name, columns by their heading, in Chinese or English, in any order.</summary>
internal sealed class SupplyReader(RoomWork on)
{
    private const double MostDays = 2_958_466;
    private readonly SupplyCells _cells = new(on);

    /// <summary>Reads every sheet. Refused where the file is no workbook, or no sheet is recognised.</summary>
    public Result<SupplyBook> Read(string path, string name)
    {
        try
        {
            using var book = WorkbookFile.Open(path);
            var (sheets, rows) = (new List<SupplySheet>(), new List<SupplyRow>());
            foreach (var info in book.Sheets)
            {
                using var sheet = book.OpenSheet(info.Index);
                sheets.Add(ReadSheet(name, info.Name, sheet, rows));
            }

            return sheets.TrueForAll(s => s.Kind is null) ? new Error("supply-no-sheet", new ErrorPlace(File: name), name) : new SupplyBook(sheets, Twice(rows));
        }
        catch (WorkbookUnreadableException unreadable)
        {
            return new Error("supply-unreadable", new ErrorPlace(File: name), name, unreadable.Message);
        }
    }

    /// <summary>Whether a sheet's name or a heading is one of a text's names in either language.</summary>
    public static bool Means(TextCatalog texts, string key, string written)
    {
        var plain = Plain(written);
        return new[] { TextCatalog.Chinese, TextCatalog.English }.Select(c => texts.Get(key, c))
            .Concat(texts.Find(key + ".synonyms", TextCatalog.Chinese)?.Split('|') ?? []).Any(name => Plain(name) == plain);
    }

    private static string Plain(string text)
    {
        var end = text.IndexOfAny(['(', '\uFF08']);
        return new string([.. (end > 0 ? text[..end] : text).Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '\u00A0' or '\u3000' or '-' or '_'))]).ToUpperInvariant();
    }

    private SupplySheet ReadSheet(string file, string name, ISheetReader sheet, List<SupplyRow> rows)
    {
        var kinds = Enum.GetValues<SupplyKind>().Where(k => Means(on.Workplace.Texts, "supply.kind." + Words.Of(k), name)).ToList();
        if (kinds is not [var kind] || !sheet.Read())
        {
            return new SupplySheet(name, null, [], [], []);
        }

        var headings = Texts(sheet.Cells);
        var fields = SupplyField.Of(kind);
        var columns = new SupplyField?[headings.Length];
        for (var c = 0; c < headings.Length; c++)
        {
            columns[c] = fields.FirstOrDefault(f => !columns.Contains(f) && Means(on.Workplace.Texts, "supply.field." + f.Key, headings[c]));
        }

        var missing = fields.Where(f => f.IsRequired && !columns.Contains(f)).Select(f => f.Key).ToList();
        while (missing.Count == 0 && sheet.Read())
        {
            var texts = Texts(sheet.Cells);
            if (texts.Any(t => t.Length > 0))
            {
                rows.Add(_cells.Read(kind, new ErrorPlace(File: file, Sheet: name, Row: sheet.RowNumber), columns, sheet.Cells, texts));
            }
        }

        return new SupplySheet(name, Words.Of(kind), [.. columns.OfType<SupplyField>().Select(f => f.Key)], [.. headings.Where((h, c) => columns[c] is null && h.Length > 0)], missing);
    }

    private static string[] Texts(ReadOnlySpan<Cell> cells)
    {
        var texts = new string[cells.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var (kind, number) = (cells[i].Kind, cells[i].Number);
            texts[i] = kind switch
            {
                CellKind.Number => number.ToString("R", CultureInfo.InvariantCulture),
                CellKind.Date => Date(number),
                CellKind.Boolean => number != 0 ? "TRUE" : "FALSE",
                _ => cells[i].Text?.Trim() ?? "",
            };
        }

        return texts;
    }

    // A number that no calendar has stays a number, and is refused as a date.
    private static string Date(double serial) => serial is >= 1 and < MostDays
        ? DateOnly.FromDateTime(DateTime.FromOADate(serial)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : serial.ToString("R", CultureInfo.InvariantCulture);

    // The first of rows with one code stands; a later one that says the same is passed over, one that says something else is refused.
    private static List<SupplyRow> Twice(List<SupplyRow> rows)
    {
        var first = new Dictionary<(SupplyKind, string), SupplyRow>();
        var kept = new List<SupplyRow>();
        foreach (var row in rows)
        {
            if (row.Errors.Count > 0 || first.TryAdd((row.Kind, row.Code), row))
            {
                kept.Add(row);
            }
            else if (first[(row.Kind, row.Code)] is var before && (before.Item != row.Item || before.County != row.County))
            {
                kept.Add(row with { Errors = [new Error("supply-twice", new ErrorPlace(Sheet: row.Sheet, Row: row.Row), row.Code, before.Row.ToString(CultureInfo.InvariantCulture))] });
            }
        }

        return kept;
    }
}
