using System.Text.Json;
using System.Text.RegularExpressions;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

/// <summary>The journal is read by people: every process and act that the product writes has a name in both languages.</summary>
public sealed partial class JournalWordTests
{
    [Theory]
    [InlineData("zh", "processes")]
    [InlineData("en", "processes")]
    [InlineData("zh", "actions")]
    [InlineData("en", "actions")]
    [InlineData("zh", "targets")]
    [InlineData("en", "targets")]
    public void Words_ThatTheProductWrites_HaveANameForPeople(string language, string group)
    {
        using var texts = JsonDocument.Parse(File.ReadAllBytes(Repository.Locate($"web/src/rooms/system/texts/{language}.json")));
        var named = texts.RootElement.GetProperty("journal").GetProperty(group).EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

        var written = Written(group switch { "processes" => Processes(), "actions" => Actions(), _ => Tables() }).ToList();

        Assert.NotEmpty(written);
        Assert.Equal("", string.Join(' ', written.Except(named)));
    }

    private static IEnumerable<string> Written(Regex pattern) =>
        SourceFiles.Below("src", "*.cs")
            .SelectMany(file => pattern.Matches(File.ReadAllText(Repository.Locate(file))))
            .Select(m => m.Groups[1].Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    // workplace.Begin("word", …), and in the rooms that name their acts first: Begin("word", …)
    [GeneratedRegex("""\bBegin\("([a-z]+(?:-[a-z]+)*)",""")]
    private static partial Regex Processes();

    // journal.Append(county, "word", …
    [GeneratedRegex("""ournal\.Append\([^,()]*(?:\([^()]*\)[^,()]*)*, "([a-z]+(?:-[a-z]+)*)",""")]
    private static partial Regex Actions();

    // Every sealed table: SealedTable Name = new("word", 2, …
    [GeneratedRegex("""SealedTable \w+ = new\(\s*"([a-z_]+)",""")]
    private static partial Regex Tables();
}
