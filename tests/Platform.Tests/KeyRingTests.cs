using System.Security.Cryptography;
using System.Text;
using CleanHeating.Platform.Security;
using CleanHeating.TestKit;

namespace CleanHeating.Platform.Tests;

/// <summary>The key ring as a file that others replace while it is held.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_FileOfTheFirstFormat_HoldsTheSameKeys()
    {
        var (cipher, index, seal) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var file = $$"""{"Current":1,"CipherKeys":{"1":"{{Convert.ToBase64String(cipher)}}"},"IndexKey":"{{Convert.ToBase64String(index)}}","SealKey":"{{Convert.ToBase64String(seal)}}"}""";

        var ring = KeyRing.Parse(Encoding.UTF8.GetBytes(file));

        Assert.Equal((1, CipherSuite.Aes), (ring.Current, ring.Of(1).Suite));
        Assert.Equal([cipher, seal, index, seal], new[] { ring.Of(1).CipherKey, ring.Of(1).SealKey, ring.Index.Key, ring.Secret.Key });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"format":2,"generations":[],"index":{"suite":"aes","key":"AA=="},"secret":{"suite":"aes","key":"AA=="}}""")]
    [InlineData("""{"format":2,"generations":[{"number":0,"suite":"aes","cipher_key":"AA==","seal_key":"AA=="}],"index":{"suite":"aes","key":"AA=="},"secret":{"suite":"aes","key":"AA=="}}""")]
    [InlineData("""{"format":2,"generations":[{"number":1,"suite":"des","cipher_key":"AA==","seal_key":"AA=="}],"index":{"suite":"aes","key":"AA=="},"secret":{"suite":"aes","key":"AA=="}}""")]
    public void Parse_WhatIsNoKeyRing_IsRefused(string file) => Assert.Throws<InvalidDataException>(() => KeyRing.Parse(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData(CipherSuite.Aes, CipherSuite.Aes)]
    [InlineData(CipherSuite.Aes, CipherSuite.National)]
    [InlineData(CipherSuite.National, CipherSuite.Aes)]
    public void Decrypt_GenerationThatAnotherProcessMade_IsReadWithoutARestart(CipherSuite before, CipherSuite after)
    {
        var held = KeyRing.OpenOrCreate(_folder.Path, before);
        using var reader = new FieldCipher(held);
        using var older = new FieldCipher(held);
        var old = older.Encrypt(PersonalField.Phone, "13800138000");
        KeyFile.Replace(KeyRing.PathIn(_folder.Path), held.Held.With(after, TimeProvider.System.GetUtcNow()));
        using var writer = new FieldCipher(KeyRing.OpenOrCreate(_folder.Path));

        var value = writer.Encrypt(PersonalField.Phone, "13900139000");

        Assert.Equal(2, value[0]);
        Assert.Equal("13900139000", reader.Decrypt(PersonalField.Phone, value));
        Assert.Equal("13800138000", writer.Decrypt(PersonalField.Phone, old));
        Assert.True(held.Has(2));
        Assert.False(held.Has(3));
    }

    [Fact]
    public async Task Current_FileWasReplaced_IsSoonTheNewGeneration()
    {
        var held = KeyRing.OpenOrCreate(_folder.Path);
        Assert.Equal(1, held.Current);

        KeyFile.Replace(KeyRing.PathIn(_folder.Path), held.Held.With(CipherSuite.Aes, TimeProvider.System.GetUtcNow()));

        for (var tries = 0; held.Current != 2 && tries < 100; tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, held.Current);
        Assert.Equal([2, 1], held.Generations.Select(g => g.Number));
    }

    [Fact]
    public async Task Current_FileIsDamagedOrGone_StaysWhatItWas()
    {
        var held = KeyRing.OpenOrCreate(_folder.Path);
        var path = KeyRing.PathIn(_folder.Path);

        await File.WriteAllTextAsync(path, "{", TestContext.Current.CancellationToken);
        await Task.Delay(700, TestContext.Current.CancellationToken);
        Assert.Equal(1, held.Current);
        File.Delete(path);
        await Task.Delay(700, TestContext.Current.CancellationToken);

        Assert.True(held.Has(1));
        Assert.False(held.Has(2));
    }

    [Fact]
    public void Replace_Ring_LeavesOneFileForItsOwnerAlone()
    {
        var path = KeyRing.PathIn(_folder.Path);
        var set = KeyRing.OpenOrCreate(_folder.Path).Held;

        KeyFile.Replace(path, set.With(CipherSuite.Aes, TimeProvider.System.GetUtcNow()));

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void Create_WhereARingStands_LeavesIt()
    {
        var first = KeyRing.OpenOrCreate(_folder.Path);

        Assert.Throws<IOException>(() => KeyFile.Create(KeyRing.PathIn(_folder.Path), KeySet.Make(CipherSuite.Aes, null)));

        Assert.Equal(first.Index.Key, KeyRing.OpenOrCreate(_folder.Path).Index.Key);
    }

    [Fact]
    public void ToString_Generation_SaysNoKey() =>
        Assert.Equal("generation 1, national", KeyRing.Ephemeral(CipherSuite.National).Of(1).ToString());
}
