using System.Diagnostics;
using System.Globalization;

namespace CleanHeating.TestKit;

/// <summary>
/// One folder per test process, holding everything the tests write. It goes when the process ends; a lock, which the system
/// releases however a process ends, tells the next run which folders were left by killed ones.
/// </summary>
internal static class ProcessFolder
{
    private const string Prefix = "cleanheating-tests-";
    private const string LockName = "owner.lock";
    private static readonly Lock Gate = new();
    private static readonly List<Action> AtExit = [];
    private static int _count;

    private static readonly Lazy<(string Path, FileStream Lock)> Mine = new(Create);

    public static string Path => Mine.Value.Path;

    /// <summary>A new, empty folder below the process folder.</summary>
    public static string NewFolder(string name)
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        return Directory.CreateDirectory(System.IO.Path.Combine(Path, name + "-" + number)).FullName;
    }

    /// <summary>Runs at process exit, before the folder is deleted.</summary>
    public static void BeforeDelete(Action action)
    {
        lock (Gate)
        {
            AtExit.Add(action);
        }
    }

    private static (string, FileStream) Create()
    {
        var parent = System.IO.Path.GetTempPath();
        foreach (var left in Directory.GetDirectories(parent, Prefix + "*"))
        {
            Sweep(left);
        }

        var folder = System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        var owner = TryLock(folder) ?? throw new IOException($"A fresh folder is already locked: {folder}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave(folder, owner);
        return (folder, owner);
    }

    private static void Leave(string folder, FileStream owner)
    {
        lock (Gate)
        {
            AtExit.ForEach(action => action());
        }

        // Hundreds of databases have tens of thousands of files. The runner gives a process ten seconds to end, so another removes them.
        owner.Dispose();
        Process.Start("/bin/rm", ["-rf", folder]).Dispose();
    }

    private static void Sweep(string folder)
    {
        // A folder without a lock file is being made this moment by another process, or deleted.
        if (!File.Exists(System.IO.Path.Combine(folder, LockName)))
        {
            return;
        }

        using var owner = TryLock(folder);
        if (owner is null)
        {
            return;
        }

        foreach (var record in Directory.GetFiles(folder, "postmaster.pid", Depth(3)))
        {
            EndServer(record);
        }

        Delete(folder);
    }

    /// <summary>Ends a database server that outlived its tests; only if the process is that server, as numbers are used again.</summary>
    private static void EndServer(string postmasterFile)
    {
        var data = System.IO.Path.GetDirectoryName(postmasterFile)!;
        try
        {
            var number = int.Parse(File.ReadLines(postmasterFile).First(), CultureInfo.InvariantCulture);
            if (File.ReadAllText($"/proc/{number.ToString(CultureInfo.InvariantCulture)}/cmdline").Contains(data, StringComparison.Ordinal))
            {
                using var process = Process.GetProcessById(number);
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(10));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException or InvalidOperationException)
        {
            // It ended in the meantime.
        }
    }

    private static FileStream? TryLock(string folder)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whatever still holds a file goes with its process; the next run tries again.
        }
    }

    private static EnumerationOptions Depth(int levels) => new() { RecurseSubdirectories = true, MaxRecursionDepth = levels, IgnoreInaccessible = true };
}
