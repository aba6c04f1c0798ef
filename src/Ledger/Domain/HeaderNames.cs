namespace CleanHeating.Ledger.Domain;

/// <summary>Tells which field a column's name means. Spaces, full-width brackets and units do not matter.</summary>
internal static class HeaderNames
{
    /// <summary>The field of a name that the format lists, with or without its unit.</summary>
    public static LedgerField? Exact(string header)
    {
        var name = TextNormaliser.Name(header);
        return Find(name) ?? Find(WithoutUnit(name));
    }

    /// <summary>The field of a name with an addition in brackets that the format does not list.</summary>
    public static LedgerField? Loose(string header)
    {
        var name = TextNormaliser.Name(header);
        return Array.Exists(LedgerWords.OtherScales, s => name.Contains(s, StringComparison.OrdinalIgnoreCase)) ? null : Find(WithoutUnit(WithoutBrackets(name)));
    }

    private static LedgerField? Find(string name) => LedgerWords.Headers.TryGetValue(name, out var field) ? field : null;

    private static string WithoutUnit(string name)
    {
        foreach (var unit in LedgerWords.UnitSuffixes)
        {
            var written = name.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? unit.Length
                : name.EndsWith($"({unit})", StringComparison.OrdinalIgnoreCase) ? unit.Length + 2
                : 0;
            if (written > 0 && name.Length > written)
            {
                return name[..^written].TrimEnd('/', ',', ':');
            }
        }

        return name;
    }

    private static string WithoutBrackets(string name)
    {
        while (name.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = name.IndexOf(')', open);
            name = close < 0 ? name[..open] : name.Remove(open, close - open + 1);
        }

        return name;
    }
}
