using Xunit;

namespace CleanHeating.TestKit;

/// <summary>
/// Large reference data that is kept beside the repository (../shared/data), not in it. Another place can be named in the
/// environment variable CLEANHEATING_SHARED_DATA. Tests that need it skip, by name, where it is absent.
/// </summary>
public static class SharedData
{
    public const string Variable = "CLEANHEATING_SHARED_DATA";

    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Repository.Locate("../shared/data");

    /// <summary>Full path of a file or folder of the reference data; the calling test is skipped when it is not there.</summary>
    public static string Require(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, relative));
        if (!Path.Exists(path))
        {
            Assert.Skip($"Reference data '{relative}' is not in {Folder} (another folder can be named in {Variable}).");
        }

        return path;
    }
}
