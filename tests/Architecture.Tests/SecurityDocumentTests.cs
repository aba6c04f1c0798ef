using System.Text.RegularExpressions;

namespace CleanHeating.Architecture.Tests;

/// <summary>A document that names tests as its proof must name tests that there are.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Tests_NamedInTheSecurityDocument_Exist()
    {
        var named = Name().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/security.md"))).Select(m => m.Groups[1].Value).Distinct().ToList();
        var code = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var missing = named.Where(n => !code.Contains($" {n}(", StringComparison.Ordinal)).ToList();

        Assert.True(named.Count > 40);
        Assert.Empty(missing);
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+_[A-Za-z0-9]+_[A-Za-z0-9]+)`", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
