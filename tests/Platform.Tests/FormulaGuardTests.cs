using System.IO.Compression;
using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;

namespace CleanHeating.Platform.Tests;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"x\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    public void Text_ThatBeginsLikeAFormula_IsATextMarkedAsText(string text)
    {
        using var folder = new TempFolder();
        var path = folder.File("a.xlsx");
        using (var writer = new XlsxWriter(File.Create(path)))
        {
            var to = writer.AddSheet("s");
            to.BeginRow();
            to.Text(text);
            to.Text("plain");
        }

        using var zip = ZipFile.OpenRead(path);
        using var part = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var sheet = part.ReadToEnd();
        using var stylePart = new StreamReader(zip.GetEntry("xl/styles.xml")!.Open());
        Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal);
        Assert.Contains("<c r=\"A1\" s=\"9\" t=\"inlineStr\">", sheet, StringComparison.Ordinal);
        Assert.Contains("<c r=\"B1\" t=\"inlineStr\">", sheet, StringComparison.Ordinal);
        Assert.Contains("quotePrefix=\"1\"", stylePart.ReadToEnd(), StringComparison.Ordinal);
        using var workbook = WorkbookFile.Open(path);
        using var read = workbook.OpenSheet(0);
        Assert.True(read.Read());
        Assert.Equal(text.Trim(), read.Cells[0].Text!.Trim());
    }
}
