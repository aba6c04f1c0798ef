using System.Diagnostics;
using System.Globalization;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Server.Composition;
using CleanHeating.TestKit;

namespace CleanHeating.Server.Tests.Faults;

/// <summary>
/// The disk of the data folder fills up in the middle of an import and of a backup. It is a real small file system (tmpfs) where one
/// may be mounted; elsewhere the test says that it could not.
/// </summary>
public sealed class DiskFullTests : IDisposable
{
    private const int Households = 12_000;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public void Import_DiskFull_SaysSoAndLeavesNothingHalf(int megabytes)
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), megabytes);
        var program = new Cleanheat(Path.Combine(disk.Path, "data"), null);
        var city = new City(_folder, Households);
        Assert.Equal(0, program.Run(out _, "init", "--programme", InventedCity.HezeFolder));

        var exit = program.Run(out var refused, out var errors, city.Import);
        disk.Grow(200);
        Assert.True(exit == 3, errors);
        Assert.Equal("database-full", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(0, program.Run(out var verified, "verify"));

        Assert.True(verified.GetProperty("ok").GetBoolean());
        Assert.Equal(1, program.Run(out var finished, city.Import));
        Assert.Equal(Households, finished.GetProperty("rows").GetInt32());
        Assert.Equal(0, program.Run(out _, "verify"));
    }

    [Fact]
    public void Backup_DiskFull_LeavesTheOldOneAndNoPart()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), 1);
        var program = new Cleanheat(_folder.File("data"), null);
        var city = new City(_folder, 4000);
        program.Run(out _, "init", "--programme", InventedCity.HezeFolder);
        var backup = Path.Combine(disk.Path, "a.backup");
        Assert.Equal(0, program.Run(out _, "backup", backup));
        var old = File.ReadAllBytes(backup);
        program.Run(out _, city.Import);

        Assert.Equal(3, program.Run(out var refused, "backup", backup));

        Assert.Equal("database-full", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal([backup], Directory.GetFiles(disk.Path));
        Assert.Equal(old, File.ReadAllBytes(backup));
    }

    [Fact]
    public void Restore_DiskFull_LeavesNothing()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), 2);
        var source = new Cleanheat(_folder.File("data"), null);
        var city = new City(_folder, 4000);
        source.Run(out _, "init", "--programme", InventedCity.HezeFolder);
        source.Run(out _, city.Import);
        source.Run(out _, "backup", _folder.File("a.backup"));
        var target = new Cleanheat(Path.Combine(disk.Path, "data"), null);

        Assert.Equal(3, target.Run(out var refused, "restore", _folder.File("a.backup"), "--keys", _folder.File("data/keys/keyring.json")));

        Assert.Equal("database-full", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Empty(Directory.GetFiles(target.Folder, "*", SearchOption.AllDirectories));
    }
}

/// <summary>A file system of a few megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts it; the test is skipped, saying so, where that is not permitted.</summary>
    public static SmallDisk Mount(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        if (!Run("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", path))
        {
            Assert.Skip("A small file system can't be mounted here (it takes the rights of root).");
        }

        return new SmallDisk(path);
    }

    public void Grow(int megabytes) => Assert.True(Run("mount", "-o", "remount," + Size(megabytes), Path));

    public void Dispose() => Run("umount", "-l", Path);

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
