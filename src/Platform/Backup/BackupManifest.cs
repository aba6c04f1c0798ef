using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Backup;

/// <summary>What a backup holds; stands in it as manifest.json.</summary>
/// <param name="Format">Version of the format, from 1.</param>
/// <param name="Product">Version of the product that wrote it.</param>
/// <param name="Database">Kind of the database it was taken from; it can be restored into either.</param>
/// <param name="TakenAt">When the picture of the database was taken.</param>
/// <param name="Programme">Programme in force, for people; null where none was loaded.</param>
/// <param name="Migrations">Names of the migrations that the schema had, oldest first.</param>
/// <param name="Tables">Tables in the order in which they can be filled.</param>
/// <param name="Files">Files of the data folder.</param>
/// <param name="HasKeys">Whether the key ring is in it, under a passphrase.</param>
public sealed record BackupManifest(
    int Format, string Product, string Database, DateTimeOffset TakenAt, string? Programme, IReadOnlyList<string> Migrations,
    IReadOnlyList<BackupTable> Tables, IReadOnlyList<BackupFolderFile> Files, bool HasKeys)
{
    public const int CurrentFormat = 1;

    internal const string Entry = "manifest.json", MarkEntry = "manifest.mark", KeysEntry = "keys.sealed", TablesFolder = "tables/", FilesFolder = "files/";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    public long Rows() => Tables.Sum(t => t.Rows);

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    internal static BackupManifest? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The manifest's own hash, and a keyed one: who has no key can't make a changed backup look sound.</summary>
    internal static byte[] Mark(ReadOnlySpan<byte> manifest, KeyGeneration keys) =>
    [
        .. SHA256.HashData(manifest),
        .. HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.SealKey, 32, info: "cleanheating backup manifest"u8.ToArray()), manifest),
    ];
}

/// <summary>A table in a backup: one JSON array per row and line, in the order of the primary key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Columns in the order in which rows list them.</param>
/// <param name="Key">Columns of the primary key.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Bytes">Size of the lines.</param>
/// <param name="Sha256">Hash of the lines.</param>
public sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, IReadOnlyList<string> Key, long Rows, long Bytes, string Sha256);

/// <summary>A column and its type: int, long, text or bytes (Base64).</summary>
public sealed record BackupColumn(string Name, string Type);

/// <summary>A file of the data folder; its path has forward slashes. Its content stands sealed in the backup.</summary>
public sealed record BackupFolderFile(string Path, long Bytes, string Sha256);
