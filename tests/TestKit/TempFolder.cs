namespace CleanHeating.TestKit;

/// <summary>An empty folder for one test; deleted when disposed, or with the process at the latest.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = ProcessFolder.NewFolder("folder");

    /// <summary>Full path of a file or folder inside; nothing is created.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
