using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>The parts of a workbook beside its sheets: list of sheets, styles, notes, and what ties them together.</summary>
internal static class XlsxParts
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Border = "<left style=\"thin\"><color rgb=\"FFBFC6CC\"/></left><right style=\"thin\"><color rgb=\"FFBFC6CC\"/></right><top style=\"thin\"><color rgb=\"FFBFC6CC\"/></top><bottom style=\"thin\"><color rgb=\"FFBFC6CC\"/></bottom><diagonal/>";

    // Formats in the order of CellStyle.
    private const string Styles = Head + "<styleSheet xmlns=\"" + Main + "\">"
        + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"4\"><font><sz val=\"11\"/><name val=\"DengXian\"/></font><font><b/><sz val=\"15\"/><name val=\"DengXian\"/></font><font><b/><sz val=\"11\"/><name val=\"DengXian\"/></font><font><sz val=\"11\"/><color rgb=\"FF9C0006\"/><name val=\"DengXian\"/></font></fonts>"
        + "<fills count=\"5\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE3EEF0\"/></patternFill></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/></patternFill></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF6D6\"/></patternFill></fill></fills>"
        + "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>" + Border + "</border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"10\">"
        + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"0\" fontId=\"2\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"0\" fontId=\"3\" fillId=\"3\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>"
        + "<xf numFmtId=\"164\" fontId=\"3\" fillId=\"3\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>"
        + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"4\" borderId=\"0\" xfId=\"0\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"4\" fontId=\"2\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>"
        + "</cellXfs></styleSheet>";

    public static void Write(ZipArchive zip, List<(string Name, bool HasNotes)> sheets)
    {
        var (types, list, relations) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (var i = 1; i <= sheets.Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            types.Append("<Override PartName=\"/xl/worksheets/sheet").Append(number).Append(".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>");
            if (sheets[i - 1].HasNotes)
            {
                types.Append("<Override PartName=\"/xl/comments").Append(number).Append(".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>");
            }

            list.Append("<sheet name=\"").Append(SecurityElement.Escape(sheets[i - 1].Name)).Append("\" sheetId=\"").Append(number).Append("\" r:id=\"rId").Append(number).Append("\"/>");
            relations.Append("<Relationship Id=\"rId").Append(number).Append("\" Type=\"" + Office + "/worksheet\" Target=\"worksheets/sheet").Append(number).Append(".xml\"/>");
        }

        Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{list}</sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Relations}\">{relations}<Relationship Id=\"rId{(sheets.Count + 1).ToString(CultureInfo.InvariantCulture)}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part(zip, "xl/styles.xml", Styles[Head.Length..]);
        Part(zip, "_rels/.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>" + types + "</Types>");
    }

    /// <summary>Notes need a drawing in the old format beside their text, or spreadsheets show nothing.</summary>
    public static void WriteNotes(ZipArchive zip, int sheet, List<CellNote> notes)
    {
        var number = sheet.ToString(CultureInfo.InvariantCulture);
        var (texts, shapes) = (new StringBuilder(), new StringBuilder());
        foreach (var note in notes.OrderBy(n => n.Row).ThenBy(n => n.Column))
        {
            var row = (note.Row - 1).ToString(CultureInfo.InvariantCulture);
            var column = note.Column.ToString(CultureInfo.InvariantCulture);
            texts.Append("<comment ref=\"").Append(XlsxSheetWriter.Letters(note.Column)).Append(note.Row).Append("\" authorId=\"0\"><text><t xml:space=\"preserve\">").Append(Clean(note.Text)).Append("</t></text></comment>");
            shapes.Append("<v:shape type=\"#note\" style=\"position:absolute;width:220pt;height:64pt;visibility:hidden\" fillcolor=\"#fff6d6\" o:insetmode=\"auto\"><v:fill color2=\"#fff6d6\"/><v:textbox><div style=\"text-align:left\"></div></v:textbox>")
                .Append("<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>").Append(row).Append("</x:Row><x:Column>").Append(column).Append("</x:Column></x:ClientData></v:shape>");
        }

        Part(zip, $"xl/comments{number}.xml", $"<comments xmlns=\"{Main}\"><authors><author>CleanHeating</author></authors><commentList>{texts}</commentList></comments>");
        Part(zip, $"xl/drawings/vmlDrawing{number}.vml", "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"note\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>" + shapes + "</xml>", head: "");
        Part(zip, $"xl/worksheets/_rels/sheet{number}.xml.rels", $"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/vmlDrawing\" Target=\"../drawings/vmlDrawing{number}.vml\"/><Relationship Id=\"rId2\" Type=\"{Office}/comments\" Target=\"../comments{number}.xml\"/></Relationships>");
    }

    private static string Clean(string text) => SecurityElement.Escape(new string([.. text.Where(c => c is '\n' or '\t' or >= ' ')]));

    private static void Part(ZipArchive zip, string name, string content, string head = Head)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(head + content));
    }
}
