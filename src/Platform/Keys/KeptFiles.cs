using System.Globalization;
using System.Security.Cryptography;
using CleanHeating.Platform.Security;

namespace CleanHeating.Platform.Keys;

/// <summary>A kept file's bytes, with what they are and what they are called.</summary>
public sealed record KeptContent(byte[] Bytes, string MediaType, string Name);

/// <summary>Files that stay: encrypted, one for each row that speaks of it, named by the row's county and number. Backups carry them.</summary>
public sealed class KeptFiles(Workplace workplace)
{
    /// <summary>Below which everything lies.</summary>
    public string Folder { get; } = Path.Combine(workplace.Folder, EncryptedFiles.Folder);

    /// <summary>Where a row's file lies.</summary>
    public string PathOf(int county, long id) => Path.Combine(
        Folder, county.ToString(CultureInfo.InvariantCulture), (id % 1000).ToString("D3", CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture) + EncryptedFiles.Ending);

    /// <summary>Keeps content: a file is whole or not there.</summary>
    public void Keep(int county, long id, byte[] content)
    {
        var path = PathOf(county, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        EncryptedFiles.Write(path, ".new", content, workplace.Keys.Of(workplace.Keys.Current));
    }

    /// <summary>The content; null where it is gone or is not what its hash says.</summary>
    public byte[]? Read(int county, long id, string sha256)
    {
        try
        {
            var content = FileCipher.Decrypt(workplace.Keys, File.ReadAllBytes(PathOf(county, id)));
            return Convert.ToHexStringLower(SHA256.HashData(content)) == sha256 ? content : null;
        }
        catch (Exception exception) when (exception is IOException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>How such files are opened: by one writer, readable to nobody else.</summary>
    public static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
