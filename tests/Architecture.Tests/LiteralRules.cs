using System.Text.RegularExpressions;

namespace CleanHeating.Architecture.Tests;

/// <summary>
/// The users' words stand in resources, where they have a second language, not in code. Comments may hold Chinese, and so
/// may single characters in apostrophes, which are tools of parsing.
/// </summary>
internal static partial class LiteralRules
{
    /// <summary>Lines (from 1) on which Chinese stands in a string.</summary>
    public static IEnumerable<int> ChineseLines(string source)
    {
        // Whatever is neither comment nor character is searched: a string inside an interpolation is then found in any nesting.
        var searched = Skipped().Replace(source, match => match.Groups["text"].Success ? match.Value : new string('\n', match.Value.Count(c => c == '\n')));
        return Chinese().Matches(searched).Select(match => searched.AsSpan(0, match.Index).Count('\n') + 1).Distinct();
    }

    [GeneratedRegex(
        """
        //[^\n]* | /\*.*?\*/ | '(?:\\u[0-9A-Fa-f]{4}|\\.|[^'\\\n])'
        | (?<text> (?<q>"{3,}).*?\k<q> | \$*@\$*"(?:""|[^"])*" | \$*"(?:\\.|[^"\\\n])*" )
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Skipped();

    /// <summary>Ideographs, their punctuation and full-width forms, and squared units such as ㎡.</summary>
    [GeneratedRegex("[\u3000-\u303F\u3300-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]")]
    private static partial Regex Chinese();
}
