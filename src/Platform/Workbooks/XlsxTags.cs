using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>Finds elements in bytes, with or without a namespace prefix.</summary>
internal static class XlsxTags
{
    /// <summary>The prefix of the root element, with its colon; empty where it has none.</summary>
    public static byte[] PrefixOf(XmlScanner scanner, ReadOnlySpan<byte> root)
    {
        var from = 0;
        while (scanner.Find("<"u8, from) is >= 0 and var at)
        {
            if (!scanner.Need(at + 2))
            {
                break;
            }

            if (scanner.Window[at + 1] is (byte)'?' or (byte)'!')
            {
                from = at + 1;
                continue;
            }

            var end = scanner.Find(">"u8, at);
            var name = end < 0 ? [] : scanner.Window[(at + 1)..end];
            var stop = name.IndexOfAny(" \t\r\n/"u8);
            name = stop < 0 ? name : name[..stop];
            var colon = name.IndexOf((byte)':');
            return name[(colon + 1)..].SequenceEqual(root) ? name[..(colon + 1)].ToArray() : throw NotThere(root);
        }

        throw NotThere(root);
    }

    public static byte[] Open(byte[] prefix, ReadOnlySpan<byte> name) => [(byte)'<', .. prefix, .. name];

    public static byte[] Close(byte[] prefix, ReadOnlySpan<byte> name) => [(byte)'<', (byte)'/', .. prefix, .. name];

    /// <summary>Skips the root's start tag.</summary>
    public static void SkipStart(XmlScanner scanner)
    {
        while (scanner.Find("<"u8) is >= 0 and var at && scanner.Need(at + 2))
        {
            var special = scanner.Window[at + 1] is (byte)'?' or (byte)'!';
            var end = scanner.Find(">"u8, at);
            if (end < 0)
            {
                return;
            }

            scanner.Skip(end + 1);
            if (!special)
            {
                return;
            }
        }
    }

    /// <summary>The texts of all t elements inside, joined; phonetic readings (rPh) are left out.</summary>
    public static string TextOf(ReadOnlySpan<byte> inside)
    {
        string? first = null;
        StringBuilder? more = null;
        var phonetic = 0;
        while (inside.IndexOf((byte)'<') is >= 0 and var at)
        {
            var end = inside[at..].IndexOf((byte)'>');
            if (end < 0)
            {
                throw Broken();
            }

            var tag = inside.Slice(at + 1, end - 1);
            inside = inside[(at + end + 1)..];
            var closing = tag.Length > 0 && tag[0] == '/';
            var name = NameOf(closing ? tag[1..] : tag);
            if (name.SequenceEqual("rPh"u8))
            {
                phonetic += closing ? -1 : tag[^1] == '/' ? 0 : 1;
            }
            else if (name.SequenceEqual("t"u8) && !closing && tag[^1] != '/')
            {
                var stop = EndOfText(inside);
                var text = phonetic > 0 ? "" : XmlText.Decode(inside[..stop]);
                inside = inside[stop..];
                if (first is null)
                {
                    first = text;
                }
                else
                {
                    (more ??= new StringBuilder(first)).Append(text);
                }
            }
        }

        return more?.ToString() ?? first ?? "";
    }

    /// <summary>Where the text of an element ends: at its closing tag, past any CDATA inside.</summary>
    public static int EndOfText(ReadOnlySpan<byte> inside)
    {
        var from = 0;
        while (inside[from..].IndexOf((byte)'<') is >= 0 and var next)
        {
            from += next;
            if (!inside[from..].StartsWith("<!"u8))
            {
                return from;
            }

            var close = inside[from..].StartsWith("<![CDATA["u8) ? inside[from..].IndexOf("]]>"u8) + 2 : inside[from..].IndexOf("-->"u8) + 2;
            if (close < 2)
            {
                throw Broken();
            }

            from += close + 1;
        }

        throw Broken();
    }

    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> tag)
    {
        var stop = tag.IndexOfAny(" \t\r\n/"u8);
        var name = stop < 0 ? tag : tag[..stop];
        return name[(name.IndexOf((byte)':') + 1)..];
    }

    public static WorkbookUnreadableException Broken() => new(UnreadableReason.Damaged, "The sheet's XML is malformed.");

    private static WorkbookUnreadableException NotThere(ReadOnlySpan<byte> root) =>
        new(UnreadableReason.Damaged, $"A part does not begin with {Encoding.ASCII.GetString(root)}.");
}
