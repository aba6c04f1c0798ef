using CleanHeating.TestKit;

namespace CleanHeating.Architecture.Tests;

internal static class SourceFiles
{
    /// <summary>Everything of a kind below src that people wrote, by its path from the root.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.Locate(folder), pattern, SearchOption.AllDirectories)
            .Where(IsSource)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal);

    public static bool IsSource(string path) => !path.Split('/').Any(part => part is "bin" or "obj");
}
