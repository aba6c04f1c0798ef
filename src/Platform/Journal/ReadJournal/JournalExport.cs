using System.Globalization;
using CleanHeating.Platform.Exports;
using CleanHeating.Platform.Workbooks;

namespace CleanHeating.Platform.Journal.ReadJournal;

/// <summary>Writes entries of the journal to a workbook for auditors; that it was taken stands in the journal itself.</summary>
public sealed class JournalExport(Workplace workplace, JournalBook book)
{
    private static readonly (string Field, double Width)[] Columns =
    [
        ("county", 9), ("number", 9), ("at", 22), ("process_id", 21), ("process", 18), ("actor", 16), ("on_behalf_of", 14), ("reason", 26), ("action", 12), ("target", 16),
        ("first_key", 20), ("last_key", 20), ("changes", 60), ("hash", 66),
    ];

    public long Run(string path, JournalRequest request, CultureInfo culture)
    {
        var process = workplace.Begin("journal-export", workplace.Caller.Actor);
        var rows = 0L;
        using (var connection = workplace.Database.Open())
        using (var picture = workplace.Database.BeginRead(connection))
        using (var writer = new XlsxWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)))
        {
            var sheet = writer.AddSheet(workplace.Texts.Get("journal.sheet", culture), new SheetLayout([.. Columns.Select(c => c.Width)], 1));
            sheet.BeginRow();
            foreach (var (field, _) in Columns)
            {
                sheet.Text(workplace.Texts.Get("journal." + field, culture), CellStyle.Header);
            }

            foreach (var line in book.Stream(connection, picture, request))
            {
                rows++;
                Row(sheet, line);
            }
        }

        ExportRecord.Write(workplace, process, "journal_entry", false, request, rows, [.. Columns.Select(c => c.Field)], path, null);
        return rows;
    }

    private static void Row(XlsxSheetWriter sheet, JournalLine line)
    {
        sheet.BeginRow();
        sheet.Number((long)line.County);
        sheet.Text(line.Number);
        sheet.Text(line.At.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        sheet.Text(line.ProcessId);
        sheet.Text(line.Process);
        sheet.Text(line.Actor);
        sheet.Text(line.OnBehalfOf);
        sheet.Text(line.Reason);
        sheet.Text(line.Action);
        sheet.Text(line.Target);
        sheet.Text(line.FirstKey);
        sheet.Text(line.LastKey);
        sheet.Text(line.Changes.Count > 0 ? string.Join("\n", line.Changes.Select(c => $"{c.Field}: {c.Before} → {c.After}")) : line.Detail);
        sheet.Text(line.Hash);
    }
}
