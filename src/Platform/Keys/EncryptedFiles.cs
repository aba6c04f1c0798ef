using System.Security.Cryptography;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Keys;

/// <summary>The files of a data folder that are encrypted: photos, signatures and papers. Each says in its first byte under which generation it stands.</summary>
public static class EncryptedFiles
{
    /// <summary>Folder below the data folder.</summary>
    public const string Folder = "attachments";

    /// <summary>How an encrypted file's name ends; one that is being written ends otherwise.</summary>
    public const string Ending = ".bin";

    /// <summary>How many files stand under which generation.</summary>
    internal static IEnumerable<(int Generation, long Count)> Count(string dataFolder) =>
        All(dataFolder).GroupBy(GenerationOf).Where(g => g.Key is not null).Select(g => ((int)g.Key!, g.LongCount()));

    /// <summary>Brings files to a generation, each written beside and moved into place; returns how many.</summary>
    internal static long Renew(string dataFolder, KeyRing keys, byte generation, CancellationToken cancellation)
    {
        long renewed = 0;
        foreach (var path in All(dataFolder).Where(p => GenerationOf(p) < generation))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var plain = FileCipher.Decrypt(keys, File.ReadAllBytes(path));
                Write(path, ".renewed.new", plain, keys.Of(generation));
                renewed++;
            }
            catch (Exception exception) when (exception is CryptographicException or FileNotFoundException)
            {
                // Changed behind the software's back, or gone meanwhile: it stays as it is, and its generation stays in use.
            }
        }

        return renewed;
    }

    /// <summary>Writes a file encrypted: beside its place first, and then moved there.</summary>
    internal static void Write(string path, string besideEnding, byte[] plain, KeyGeneration generation)
    {
        var beside = path + besideEnding;
        using (var file = new FileStream(beside, KeptFiles.Private(FileMode.Create)))
        using (var from = new MemoryStream(plain))
        {
            FileCipher.Encrypt(generation, from, file);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static IEnumerable<string> All(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, Folder);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Ending, SearchOption.AllDirectories).Where(p => p.EndsWith(Ending, StringComparison.Ordinal)) : [];
    }

    private static int? GenerationOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadByte() is >= 0 and var first ? first : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
