using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CleanHeating.Architecture.Tests;

/// <summary>Every text of the users stands in Chinese (X.resx) and in English (X.en.resx), with the same keys and the same blanks.</summary>
internal static partial class ResourceRules
{
    public static IEnumerable<string> Objections(XDocument chinese, XDocument english)
    {
        var (left, right) = (Texts(chinese), Texts(english));
        foreach (var repeated in left.Concat(right).Where(texts => texts.Count() > 1))
        {
            yield return $"{repeated.Key} stands twice in one file";
        }

        foreach (var missing in left.Select(t => t.Key).Except(right.Select(t => t.Key)))
        {
            yield return $"{missing} has no English text";
        }

        foreach (var missing in right.Select(t => t.Key).Except(left.Select(t => t.Key)))
        {
            yield return $"{missing} has no Chinese text";
        }

        foreach (var key in left.Select(t => t.Key).Intersect(right.Select(t => t.Key)))
        {
            var (zh, en) = (left[key].First(), right[key].First());
            if (string.IsNullOrWhiteSpace(zh) || string.IsNullOrWhiteSpace(en))
            {
                yield return $"{key} is empty";
            }

            if (!Blanks(zh).SetEquals(Blanks(en)))
            {
                yield return $"{key} has blanks {string.Join(" ", Blanks(zh))} in Chinese and {string.Join(" ", Blanks(en))} in English";
            }
        }
    }

    private static ILookup<string, string> Texts(XDocument resx) =>
        resx.Root!.Elements("data").ToLookup(data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "", StringComparer.Ordinal);

    private static HashSet<string> Blanks(string text) => [.. Blank().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(m => "{" + m.Groups[1].Value + "}")];

    [GeneratedRegex(@"\{(\w+)(?:[,:][^}]*)?\}")]
    private static partial Regex Blank();
}
