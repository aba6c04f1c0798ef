using System.Text.RegularExpressions;

namespace CleanHeating.Server.Tests.SqlLint;

/// <summary>A statement without what says nothing of its shape: values, quotes, comments, blanks; with its levels of parentheses.</summary>
internal sealed partial record SqlStatement(string Text, IReadOnlyList<string> Levels)
{
    /// <summary>Statements that differ in values alone give the same one.</summary>
    public static SqlStatement Of(string sql)
    {
        var text = Comment().Replace(Literal().Replace(sql, "''"), " ").Replace("\"", "", StringComparison.Ordinal);
        text = Marks().Replace(Values().Replace(Number().Replace(Parameter().Replace(text, "?"), "?"), "?"), "?");
        text = Blank().Replace(text, " ").Trim().TrimEnd(';');
        return new SqlStatement(text, [.. Split(text)]);
    }

    // A level is a query of its own: what stands in parentheses belongs to the query around it, unless it begins another.
    private static IEnumerable<string> Split(string text)
    {
        var open = new Stack<System.Text.StringBuilder>([new System.Text.StringBuilder()]);
        foreach (var c in text)
        {
            if (c == '(')
            {
                open.Push(new System.Text.StringBuilder());
            }
            else if (c == ')' && open.Count > 1)
            {
                var inner = open.Pop().ToString();
                if (Query().IsMatch(inner))
                {
                    yield return inner;
                    inner = "";
                }

                open.Peek().Append('(').Append(inner).Append(')');
            }
            else
            {
                open.Peek().Append(c);
            }
        }

        yield return open.Pop().ToString();
    }

    [GeneratedRegex(@"^\s*(SELECT|WITH)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Query();

    [GeneratedRegex(@"[xX]?'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@p\d+|\$\d+|:p\d+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")]
    private static partial Regex Number();

    [GeneratedRegex(@"''|\bNULL\b(?=\s*[,)])")]
    private static partial Regex Values();

    [GeneratedRegex(@"\?(?:\s*,\s*\?)+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
