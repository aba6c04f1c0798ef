using System.Text;
using CleanHeating.Platform.Workbooks;
using ExcelDataReader;

namespace CleanHeating.Bench;

/// <summary>The same walk over all cells by our reader and by the library, on one thread: the measurement behind the choice.</summary>
internal static class Readers
{
    public static long Walk(string which, string[] files) => files.Sum(f => which == "own" ? Own(f) : Library(f));

    private static long Own(string file)
    {
        using var workbook = WorkbookFile.Open(file);
        var cells = 0L;
        foreach (var info in workbook.Sheets)
        {
            using var sheet = workbook.OpenSheet(info.Index);
            while (sheet.Read())
            {
                foreach (ref readonly var cell in sheet.Cells)
                {
                    cells += cell.Kind != CellKind.Blank ? 1 : 0;
                }
            }
        }

        return cells;
    }

    private static long Library(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = File.OpenRead(file);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var cells = 0L;
        do
        {
            while (reader.Read())
            {
                for (var c = 0; c < reader.FieldCount; c++)
                {
                    cells += reader.GetValue(c) is null ? 0 : 1;
                }
            }
        }
        while (reader.NextResult());
        return cells;
    }
}
