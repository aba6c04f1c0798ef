using System.IO.Compression;
using System.Xml;

namespace CleanHeating.Platform.Workbooks;

/// <summary>
/// Reads .xlsx (ISO/IEC 29500 SpreadsheetML) over its UTF-8 bytes. The small parts go through XmlReader; shared strings and
/// sheets, which are nearly all of a workbook, through a scanner of our own. One workbook serves one thread.
/// </summary>
internal sealed class XlsxWorkbook : IWorkbookReader
{
    private readonly ZipArchive _zip;
    private readonly WorkbookLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sheetParts = [];
    private readonly List<SheetInfo> _sheets = [];
    private readonly bool[] _dateStyles;
    private readonly bool _is1904;
    private readonly SharedStrings? _strings;

    public XlsxWorkbook(FileStream stream, WorkbookLimits limits)
    {
        _limits = limits;
        _zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in _zip.Entries)
        {
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }

        if (_parts.ContainsKey("EncryptedPackage"))
        {
            throw new WorkbookUnreadableException(UnreadableReason.Encrypted, "The workbook asks for a password.");
        }

        var workbook = RelationsOf("").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? "xl/workbook.xml";
        if (!_parts.ContainsKey(workbook))
        {
            throw new WorkbookUnreadableException(UnreadableReason.NoWorkbook, "The archive holds no workbook.");
        }

        var relations = RelationsOf(workbook);
        _is1904 = ReadWorkbook(workbook, relations);
        _dateStyles = PartOf(relations, "/styles") is { } styles ? XlsxStyles.ReadDateStyles(OpenXml(styles)) : [];
        _strings = PartOf(relations, "/sharedStrings") is { } strings ? new SharedStrings(OpenScanner(strings), limits) : null;
    }

    public IReadOnlyList<SheetInfo> Sheets => _sheets;

    public ISheetReader OpenSheet(int index)
    {
        try
        {
            return new XlsxSheet(OpenScanner(_sheetParts[index]), () => OpenScanner(_sheetParts[index]), _strings, _dateStyles, _is1904);
        }
        catch (Exception exception) when (exception is not WorkbookUnreadableException)
        {
            throw WorkbookFile.Unreadable(exception);
        }
    }

    public void Dispose()
    {
        _strings?.Dispose();
        _zip.Dispose();
    }

    private bool ReadWorkbook(string part, List<(string Id, string Type, string Target)> relations)
    {
        using var xml = OpenXml(part);
        var is1904 = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                is1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet")
            {
                AddSheet(xml, relations);
            }
        }

        return is1904;
    }

    private void AddSheet(XmlReader xml, List<(string Id, string Type, string Target)> relations)
    {
        var name = xml.GetAttribute("name") ?? "";
        var hidden = xml.GetAttribute("state") is "hidden" or "veryHidden";
        string? id = null;
        while (xml.MoveToNextAttribute())
        {
            id = xml.LocalName == "id" ? xml.Value : id;
        }

        // Chart sheets have no cells.
        var (_, type, target) = relations.FirstOrDefault(r => r.Id == id);
        if (type is not null && type.EndsWith("/worksheet", StringComparison.Ordinal))
        {
            if (!_parts.ContainsKey(target))
            {
                throw new WorkbookUnreadableException(UnreadableReason.Damaged, "A sheet is missing from the archive.");
            }

            _sheets.Add(new SheetInfo(_sheets.Count, name, hidden));
            _sheetParts.Add(target);
        }
    }

    private string? PartOf(List<(string Id, string Type, string Target)> relations, string type) =>
        relations.FirstOrDefault(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Target is { } target && _parts.ContainsKey(target) ? target : null;

    private List<(string Id, string Type, string Target)> RelationsOf(string part)
    {
        var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
        var path = folder + "_rels/" + part[folder.Length..] + ".rels";
        var relations = new List<(string, string, string)>();
        if (!_parts.ContainsKey(path))
        {
            return relations;
        }

        using var xml = OpenXml(path);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("Target") is { } target)
            {
                relations.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, target)));
            }
        }

        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        var path = target.StartsWith('/') ? target[1..] : folder + target;
        var parts = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (step is not ("." or ".." or ""))
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }

    private XmlReader OpenXml(string part) => XmlReader.Create(
        _parts[part].Open(),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = 32 << 20 });

    private XmlScanner OpenScanner(string part)
    {
        var entry = _parts[part];
        var limit = Math.Max(_limits.FreeBytes, entry.CompressedLength * _limits.Ratio);
        return new XmlScanner(entry.Open(), entry.Crc32, limit, _limits.RowBytes);
    }
}
