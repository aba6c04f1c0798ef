using System.Security.Cryptography;
using System.Text.Json;

namespace CleanHeating.Platform.Security;

/// <summary>
/// The secrets that protect a database, kept outside it: one file in the data folder, readable by its owner alone.
/// A key's number stands with every value made with it, so a new key can come into use while old values are still read.
/// </summary>
public sealed class KeyRing
{
    private readonly Dictionary<byte, byte[]> _cipherKeys;

    private KeyRing(byte current, Dictionary<byte, byte[]> cipherKeys, byte[] indexKey, byte[] sealKey)
    {
        Current = current;
        _cipherKeys = cipherKeys;
        IndexKey = indexKey;
        SealKey = sealKey;
    }

    /// <summary>Number of the cipher key that new values get.</summary>
    public byte Current { get; }

    /// <summary>Key of the blind indexes.</summary>
    public byte[] IndexKey { get; }

    /// <summary>Key of row seals and of the journal's chain.</summary>
    public byte[] SealKey { get; }

    /// <summary>Seal key of a generation.</summary>
    public byte[] SealKeyOf(int generation) => generation == Current ? SealKey : throw new CryptographicException("A seal names a key that this key ring does not hold.");

    public bool HasSealKey(int generation) => generation == Current;

    /// <summary>Generations whose seal keys are held, newest first.</summary>
    public IEnumerable<int> SealGenerations => [Current];

    /// <summary>The oldest generation: what is only ever compared with its own hash stays with it.</summary>
    public int FirstGeneration => Current;

    public IEnumerable<byte> CipherKeyNumbers => _cipherKeys.Keys;

    public byte[] CipherKey(byte number) =>
        _cipherKeys.TryGetValue(number, out var key) ? key : throw new CryptographicException("A stored value names a key that this key ring does not hold.");

    /// <summary>Where a data folder keeps its key ring.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "keys", "keyring.json");

    /// <summary>A key ring from the bytes of its file. Throws <see cref="InvalidDataException"/> where they are none.</summary>
    public static KeyRing Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(file);
            return stored is { CipherKeys.Count: > 0, IndexKey: not null, SealKey: not null }
                ? new KeyRing(stored.Current, stored.CipherKeys, stored.IndexKey, stored.SealKey)
                : throw new InvalidDataException("The key ring is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The key ring can't be read.", exception);
        }
    }

    /// <summary>Opens the key ring of a data folder, or makes a new one where there is none.</summary>
    public static KeyRing OpenOrCreate(string dataFolder)
    {
        var path = PathIn(dataFolder);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Write(path, new Stored(1, new() { [1] = Random() }, Random(), Random()));
        }

        return Parse(File.ReadAllBytes(path));
    }

    /// <summary>A key ring that lives in memory only, for tests and measurements.</summary>
    public static KeyRing Ephemeral() => new(1, new() { [1] = Random() }, Random(), Random());

    private static byte[] Random() => RandomNumberGenerator.GetBytes(32);

    private static void Write(string path, Stored stored)
    {
        // Written beside and moved into place, so that a killed process leaves no half key ring.
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(file, stored);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: false);
    }

    private sealed record Stored(byte Current, Dictionary<byte, byte[]> CipherKeys, byte[] IndexKey, byte[] SealKey);
}
