using System.Net;
using System.Text;
using CleanHeating.Acceptance.KeepAttachments;
using CleanHeating.Platform.Security;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>A form as one self-contained page that prints on A4, or into a PDF.</summary>
internal static class FormPage
{
    private const string Style = """
        @page{size:A4;margin:18mm}body{font:11pt/1.5 "Noto Serif CJK SC","SimSun",serif;color:#000}h1{font-size:18pt;text-align:center}
        table{border-collapse:collapse;width:100%;margin:4mm 0}td,th{border:0.3mm solid #000;padding:1.5mm 2mm;text-align:left;vertical-align:top}th{font-weight:600}tr{break-inside:avoid}
        .signatures{display:flex;gap:12mm;break-inside:avoid}img{height:18mm;max-width:70mm;object-fit:contain}
        """;

    public static byte[] Of(FormContent form, string language)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"").Append(language).Append("\"><head><meta charset=\"utf-8\"><title>").Append(Text(form.Title)).Append("</title><style>").Append(Style)
            .Append("</style></head><body><h1>").Append(Text(form.Title)).Append("</h1><table>");
        for (var i = 0; i < form.Fields.Count; i += 2)
        {
            page.Append("<tr>");
            foreach (var (name, value) in form.Fields.Skip(i).Take(2))
            {
                page.Append("<th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(value)).Append("</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</table><table><thead><tr>");
        form.Columns.ToList().ForEach(c => page.Append("<th scope=\"col\">").Append(Text(c)).Append("</th>"));
        page.Append("</tr></thead><tbody>");
        foreach (var row in form.Rows)
        {
            page.Append("<tr>");
            row.ToList().ForEach(c => page.Append("<td>").Append(Text(c)).Append("</td>"));
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
        form.Remarks.ToList().ForEach(r => page.Append("<p>").Append(Text(r)).Append("</p>"));
        page.Append("<div class=\"signatures\">");
        foreach (var picture in form.Signatures.Where(s => s.MediaType is MediaTypes.Png or MediaTypes.Jpeg or MediaTypes.Webp))
        {
            page.Append("<figure><img alt=\"").Append(Text(picture.Title)).Append("\" src=\"data:").Append(picture.MediaType).Append(";base64,").Append(Convert.ToBase64String(picture.Bytes))
                .Append("\"><figcaption>").Append(Text(picture.Title)).Append("</figcaption></figure>");
        }

        return Encoding.UTF8.GetBytes(page.Append("</div></body></html>").ToString());
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
