namespace CleanHeating.Platform.Workbooks;

/// <summary>
/// The workbook's shared strings, read only as far as somebody asks: looking at a sheet's head costs no more than its own
/// strings. Each string is one object however many cells show it.
/// </summary>
internal sealed class SharedStrings(XmlScanner scanner, WorkbookLimits limits) : IDisposable
{
    private readonly List<string> _strings = [];
    private long _bytes;
    private byte[]? _open, _close;

    public string this[int index]
    {
        get
        {
            while (index >= _strings.Count)
            {
                if (!ReadNext())
                {
                    throw new WorkbookUnreadableException(UnreadableReason.Damaged, "A cell names a shared string that is not there.");
                }
            }

            return _strings[index];
        }
    }

    public void Dispose() => scanner.Dispose();

    private bool ReadNext()
    {
        if (_open is null)
        {
            var prefix = XlsxTags.PrefixOf(scanner, "sst"u8);
            (_open, _close) = (XlsxTags.Open(prefix, "si"u8), XlsxTags.Close(prefix, "si"u8));
            XlsxTags.SkipStart(scanner);
        }

        int at;
        while (true)
        {
            at = scanner.Find(_open);
            if (at < 0)
            {
                return false;
            }

            scanner.Skip(at);
            if (scanner.Need(_open.Length + 1) && scanner.Window[_open.Length] is (byte)'>' or (byte)' ' or (byte)'/' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                break;
            }

            scanner.Skip(1);
        }

        var head = scanner.Find(">"u8);
        if (head > 0 && scanner.Window[head - 1] == '/')
        {
            _strings.Add("");
            scanner.Skip(head + 1);
            return true;
        }

        var end = head < 0 ? -1 : scanner.Find(_close!, head);
        if (end < 0)
        {
            throw new WorkbookUnreadableException(UnreadableReason.Damaged, "The shared strings end in the middle.");
        }

        _strings.Add(XlsxTags.TextOf(scanner.Window[(head + 1)..end]));
        _bytes += end + 32;
        scanner.Skip(end);
        return _bytes <= limits.StringBytes ? true : throw new WorkbookUnreadableException(UnreadableReason.TooLarge, "The shared strings exceed the limit.");
    }
}
