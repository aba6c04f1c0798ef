using System.Text.Json;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Backup;

/// <summary>What of a data folder belongs into a backup beside the database: imports with their uploads and error workbooks, files of jobs, photos and signatures of inspections, and the keys.</summary>
internal static class DataFolder
{
    public const string Keys = "keys";

    /// <summary>Folders whose files go with a backup. Locks, the sample, copies made for a download and the database's own files do not.</summary>
    public static readonly string[] Kept = ["imports", "uploads", "jobs", "attachments"];

    /// <summary>Files that say how something stands. They are taken before the picture of the database, so that none says more than it.</summary>
    public static bool IsState(string path) => Path.GetExtension(path) == ".json";

    /// <summary>Paths below the folder, with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
    [
        .. Kept.Select(k => Path.Combine(folder, k)).Where(Directory.Exists)
            .SelectMany(k => Directory.EnumerateFiles(k, "*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) != ".new")
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a path of a backup stays within the folders that backups may fill.</summary>
    public static bool IsSafe(string path)
    {
        var parts = path.Split('/');
        return parts.Length > 1 && Kept.Contains(parts[0]) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal) && Array.TrueForAll(parts, p => p is not ("" or "." or ".."));
    }

    /// <summary>Everything in the folder of the keys, as one small document.</summary>
    public static byte[] ReadKeys(string folder) => JsonSerializer.SerializeToUtf8Bytes(
        Directory.EnumerateFiles(Path.Combine(folder, Keys)).Where(f => Path.GetExtension(f) != ".new").Order(StringComparer.Ordinal)
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes));

    public static Dictionary<string, byte[]> ParseKeys(ReadOnlySpan<byte> document) =>
        JsonSerializer.Deserialize<Dictionary<string, byte[]>>(document) is { } keys && keys.Keys.All(k => k == Path.GetFileName(k) && k.Length > 0)
            ? keys
            : throw new InvalidDataException("The keys can't be read.");

    public static KeyRing RingOf(Dictionary<string, byte[]> keys) =>
        KeyRing.Parse(keys.GetValueOrDefault(Path.GetFileName(KeyRing.PathIn(""))) ?? throw new InvalidDataException("There is no key ring among the keys."));

    /// <summary>Creates a file that its owner alone can read.</summary>
    public static FileStream CreatePrivate(string path, FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
