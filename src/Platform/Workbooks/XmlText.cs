using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CleanHeating.Platform.Workbooks;

/// <summary>Turns the bytes of element text into strings: entities, CDATA, and the _xHHHH_ escapes of SpreadsheetML (ST_Xstring).</summary>
internal static class XmlText
{
    public const int LongestText = 32_767;

    public static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > LongestText * 8)
        {
            throw new WorkbookUnreadableException(UnreadableReason.TooLarge, "A text is longer than a cell can hold.");
        }

        var text = raw.IndexOfAny((byte)'&', (byte)'<') < 0 ? Encoding.UTF8.GetString(raw) : DecodeEntities(raw);
        return text.Contains("_x", StringComparison.Ordinal) ? DecodeEscapes(text) : text;
    }

    private static string DecodeEntities(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.Length > 0)
        {
            var next = raw.IndexOfAny((byte)'&', (byte)'<');
            if (next < 0)
            {
                text.Append(Encoding.UTF8.GetString(raw));
                break;
            }

            text.Append(Encoding.UTF8.GetString(raw[..next]));
            raw = raw[next..];
            var end = raw[0] == '&' ? raw.IndexOf((byte)';') : raw.StartsWith("<![CDATA["u8) ? raw.IndexOf("]]>"u8) + 2 : raw.IndexOf((byte)'>');
            if (end <= 0)
            {
                throw new WorkbookUnreadableException(UnreadableReason.Damaged, "A text ends inside an entity.");
            }

            if (raw[0] == '&')
            {
                AppendEntity(text, raw[1..end]);
            }
            else if (raw.StartsWith("<![CDATA["u8))
            {
                text.Append(Encoding.UTF8.GetString(raw[9..(end - 2)]));
            }

            raw = raw[(end + 1)..];
        }

        return text.ToString();
    }

    private static void AppendEntity(StringBuilder text, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("amp"u8)) { text.Append('&'); }
        else if (name.SequenceEqual("lt"u8)) { text.Append('<'); }
        else if (name.SequenceEqual("gt"u8)) { text.Append('>'); }
        else if (name.SequenceEqual("quot"u8)) { text.Append('"'); }
        else if (name.SequenceEqual("apos"u8)) { text.Append('\''); }
        else if (name.Length > 1 && name[0] == '#' && TryCode(name[1..], out var code) && code is > 0 and < 0x110000 and not (>= 0xD800 and < 0xE000))
        {
            text.Append(char.ConvertFromUtf32(code));
        }
        else
        {
            throw new WorkbookUnreadableException(UnreadableReason.Damaged, "A text holds an unknown entity.");
        }
    }

    private static bool TryCode(ReadOnlySpan<byte> digits, out int code) => digits[0] is (byte)'x' or (byte)'X'
        ? Utf8Parser.TryParse(digits[1..], out code, out var used, 'x') && used == digits.Length - 1
        : Utf8Parser.TryParse(digits, out code, out used) && used == digits.Length;

    private static string DecodeEscapes(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += 6;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
