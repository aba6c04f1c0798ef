using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanHeating.Platform.Security;

/// <summary>Keys that came into use together. A value or seal made with them tells their number.</summary>
/// <param name="Number">From 1; one byte where it stands with a value.</param>
/// <param name="Suite">Algorithms.</param>
/// <param name="MadeAt">When it was made; null for the first of a key ring that is older than this note.</param>
/// <param name="CipherKey">Key of encrypted fields.</param>
/// <param name="SealKey">Key of row seals and of the journal's chain.</param>
public sealed record KeyGeneration(int Number, CipherSuite Suite, DateTimeOffset? MadeAt, byte[] CipherKey, byte[] SealKey)
{
    public const int Highest = byte.MaxValue;

    internal static KeyGeneration Make(int number, CipherSuite suite, DateTimeOffset? at) => new(number, suite, at, suite.NewCipherKey(), CipherSuites.NewHashKey());

    [JsonIgnore]
    internal HashKey Seal => new(Suite, SealKey);

    // Keys go nowhere but into their file.
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"generation {Number}, {Suite.Code()}");
}

/// <summary>What a key ring's file holds at one moment.</summary>
/// <param name="Generations">At least one, by rising numbers; the last is the one that new values get.</param>
/// <param name="Index">Key of the blind indexes. It does not turn: equal values of all counties must give equal indexes at every moment.</param>
/// <param name="Secret">Key of hashes of secrets that were handed out. It does not turn: what they were made of is known to nobody here.</param>
internal sealed record KeySet(IReadOnlyList<KeyGeneration> Generations, HashKey Index, HashKey Secret)
{
    private const int Format = 2;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public KeyGeneration Newest => Generations[^1];

    public static KeySet Make(CipherSuite suite, DateTimeOffset? at) => new([KeyGeneration.Make(1, suite, at)], new(suite, CipherSuites.NewHashKey()), new(suite, CipherSuites.NewHashKey()));

    public KeyGeneration? Find(int number) => Generations.FirstOrDefault(g => g.Number == number);

    public KeySet With(CipherSuite suite, DateTimeOffset at) => this with { Generations = [.. Generations, KeyGeneration.Make(Newest.Number + 1, suite, at)] };

    public KeySet Without(int number) => this with { Generations = [.. Generations.Where(g => g.Number != number)] };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(new Stored(Format, Generations, Index, Secret), Json);

    /// <summary>Throws <see cref="InvalidDataException"/> where the bytes are no key ring.</summary>
    public static KeySet Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.ToArray());
            var set = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("CipherKeys", out _)
                ? First(JsonSerializer.Deserialize<StoredFirst>(file))
                : Second(JsonSerializer.Deserialize<Stored>(file, Json));
            return set ?? throw new InvalidDataException("The key ring is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The key ring can't be read.", exception);
        }
    }

    private static KeySet? Second(Stored? stored)
    {
        if (stored is not { Format: Format, Generations.Count: > 0, Index.Key.Length: > 0, Secret.Key.Length: > 0 })
        {
            return null;
        }

        var ordered = stored.Generations.OrderBy(g => g.Number).ToList();
        return ordered.TrueForAll(g => g is { Number: > 0 and <= KeyGeneration.Highest, CipherKey.Length: > 0, SealKey.Length: > 0 }) ? new(ordered, stored.Index, stored.Secret) : null;
    }

    // The first format had one generation, whose seal key also hashed the secrets.
    private static KeySet? First(StoredFirst? stored) =>
        stored is { CipherKeys.Count: > 0, IndexKey: not null, SealKey: not null } && stored.CipherKeys.TryGetValue(stored.Current, out var cipher)
            ? new([new(stored.Current, CipherSuite.Aes, null, cipher, stored.SealKey)], new(CipherSuite.Aes, stored.IndexKey), new(CipherSuite.Aes, stored.SealKey))
            : null;

    private sealed record Stored(int Format, IReadOnlyList<KeyGeneration> Generations, HashKey Index, HashKey Secret);

    private sealed record StoredFirst(byte Current, Dictionary<byte, byte[]> CipherKeys, byte[] IndexKey, byte[] SealKey);
}
