using System.Security.Cryptography;

namespace CleanHeating.Platform.Security;

/// <summary>
/// The secrets that protect a database, kept outside it: one file in the data folder, readable by its owner alone. Keys turn while
/// servers run: whoever holds a ring looks now and then whether the file was replaced, and at once where a value names a generation
/// that it does not know. Safe for several threads.
/// </summary>
public sealed class KeyRing
{
    private const long LookEvery = 500;
    private readonly string? _path;
    private readonly Lock _looking = new();
    private volatile KeySet _set;
    private DateTime _written;
    private long _lookedAt = Environment.TickCount64;

    private KeyRing(KeySet set, string? path, DateTime written) => (_set, _path, _written) = (set, path, written);

    /// <summary>Number of the generation that new values get.</summary>
    public byte Current => (byte)Now.Newest.Number;

    /// <summary>Key of the blind indexes.</summary>
    public HashKey Index => _set.Index;

    /// <summary>Key of hashes of secrets that were handed out.</summary>
    public HashKey Secret => _set.Secret;

    /// <summary>What is held, newest first.</summary>
    public IEnumerable<KeyGeneration> Generations => Now.Generations.Reverse();

    /// <summary>Keys of a generation; throws <see cref="CryptographicException"/> where it is not held.</summary>
    public KeyGeneration Of(int generation) => Find(generation) ?? throw new CryptographicException("A stored value names a key that this key ring does not hold.");

    public bool Has(int generation) => Find(generation) is not null;

    /// <summary>Where a data folder keeps its key ring.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "keys", "keyring.json");

    /// <summary>A key ring from the bytes of its file. Throws <see cref="InvalidDataException"/> where they are none.</summary>
    public static KeyRing Parse(ReadOnlySpan<byte> file) => new(KeySet.Parse(file), null, default);

    /// <summary>Opens the key ring of a data folder, or makes a new one where there is none.</summary>
    public static KeyRing OpenOrCreate(string dataFolder, CipherSuite suite = CipherSuite.Aes, TimeProvider? time = null)
    {
        var path = PathIn(dataFolder);
        if (!File.Exists(path))
        {
            KeyFile.Create(path, KeySet.Make(suite, time?.GetUtcNow()));
        }

        var written = File.GetLastWriteTimeUtc(path);
        return new KeyRing(KeySet.Parse(File.ReadAllBytes(path)), path, written);
    }

    /// <summary>A key ring that lives in memory only, for tests and measurements.</summary>
    public static KeyRing Ephemeral(CipherSuite suite = CipherSuite.Aes) => new(KeySet.Make(suite, null), null, default);

    /// <summary>The set as it now is; for who replaces it.</summary>
    internal KeySet Held => Reload(anyway: true);

    private KeySet Now => _path is not null && Environment.TickCount64 - Volatile.Read(ref _lookedAt) >= LookEvery ? Reload(anyway: false) : _set;

    private KeyGeneration? Find(int generation) => Now.Find(generation) ?? (_path is null ? null : Reload(anyway: true).Find(generation));

    // A file that can't be read at this moment leaves what was known.
    private KeySet Reload(bool anyway)
    {
        if (_path is null)
        {
            return _set;
        }

        lock (_looking)
        {
            try
            {
                var written = File.GetLastWriteTimeUtc(_path);
                if (anyway || written != _written)
                {
                    var set = KeySet.Parse(File.ReadAllBytes(_path));
                    if (set.Generations.All(g => g.Suite.Objection() is null))
                    {
                        (_set, _written) = (set, written);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // Tried again at the next look.
            }

            Volatile.Write(ref _lookedAt, Environment.TickCount64);
            return _set;
        }
    }
}
