using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanHeating.Acceptance.KeepArchive;

/// <summary>A file of a package, with the hash by which it can be told.</summary>
public sealed record ArchiveFile(string Path, long Size, string Sha256);

/// <summary>What a household's file lacks (C14).</summary>
public sealed record ArchiveGap(string Code, string Name);

/// <summary>A household's package: what is in it and what is missing. It is complete where nothing is.</summary>
public sealed record HouseholdManifest(string Household, string Head, string Village, bool IsComplete, IReadOnlyList<ArchiveGap> Missing, IReadOnlyList<ArchiveFile> Files);

/// <summary>A village's package.</summary>
/// <param name="Village">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Programme">Programme.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By whom.</param>
/// <param name="Complete">Households whose file is complete.</param>
/// <param name="Incomplete">Households whose file lacks something.</param>
/// <param name="Households">Households.</param>
public sealed record VillageManifest(string Village, string Name, string Programme, DateTimeOffset MadeAt, string MadeBy, int Complete, int Incomplete, IReadOnlyList<HouseholdManifest> Households);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(HouseholdManifest))]
[JsonSerializable(typeof(VillageManifest))]
internal sealed partial class ArchiveJson : JsonSerializerContext
{
    private static readonly ArchiveJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(HouseholdManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Readable.HouseholdManifest);

    public static byte[] Write(VillageManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Readable.VillageManifest);
}
