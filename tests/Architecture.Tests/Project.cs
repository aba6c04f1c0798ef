using System.Xml.Linq;
using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

/// <summary>What a project file says of its neighbours.</summary>
internal sealed record Project(string Name, params IReadOnlyList<string> Uses)
{
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>References to files instead of projects or packages.</summary>
    public IReadOnlyList<string> Binaries { get; init; } = [];

    /// <summary>Other projects whose source files are compiled in.</summary>
    public IReadOnlyList<string> LinkedFrom { get; init; } = [];

    /// <summary>Assemblies that see the internals.</summary>
    public IReadOnlyList<string> Friends { get; init; } = [];

    public static IReadOnlyList<Project> ReadProduct() =>
        [.. Files("src").Select(Read).OrderBy(project => project.Name, StringComparer.Ordinal)];

    /// <summary>All project files below a folder of the repository.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.Exists(Repository.Locate(folder)) ? Directory.EnumerateFiles(Repository.Locate(folder), "*.csproj", SearchOption.AllDirectories) : [];

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = Path.GetDirectoryName(file)!;
        return new Project(name, [.. Includes(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(Slashes(path)))])
        {
            Packages = [.. Includes(xml, "PackageReference"), .. Includes(xml, "FrameworkReference")],
            Binaries = [.. Includes(xml, "Reference")],
            Friends = [.. Includes(xml, "InternalsVisibleTo")],
            LinkedFrom =
            [
                .. Includes(xml, "Compile")
                    .Select(path => Path.GetRelativePath(Repository.Locate("src"), Path.GetFullPath(Path.Combine(folder, Slashes(path)))).Split('/')[0])
                    .Where(owner => owner != name),
            ],
        };
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();

    private static string Slashes(string path) => path.Replace('\\', '/');
}
