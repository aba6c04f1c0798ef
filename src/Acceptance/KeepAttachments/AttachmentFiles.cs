using CleanHeating.Acceptance.Domain;
using CleanHeating.Platform;
using CleanHeating.Platform.Keys;

namespace CleanHeating.Acceptance.KeepAttachments;

/// <summary>
/// Where the bytes of attachments lie: while they come, as they come, in a file of their own; once they are all there and as announced,
/// encrypted. Backups carry the encrypted ones.
/// </summary>
internal sealed class AttachmentFiles(Workplace workplace)
{
    // Backups pass over what is still being written.
    private const string ComingEnding = ".coming.new";
    private readonly KeptFiles _kept = new(workplace);

    /// <summary>Bytes that have come so far.</summary>
    public long Received(CountyKey key) => new FileInfo(Coming(key)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Appends what follows on what is there; false where it does not: the offset says where it begins.</summary>
    public async Task<(bool Fits, long Received)> Append(CountyKey key, long offset, long most, Stream content, CancellationToken cancellation)
    {
        var path = Coming(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (TryOpen(path) is not { } opened)
        {
            // Another request writes at this moment; whoever comes second asks again where to go on.
            return (false, Received(key));
        }

        await using var file = opened;
        if (file.Length != offset)
        {
            return (false, file.Length);
        }

        file.Seek(0, SeekOrigin.End);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + read > most)
            {
                return (false, file.Length);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return (true, file.Length);
    }

    /// <summary>What has come, whole; null where nothing has.</summary>
    public byte[]? ReadComing(CountyKey key) => File.Exists(Coming(key)) ? File.ReadAllBytes(Coming(key)) : null;

    /// <summary>Keeps the content, encrypted.</summary>
    public void Keep(CountyKey key, byte[] content) => _kept.Keep(key.County, key.Id, content);

    /// <summary>Forgets what had come: it is kept now, or was not what was announced.</summary>
    public void Forget(CountyKey key) => File.Delete(Coming(key));

    /// <summary>Forgets what began to come more than a week ago and never ended; a phone that comes back begins it anew.</summary>
    public void ForgetOld(DateTimeOffset now)
    {
        foreach (var file in Directory.Exists(_kept.Folder) ? Directory.EnumerateFiles(_kept.Folder, "*" + ComingEnding, SearchOption.AllDirectories) : [])
        {
            if (File.GetLastWriteTimeUtc(file) < now.UtcDateTime.AddDays(-7))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>The content; null where it is gone or is not what its hash says.</summary>
    public byte[]? Read(CountyKey key, string sha256) => _kept.Read(key.County, key.Id, sha256);

    private string Coming(CountyKey key) => _kept.PathOf(key.County, key.Id) + ComingEnding;

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, KeptFiles.Private(FileMode.OpenOrCreate));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
