using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace CleanHeating.Platform.Workbooks;

/// <summary>Writes XML text as UTF-8 through one buffer; allocates nothing per value.</summary>
internal sealed class Utf8Sink(Stream target) : IDisposable
{
    private const int Size = 1 << 16;
    private readonly byte[] _buffer = new byte[Size];
    private int _used;

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Size - _used)
        {
            Flush();
            if (utf8.Length > Size)
            {
                target.Write(utf8);
                return;
            }
        }

        utf8.CopyTo(_buffer.AsSpan(_used));
        _used += utf8.Length;
    }

    public void Number(long value)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out var written);
        _used += written;
    }

    /// <summary>Shortest text that reads back as the same number.</summary>
    public void Number(double value)
    {
        Reserve(40);
        value.TryFormat(_buffer.AsSpan(_used), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Text with what XML forbids escaped or left out.</summary>
    public void Escaped(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var special = text.IndexOfAnyInRange('\0', '>') is var first && first < 0 ? text.Length : SpecialFrom(text, first);
            Plain(text[..special]);
            if (special == text.Length)
            {
                return;
            }

            Special(text[special]);
            text = text[(special + 1)..];
        }
    }

    public void Flush()
    {
        target.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose() => Flush();

    private static int SpecialFrom(ReadOnlySpan<char> text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] is '<' or '>' or '&' or '"' or < ' ' or '\uFFFE' or '\uFFFF')
            {
                return i;
            }
        }

        return text.Length;
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var part = text.Length > 8192 ? text[..(char.IsHighSurrogate(text[8191]) ? 8191 : 8192)] : text;
            Reserve(part.Length * 3);
            Utf8.FromUtf16(part, _buffer.AsSpan(_used), out _, out var written, replaceInvalidSequences: true);
            _used += written;
            text = text[part.Length..];
        }
    }

    private void Special(char c)
    {
        switch (c)
        {
            case '<': Raw("&lt;"u8); break;
            case '>': Raw("&gt;"u8); break;
            case '&': Raw("&amp;"u8); break;
            case '"': Raw("&quot;"u8); break;
            case '\n': Raw("&#10;"u8); break;
            case '\t': Raw("&#9;"u8); break;
            case '\r': Raw("&#13;"u8); break;
            default: break;
        }
    }

    private void Reserve(int size)
    {
        if (size > Size - _used)
        {
            Flush();
        }
    }
}
