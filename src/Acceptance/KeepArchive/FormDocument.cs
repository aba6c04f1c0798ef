using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Platform.Security;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>A form as a .docx that offices can go on writing in.</summary>
internal static class FormDocument
{
    private const long PictureHeight = 648_000, PictureWidth = 2_160_000;

    public static byte[] Of(FormContent form)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var part = document.AddMainDocumentPart();
            var body = new Body(Line(form.Title, 36, bold: true, JustificationValues.Center));
            body.Append(Table(form.Fields.Chunk(2).Select(pair => (IReadOnlyList<string>)[.. pair.SelectMany(p => new[] { p.Name, p.Value })])));
            body.Append(Line("", 21));
            if (form.Rows.Count > 0)
            {
                body.Append(Table(form.Rows.Prepend(form.Columns)));
            }

            body.Append(form.Remarks.Select(r => Line(r, 21)));
            uint number = 1;
            foreach (var signature in form.Signatures.Where(s => s.MediaType is MediaTypes.Png or MediaTypes.Jpeg))
            {
                body.Append(Line(signature.Title, 21), new Paragraph(new Run(Picture(part, signature, number++))));
            }

            body.Append(new SectionProperties(new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1020, Bottom = 1020, Left = 1020, Right = 1020, Header = 500, Footer = 500, Gutter = 0 }));
            part.Document = new Document(body);
        }

        return file.ToArray();
    }

    private static Paragraph Line(string text, int halfPoints, bool bold = false, JustificationValues justification = JustificationValues.Left)
    {
        var look = new RunProperties(new RunFonts { EastAsia = "SimSun" });
        if (bold)
        {
            look.Append(new Bold());
        }

        look.Append(new FontSize { Val = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new Paragraph(new ParagraphProperties(new Justification { Val = justification }), new Run(look, new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private static Table Table(IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        var columns = all.Count == 0 ? 0 : all.Max(r => r.Count);
        TableBorders borders = new(
            new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
            new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
        var table = new Table(new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, borders), new TableGrid(Enumerable.Range(0, columns).Select(_ => new GridColumn())));
        foreach (var row in all)
        {
            table.Append(new TableRow(Enumerable.Range(0, columns).Select(i => new TableCell(new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Auto, Width = "0" }), Line(i < row.Count ? row[i] : "", 21)))));
        }

        return table;
    }

    private static Drawing Picture(MainDocumentPart part, FormPicture picture, uint number)
    {
        var image = part.AddImagePart(picture.MediaType == MediaTypes.Png ? ImagePartType.Png : ImagePartType.Jpeg);
        using (var bytes = new MemoryStream(picture.Bytes))
        {
            image.FeedData(bytes);
        }

        var graphic = new Pic.Picture(
            new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = number, Name = picture.Title }, new Pic.NonVisualPictureDrawingProperties()),
            new Pic.BlipFill(new A.Blip { Embed = part.GetIdOfPart(image) }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = PictureWidth, Cy = PictureHeight }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        return new Drawing(new DW.Inline(
            new DW.Extent { Cx = PictureWidth, Cy = PictureHeight }, new DW.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 }, new DW.DocProperties { Id = number, Name = picture.Title },
            new DW.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(graphic) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" })) { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }

    // XML has no room for control characters, which an old workbook may hold.
    private static string Clean(string text) => string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
