using System.Globalization;
using System.Xml;

namespace CleanHeating.Platform.Workbooks;

/// <summary>Tells which cell styles show a number as a date (ISO/IEC 29500-1, 18.8.30).</summary>
internal static class XlsxStyles
{
    public static bool[] ReadDateStyles(XmlReader xml)
    {
        var formats = new Dictionary<int, bool>();
        var styles = new List<bool>();
        var inCellFormats = false;
        using (xml)
        {
            while (xml.Read())
            {
                if (xml.LocalName == "cellXfs")
                {
                    inCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt")
                {
                    formats[Number(xml, "numFmtId")] = ShowsDate(xml.GetAttribute("formatCode") ?? "");
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && inCellFormats)
                {
                    var id = Number(xml, "numFmtId");
                    styles.Add(formats.TryGetValue(id, out var date) ? date : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
                }
            }
        }

        return [.. styles];
    }

    /// <summary>Whether a format code has a date or time letter outside quotes, escapes and brackets.</summary>
    public static bool ShowsDate(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1) is >= 0 and var quote ? quote : code.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var close = code.IndexOf(']', i);
                    if (close < 0)
                    {
                        return false;
                    }

                    // [h], [mm], [ss] are elapsed times; colours, conditions and locales are not.
                    if (code.AsSpan(i + 1, close - i - 1) is { Length: > 0 } inside && inside.TrimStart("hHmMsS").IsEmpty)
                    {
                        return true;
                    }

                    i = close;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return true;
                case 'G' or 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += 6;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
