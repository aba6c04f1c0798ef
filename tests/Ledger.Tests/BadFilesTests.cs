using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;

namespace CleanHeating.Ledger.Tests;

/// <summary>Files that are broken, dishonest or no workbooks: a clear refusal within seconds, and a good file beside them is still taken.</summary>
public sealed class BadFilesTests : IDisposable
{
    private const string Head = "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private readonly InventedCity _city = InventedCity.Open(TestDatabases.Sqlite);

    public static TheoryData<string> Kinds => ["empty", "text", "truncated", "zip-of-text", "encrypted", "bomb", "bad-xml", "wrong-crc"];

    public void Dispose() => _city.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public void Import_BadFileBesideAGoodOne_IsRefusedAloneAndSoon(string kind)
    {
        var bad = Bad(kind, _city.File("河东区坏.xlsx"));
        var good = LedgerBook.Write(_city.File("河东区.xlsx"), [LedgerBook.Row(1)]);
        var watch = Stopwatch.StartNew();

        var answer = _city.Import(bad, good);

        var refusal = Assert.Single(answer.FileRefusals);
        Assert.Equal(("河东区坏.xlsx", "file-unreadable"), (refusal.File, refusal.Code));
        Assert.True(refusal.Message.Length > 20, "It says what to do.");
        Assert.Equal(1, answer.Imported);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Import_XlsxNamedXls_IsRead()
    {
        var file = LedgerBook.Write(_city.File("河东区.xls"), [LedgerBook.Row(1)]);

        Assert.Equal(1, _city.Import(file).Imported);
    }

    [Fact]
    public void Import_MillionEmptyRows_TakesTheRealOnes()
    {
        var rows = new StringBuilder(Sheet([LedgerBook.Row(1)]));
        for (var r = 4; r <= 1_000_000; r++)
        {
            rows.Append("<row r=\"").Append(r).Append("\"><c r=\"A").Append(r).Append("\" s=\"1\"/></row>");
        }

        var answer = _city.Import(Zip(_city.File("河东区.xlsx"), rows.ToString()));

        Assert.Equal((1, 1), (answer.Rows, answer.Imported));
    }

    [Fact]
    public void Import_FarColumn_IsRead()
    {
        var sheet = Sheet([LedgerBook.Row(1)]).Replace("</row>", "<c r=\"XFD3\" t=\"inlineStr\"><is><t>far</t></is></c></row>", StringComparison.Ordinal);

        var answer = _city.Import(Zip(_city.File("河东区.xlsx"), sheet));

        Assert.Equal(1, answer.Imported);
    }

    [Fact]
    public void Import_FormulaWithoutValue_IsABlankThatIsNamed()
    {
        var sheet = Sheet([LedgerBook.Row(1)]).Replace("<t>张三</t></is>", "</is>", StringComparison.Ordinal).Replace("t=\"inlineStr\"><is></is></c>", "><f>A1</f></c>", StringComparison.Ordinal);

        var answer = _city.Import(Zip(_city.File("河东区.xlsx"), sheet));

        Assert.Equal("required", Assert.Single(answer.Refusals!).Code);
    }

    [Fact]
    public void Import_DamageInALargeFile_LeavesNothingBehind()
    {
        var path = LedgerBook.Write(_city.File("河东区.xlsx"), Enumerable.Range(1, 25_000).Select(i => LedgerBook.Row(i)));
        var bytes = File.ReadAllBytes(path);
        using (var zip = ZipFile.OpenRead(path))
        {
            Assert.True(zip.Entries[0].CompressedLength > 100_000);
        }

        // Somewhere in the last third of the first part, the sheet.
        bytes.AsSpan(bytes.Length * 2 / 3, 64).Fill(0x55);
        File.WriteAllBytes(path, bytes);

        var answer = _city.Import(path);

        Assert.Equal("file-unreadable", Assert.Single(answer.FileRefusals).Code);
        using var connection = _city.Workplace.Database.Open();
        Assert.Equal(0, connection.ScalarLong(null, "SELECT COUNT(*) FROM household"));
    }

    private static string Bad(string kind, string path)
    {
        switch (kind)
        {
            case "empty": File.WriteAllBytes(path, []); break;
            case "text": File.WriteAllText(path, "序号,姓名"); break;
            case "truncated":
                LedgerBook.Write(path, Enumerable.Range(1, 200).Select(i => LedgerBook.Row(i)));
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..^400]);
                break;
            case "zip-of-text":
                using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
                {
                    zip.CreateEntry("readme.txt");
                }

                break;
            case "encrypted":
                var compound = File.ReadAllBytes(XlsBook.Write(path, "x", [["x"]]));
                Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(compound, compound.Length - 600);
                File.WriteAllBytes(path, compound);
                break;
            case "bomb":
                Zip(path, null, writer =>
                {
                    writer.Write(Encoding.UTF8.GetBytes(Head + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"));
                    var zeros = new byte[1 << 20];
                    Array.Fill(zeros, (byte)'0');
                    for (var i = 0; i < 1500; i++)
                    {
                        writer.Write(zeros);
                    }
                });
                break;
            case "bad-xml": Zip(path, Head + "<row r=\"1\"><c r=\"A1\"><v>1</c></row>"); break;
            case "wrong-crc":
                LedgerBook.Write(path, Enumerable.Range(1, 50).Select(i => LedgerBook.Row(i)));
                var damaged = File.ReadAllBytes(path);
                damaged[600] ^= 0x40;
                File.WriteAllBytes(path, damaged);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }

        return path;
    }

    private static string Sheet(IEnumerable<Dictionary<string, object?>> rows)
    {
        var text = new StringBuilder(Head);
        void Row(int number, IEnumerable<object?> values)
        {
            text.Append("<row r=\"").Append(number).Append("\">");
            foreach (var value in values)
            {
                text.Append(value is string or null ? $"<c t=\"inlineStr\"><is><t>{value}</t></is></c>" : value is DateOnly date ? $"<c t=\"inlineStr\"><is><t>{date:yyyy-MM-dd}</t></is></c>" : $"<c><v>{value}</v></c>");
            }

            text.Append("</row>");
        }

        Row(1, ["填报单位：河东区"]);
        Row(2, LedgerBook.Headers);
        var n = 2;
        foreach (var row in rows)
        {
            Row(++n, LedgerBook.Headers.Select(h => row.GetValueOrDefault(h)));
        }

        return text.ToString();
    }

    private static string Zip(string path, string? sheet, Action<Stream>? write = null)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        void Part(string name, string content)
        {
            using var part = zip.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        Part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        using var main = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
        write?.Invoke(main);
        main.Write(Encoding.UTF8.GetBytes((sheet ?? "</t></is></c></row>") + "</sheetData></worksheet>"));
        return path;
    }
}
