using System.Xml.Linq;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

public sealed class PackageTests
{
    public static TheoryData<string> ProjectFiles =>
        [.. new[] { "src", "tests", "bench" }.SelectMany(Project.Files).Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(ProjectFiles))]
    public void Versions_EachProject_StandInOnePlace(string file)
    {
        var packages = XDocument.Load(Repository.Locate(file)).Descendants("PackageReference");

        Assert.Empty(packages.Where(HasVersion).Select(package => package.ToString()));
    }

    [Theory, MemberData(nameof(ProjectFiles))]
    public void Packages_EachProject_AreLocked(string file) =>
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Repository.Locate(file))!, "packages.lock.json")), $"{file} has no packages.lock.json.");

    [Theory]
    [InlineData("<PackageReference Include='A' Version='1.0' />", true)]
    [InlineData("<PackageReference Include='A' VersionOverride='1.0' />", true)]
    [InlineData("<PackageReference Include='A'><Version>1.0</Version></PackageReference>", true)]
    [InlineData("<PackageReference Include='A' PrivateAssets='all' />", false)]
    public void HasVersion_MadeUpReference_Found(string xml, bool expected) => Assert.Equal(expected, HasVersion(XElement.Parse(xml)));

    private static bool HasVersion(XElement package) =>
        package.Attributes().Any(a => a.Name.LocalName is "Version" or "VersionOverride") || package.Elements().Any(e => e.Name.LocalName is "Version" or "VersionOverride");
}
