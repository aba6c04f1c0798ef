using System.Globalization;
using System.IO.Compression;
using System.Text;
using CleanHeating.Platform.Workbooks;
using CleanHeating.TestKit;
using ExcelDataReader;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Platform.Tests;

public sealed class WorkbookTests : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var values = Gen.OneOf(
            Gen.Constant((object?)null),
            ArbMap.Default.GeneratorFor<string>().Where(s => s is not null).Select(s => (object?)new string([.. s.Where(c => c is >= ' ' and not ('\uFFFE' or '\uFFFF') && !char.IsSurrogate(c))])),
            Gen.Elements("<&>\"'", " led by a space", "行\n二", "😀 表情", "合格").Select(s => (object?)s),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => (object?)f.Item),
            Gen.Choose(1, 60000).Select(d => (object?)new DateOnly(1900, 3, 1).AddDays(d)));
        var sheets = Gen.ListOf(Gen.ListOf(values).Select(r => r.Take(30).ToList())).Select(rows => rows.Take(25).ToList());

        Prop.ForAll(sheets.ToArbitrary(), rows => Assert.Equal(Expected(rows), Read(Write(rows)))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("heze-2021-small/ledgers")]
    public void Read_ReferenceLedgers_AgreesWithTheLibrary(string folder)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var file in Directory.GetFiles(SharedData.Require(folder)))
        {
            using var ours = WorkbookFile.Open(file);
            using var stream = File.OpenRead(file);
            using var theirs = ExcelReaderFactory.CreateReader(stream);
            for (var s = 0; s < ours.Sheets.Count; s++)
            {
                using var sheet = ours.OpenSheet(s);
                Assert.Equal(theirs.Name, ours.Sheets[s].Name);
                Assert.Equal(Texts(theirs).ToList(), Texts(sheet).ToList());
                theirs.NextResult();
            }
        }
    }

    [Fact]
    public void Read_AnyDamage_IsRefusedOrRead()
    {
        var sound = File.ReadAllBytes(Write([.. Enumerable.Range(0, 60).Select(r => (List<object?>)[r.ToString(CultureInfo.InvariantCulture), "牡丹区", 3.5, new DateOnly(2021, 9, r % 28 + 1)])]));
        var random = new Random(7);
        for (var i = 0; i < 1500; i++)
        {
            var damaged = (byte[])sound.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var path = _folder.File("damaged.xlsx");
            File.WriteAllBytes(path, random.Next(5) == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            try
            {
                Read(path);
            }
            catch (WorkbookUnreadableException)
            {
            }
        }
    }

    [Fact]
    public void Read_AnySheetXml_IsRefusedOrRead()
    {
        string[] pieces = ["<row", "<row r=\"3\">", "</row>", "<c r=\"B2\" t=\"s\">", "<c>", "</c>", "<v>", "</v>", "1", "99999999999", "<is><t>", "</t></is>", "<!-- c -->", "<f>A1</f>", "&amp;", "&#x4E2D;", "&bad;", "<mergeCell ref=\"A1:A9\"/>", "\"", ">", "<", "/>", "<c r=\"XFE1\"><v>1</v></c>", "<row r=\"0\">", "</sheetData>"];
        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var xml = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Read(Pack($"<worksheet xmlns=\"{Main}\"><sheetData>{xml}</sheetData></worksheet>"));
            }
            catch (WorkbookUnreadableException)
            {
            }
        }
    }

    [Theory]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><r><t>山</t></r><r><t xml:space=\"preserve\"> 东</t></r></is></c>", "山 东")]
    [InlineData("<c r=\"A1\" t=\"str\"><f>X()</f><v>甲&lt;乙</v></c>", "甲<乙")]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", "#REF!")]
    [InlineData("<c r=\"A1\"><v>1.5E3</v></c>", "1500")]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "1")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>", "a<b")]
    [InlineData("<c r=\"A1\" t=\"s\"><v>1</v></c>", "第二")]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2021-09-03</v></c>", "44442")]
    public void Read_CellForms_AreUnderstood(string cell, string expected)
    {
        var rows = Read(Pack($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>", "<sst xmlns=\"" + Main + "\"><si><t>第一</t></si><si><t>第二</t><rPh sb=\"0\" eb=\"1\"><t>注音</t></rPh></si></sst>"));

        Assert.Equal([$"1:0={expected}"], rows);
    }

    [Fact]
    public void Read_PrefixedNames_AreTheSame()
    {
        var rows = Read(Pack($"<x:worksheet xmlns:x=\"{Main}\"><x:sheetData><x:row r=\"2\"><x:c r=\"B2\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"));

        Assert.Equal(["2:1=7"], rows);
    }

    [Theory]
    [InlineData(false, "2021-09-03")]
    [InlineData(true, "2025-09-04")]
    public void Read_DateSystems_GiveOneSerial(bool is1904, string expected)
    {
        var path = Pack(
            $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>44442</v></c></row></sheetData></worksheet>",
            styles: $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>", properties: is1904 ? "<workbookPr date1904=\"1\"/>" : "");

        using var workbook = WorkbookFile.Open(path);
        using var sheet = workbook.OpenSheet(0);
        Assert.True(sheet.Read());

        Assert.Equal(CellKind.Date, sheet.Cells[0].Kind);
        Assert.Equal(expected, new DateOnly(1899, 12, 30).AddDays((int)sheet.Cells[0].Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Read_MergedRanges_AreKnownBeforeTheRows()
    {
        using var workbook = WorkbookFile.Open(Pack($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:C5\"/></mergeCells></worksheet>"));
        using var sheet = workbook.OpenSheet(0);

        Assert.Equal([new MergedRange(2, 1, 5, 2)], sheet.MergedRanges);
        Assert.True(sheet.Read());
    }

    private string Write(List<List<object?>> rows)
    {
        var path = _folder.File("written.xlsx");
        using var writer = new XlsxWriter(File.Create(path));
        var sheet = writer.AddSheet("表");
        foreach (var row in rows)
        {
            sheet.BeginRow();
            foreach (var value in row)
            {
                switch (value)
                {
                    case null: sheet.Blank(); break;
                    case string text: sheet.Text(text); break;
                    case double number: sheet.Number(number); break;
                    case DateOnly date: sheet.Date(date); break;
                    default: throw new InvalidOperationException();
                }
            }
        }

        return path;
    }

    private static List<string> Expected(List<List<object?>> rows) => [.. rows.SelectMany((row, r) => row.Select((value, c) => (value, r, c)))
        .Where(x => x.value is not (null or ""))
        .Select(x => FormattableString.Invariant($"{x.r + 1}:{x.c}={(x.value is DateOnly date ? date.DayNumber - new DateOnly(1899, 12, 30).DayNumber : x.value)}"))];

    private static List<string> Read(string path)
    {
        using var workbook = WorkbookFile.Open(path);
        var cells = new List<string>();
        using var sheet = workbook.OpenSheet(0);
        while (sheet.Read())
        {
            for (var c = 0; c < sheet.Cells.Length; c++)
            {
                var cell = sheet.Cells[c];
                if (cell.Kind != CellKind.Blank)
                {
                    cells.Add(FormattableString.Invariant($"{sheet.RowNumber}:{c}={(object?)cell.Text ?? cell.Number}"));
                }
            }
        }

        return cells;
    }

    private static IEnumerable<string> Texts(ISheetReader sheet)
    {
        while (sheet.Read())
        {
            var row = new List<string>();
            for (var c = 0; c < sheet.Cells.Length; c++)
            {
                var cell = sheet.Cells[c];
                if (cell.Kind != CellKind.Blank && (cell.Text ?? "x").Length > 0)
                {
                    row.Add(FormattableString.Invariant($"{c}={(object?)cell.Text ?? cell.Number}"));
                }
            }

            if (row.Count > 0)
            {
                yield return string.Join("|", row);
            }
        }
    }

    private static IEnumerable<string> Texts(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            var row = Enumerable.Range(0, reader.FieldCount).Select(c => (Column: c, Value: reader.GetValue(c))).Where(x => x.Value is not (null or ""))
                .Select(x => FormattableString.Invariant($"{x.Column}={(x.Value is DateTime date ? date.ToOADate() : x.Value)}")).ToList();
            if (row.Count > 0)
            {
                yield return string.Join("|", row);
            }
        }
    }

    private string Pack(string sheet, string? strings = null, string? styles = null, string properties = "")
    {
        var path = _folder.File("packed.xlsx");
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        void Part(string name, string? content)
        {
            if (content is not null)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{office}\">{properties}<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"c\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part("xl/worksheets/sheet1.xml", sheet);
        Part("xl/sharedStrings.xml", strings);
        Part("xl/styles.xml", styles);
        return path;
    }
}
