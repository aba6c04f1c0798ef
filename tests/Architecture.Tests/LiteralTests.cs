using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

public sealed class LiteralTests
{
    private const string ListFile = "tests/Architecture.Tests/chinese-literals.txt";

    [Fact]
    public void Literals_Product_ChineseOnlyWhereListed()
    {
        var allowed = Allowed();

        var found = from file in SourceFiles.Below("src", "*.cs")
                    where !allowed.ContainsKey(file)
                    from line in LiteralRules.ChineseLines(File.ReadAllText(Repository.Locate(file)))
                    select $"{file}:{line}";

        Assert.Empty(found);
    }

    [Fact]
    public void List_EachEntry_HasAReasonAndIsStillNeeded()
    {
        foreach (var (file, reason) in Allowed())
        {
            Assert.True(reason.Length > 20, $"{ListFile}: {file} has no reason.");
            Assert.True(File.Exists(Repository.Locate(file)), $"{ListFile}: {file} does not exist.");
            Assert.True(LiteralRules.ChineseLines(File.ReadAllText(Repository.Locate(file))).Any(), $"{ListFile}: {file} holds no Chinese any more.");
        }
    }

    [Theory]
    [InlineData("var a = \"合计\";", true)]
    [InlineData("var a = $\"{n}户\";", true)]
    [InlineData("var a = @\"C:\\户\";", true)]
    [InlineData("var a = \"\"\"\n \"户\" \"\"\";", true)]
    [InlineData("var a = $\"{(b ? \"户\" : \"x\")}\";", true)]
    [InlineData("var a = \"http://x\"; var b = \"户\";", true)]
    [InlineData("var a = '\"'; var b = \"户\";", true)]
    [InlineData("var a = \"x\"; // 户", false)]
    [InlineData("/* 户\n\"户\" */ var a = \"x\";", false)]
    [InlineData("/// <summary>\"户\"</summary>", false)]
    [InlineData("var a = c is '（' or '\\uFF08';", false)]
    public void ChineseLines_MadeUpSource_Found(string source, bool expected) => Assert.Equal(expected, LiteralRules.ChineseLines(source).Any());

    [Fact]
    public void ChineseLines_AfterComment_NamesTheLine() => Assert.Equal([3], LiteralRules.ChineseLines("/* a\n b */\nvar a = \"户\";"));

    private static Dictionary<string, string> Allowed() =>
        File.ReadAllLines(Repository.Locate(ListFile))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(" | ", 2))
            .ToDictionary(parts => parts[0].Trim(), parts => parts.Length > 1 ? parts[1].Trim() : "", StringComparer.Ordinal);
}
