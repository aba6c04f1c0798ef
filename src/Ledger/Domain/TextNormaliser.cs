namespace CleanHeating.Ledger.Domain;

/// <summary>
/// What is done to a text before any check: full-width ASCII becomes half-width; ordinary, ideographic and no-break spaces
/// are trimmed, and removed altogether from names and numbers. A text that needs nothing comes back as the same object.
/// </summary>
internal static class TextNormaliser
{
    /// <summary>For free text: trimmed at the ends.</summary>
    public static string Trimmed(string text) => Normalise(text, removeSpaces: false);

    /// <summary>For names of people and places, identity and account numbers: no space stays.</summary>
    public static string Name(string text) => Normalise(text, removeSpaces: true);

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\u3000' or '\u200B' or '\uFEFF' or '\u2007' or '\u202F';

    private static string Normalise(string text, bool removeSpaces)
    {
        if (!NeedsWork(text))
        {
            return text;
        }

        Span<char> buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var used = 0;
        foreach (var c in text)
        {
            if (IsSpace(c))
            {
                if (!removeSpaces)
                {
                    buffer[used++] = c == '\u3000' ? ' ' : c;
                }
            }
            else
            {
                buffer[used++] = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            }
        }

        var (start, end) = (0, used);
        while (start < end && IsSpace(buffer[start]))
        {
            start++;
        }

        while (end > start && IsSpace(buffer[end - 1]))
        {
            end--;
        }

        return buffer[start..end].ToString();
    }

    private static bool NeedsWork(string text)
    {
        foreach (var c in text)
        {
            if (c <= ' ' || (c >= '\u00A0' && (IsSpace(c) || c is >= '\uFF01' and <= '\uFF5E')))
            {
                return true;
            }
        }

        return false;
    }
}
