using System.Globalization;
using CleanHeating.Planning.Data;
using CleanHeating.Platform.Texts;
using CleanHeating.Platform.Workbooks;
using CleanHeating.Programme.Registers;

namespace CleanHeating.Planning.Supply;

/// <summary>Writes workbooks of supply and demand: an empty one to fill in, one of given rows, one of refused rows.</summary>
internal static class SupplyBooks
{
    private const double ColumnWidth = 16;

    /// <summary>An empty workbook with every sheet and heading; needed columns end in a star.</summary>
    public static byte[] Template(TextCatalog texts, CultureInfo culture) => Write(texts, culture, _ => []);

    /// <summary>A workbook of these rows, each as texts and numbers in the order of its kind's fields.</summary>
    public static byte[] Write(TextCatalog texts, CultureInfo culture, Func<SupplyKind, IEnumerable<object?[]>> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            foreach (var kind in Enum.GetValues<SupplyKind>())
            {
                var fields = SupplyField.Of(kind);
                var sheet = writer.AddSheet(texts.Get("supply.kind." + Words.Of(kind), culture), new SheetLayout([.. fields.Select(_ => ColumnWidth)], 1));
                sheet.BeginRow();
                foreach (var field in fields)
                {
                    sheet.Text(texts.Get("supply.field." + field.Key, culture) + Unit(texts, field, culture) + (field.IsRequired ? "*" : ""), CellStyle.Header);
                }

                foreach (var row in rows(kind))
                {
                    sheet.BeginRow();
                    foreach (var value in row)
                    {
                        Cell(sheet, value);
                    }
                }
            }
        }

        return stream.ToArray();
    }

    /// <summary>The refused rows under their own headings, with the reasons at the end.</summary>
    public static byte[] Errors(TextCatalog texts, string path, IEnumerable<SupplyRow> refused, CultureInfo culture)
    {
        using var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream))
        {
            foreach (var sheet in refused.GroupBy(r => r.Sheet))
            {
                var headings = Headings(path, sheet.Key);
                var page = writer.AddSheet(sheet.Key, new SheetLayout([.. headings.Select(_ => ColumnWidth)], 1));
                page.BeginRow();
                foreach (var heading in headings)
                {
                    page.Text(heading, CellStyle.Header);
                }

                page.Text(texts.Get("supply.reasons", culture), CellStyle.Header);
                foreach (var row in sheet)
                {
                    page.BeginRow();
                    for (var c = 0; c < headings.Count; c++)
                    {
                        var bad = row.Errors.Any(e => e.Place?.Column == XlsxSheetWriter.Letters(c));
                        page.Text(c < row.Cells.Count ? row.Cells[c] : "", bad ? CellStyle.Bad : CellStyle.Normal);
                    }

                    page.Text(string.Join("; ", row.Errors.Select(e => texts.Message(e, culture))));
                }
            }
        }

        return stream.ToArray();
    }

    private static List<string> Headings(string path, string name)
    {
        using var book = WorkbookFile.Open(path);
        using var sheet = book.OpenSheet(book.Sheets.First(s => s.Name == name).Index);
        return sheet.Read() ? [.. sheet.Cells.ToArray().Select(c => c.Text ?? "")] : [];
    }

    private static string Unit(TextCatalog texts, SupplyField field, CultureInfo culture) => texts.Find("supply.unit." + field.Key, culture) is { Length: > 0 } unit ? $"({unit})" : "";

    private static void Cell(XlsxSheetWriter sheet, object? value)
    {
        switch (value)
        {
            case null:
                sheet.Blank();
                break;
            case double number:
                sheet.Number(number);
                break;
            case int or long:
                sheet.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                sheet.Date(day);
                break;
            default:
                sheet.Text((string)value);
                break;
        }
    }
}
