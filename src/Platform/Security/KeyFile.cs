using System.Runtime.InteropServices;

namespace CleanHeating.Platform.Security;

/// <summary>Writes a key ring's file: whole or not at all, on the disk before anything rests on it, for its owner alone.</summary>
internal static partial class KeyFile
{
    public static void Create(string path, KeySet set) => Write(path, set, overwrite: false);

    public static void Replace(string path, KeySet set) => Write(path, set, overwrite: true);

    private static void Write(string path, KeySet set, bool overwrite)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            MakeFolder(folder);
        }

        // Written beside and moved into place, so that a killed process leaves no half key ring.
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(set.Write());
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite);
        FlushFolder(folder);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // The new name is lasting only when the folder is on the disk too. Windows does that by itself, and .NET opens no folders.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Some file systems can't; the file itself is on the disk.
        if (Open(folder, 0) is var handle and >= 0)
        {
            _ = FlushToDisk(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushToDisk(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
