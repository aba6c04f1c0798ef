using System.Xml.Linq;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

public sealed class ResourceTests
{
    private const string EnglishEnding = ".en.resx";

    public static TheoryData<string> ChineseFiles =>
        [.. Resources().Where(file => !file.EndsWith(EnglishEnding, StringComparison.Ordinal)).Select(Relative).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(ChineseFiles))]
    public void Texts_EachFile_AgreeInBothLanguages(string file)
    {
        var english = Repository.Locate(Path.ChangeExtension(file, EnglishEnding));

        Assert.True(File.Exists(english), $"{file} has no English counterpart.");
        Assert.Empty(ResourceRules.Objections(XDocument.Load(Repository.Locate(file)), XDocument.Load(english)));
    }

    [Fact]
    public void EnglishTexts_EachFile_HaveAChineseOriginal() =>
        Assert.Empty(Resources().Where(file => file.EndsWith(EnglishEnding, StringComparison.Ordinal) && !File.Exists(file.Replace(EnglishEnding, ".resx", StringComparison.Ordinal))).Select(Relative));

    [Fact]
    public void Objections_MadeUpFiles_AllFound()
    {
        var chinese = Resx(("same", "{0}有{1}"), ("missing", "x"), ("blanks", "{0}和{1:N2}"), ("empty", ""));
        var english = Resx(("same", "{1} of {0}"), ("blanks", "{0} and {{1}}"), ("empty", "x"), ("extra", "x"));

        var objections = ResourceRules.Objections(chinese, english).ToList();

        Assert.Equal(["missing", "extra", "blanks", "empty"], objections.Select(o => o.Split(' ')[0]));
    }

    private static IEnumerable<string> Resources() =>
        Directory.EnumerateFiles(Repository.Locate("src"), "*.resx", SearchOption.AllDirectories).Where(SourceFiles.IsSource);

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    private static XDocument Resx(params (string Name, string Value)[] texts) =>
        new(new XElement("root", texts.Select(t => new XElement("data", new XAttribute("name", t.Name), new XElement("value", t.Value)))));
}
