using System.Security.Cryptography;
using CleanHeating.Platform.Keys;
using CleanHeating.Platform.Security;
using CleanHeating.TestKit;

namespace CleanHeating.Platform.Tests;

/// <summary>Photos and signatures on the disk: whole or not at all, and under keys that turn.</summary>
public sealed class FileCipherTests
{
    private const int Piece = 64 * 1024;

    public static TheoryData<CipherSuite, int> Sizes => new(
        from suite in new[] { CipherSuite.Aes, CipherSuite.National }
        from size in new[] { 0, 1, Piece - 1, Piece, Piece + 1, (3 * Piece) + 7 }
        select new TheoryDataRow<CipherSuite, int>(suite, size));

    [Theory, MemberData(nameof(Sizes))]
    public void Decrypt_WhatWasEncrypted_IsTheSame(CipherSuite suite, int size)
    {
        var keys = KeyRing.Ephemeral(suite);
        var content = RandomNumberGenerator.GetBytes(size);

        Assert.Equal(content, FileCipher.Decrypt(keys, Encrypted(keys, content)));
    }

    [Theory, InlineData(CipherSuite.Aes), InlineData(CipherSuite.National)]
    public void Decrypt_ChangedCutDoubledOrSwapped_IsRefused(CipherSuite suite)
    {
        var keys = KeyRing.Ephemeral(suite);
        var file = Encrypted(keys, RandomNumberGenerator.GetBytes(3 * Piece));
        var piece = file.Length / 3;
        byte[] changed = [.. file];
        changed[piece + 40] ^= 1;

        foreach (var bad in (byte[][])[changed, file[..^1], file[..piece], file[..(2 * piece)], file[piece..], [.. file, .. file[^piece..]], [.. file[piece..(2 * piece)], .. file[..piece], .. file[(2 * piece)..]], []])
        {
            Assert.ThrowsAny<CryptographicException>(() => FileCipher.Decrypt(keys, bad));
        }
    }

    [Fact]
    public void Renew_FilesOfTwoSuites_AllStandUnderTheNewest()
    {
        using var folder = new TempFolder();
        var keys = KeyRing.OpenOrCreate(folder.Path);
        var content = RandomNumberGenerator.GetBytes(100_000);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, EncryptedFiles.Folder, "980101")).FullName, "1" + EncryptedFiles.Ending);
        File.WriteAllBytes(path, Encrypted(keys, content));
        File.WriteAllBytes(path + ".coming.new", [1, 2, 3]);
        KeyFile.Replace(KeyRing.PathIn(folder.Path), keys.Held.With(CipherSuite.National, DateTimeOffset.UnixEpoch));
        var newest = (byte)keys.Held.Newest.Number;

        Assert.Equal([(1, 1L)], EncryptedFiles.Count(folder.Path));
        Assert.Equal(1, EncryptedFiles.Renew(folder.Path, keys, newest, CancellationToken.None));
        Assert.Equal(0, EncryptedFiles.Renew(folder.Path, keys, newest, CancellationToken.None));

        Assert.Equal([(2, 1L)], EncryptedFiles.Count(folder.Path));
        Assert.Equal(content, FileCipher.Decrypt(keys, File.ReadAllBytes(path)));
    }

    private static byte[] Encrypted(KeyRing keys, byte[] content)
    {
        using var from = new MemoryStream(content);
        using var to = new MemoryStream();
        FileCipher.Encrypt(keys, from, to);
        return to.ToArray();
    }
}
