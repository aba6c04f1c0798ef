namespace CleanHeating.TestKit;

/// <summary>The source tree that the running tests were built from.</summary>
public static class Repository
{
    private const string Landmark = "CleanHeating.slnx";

    /// <summary>Full path of the folder that holds CleanHeating.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder named from the root, with forward slashes.</summary>
    public static string Locate(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{Landmark} was not found in any folder above {AppContext.BaseDirectory}.");
    }
}
