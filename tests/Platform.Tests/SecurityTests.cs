using System.Security.Cryptography;
using CleanHeating.Platform.Security;
using CleanHeating.Platform.Storage;
using CleanHeating.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace CleanHeating.Platform.Tests;

public sealed class SecurityTests
{
    private readonly KeyRing _keys = KeyRing.Ephemeral();

    [Fact]
    public void Decrypt_WhatWasEncrypted_IsTheSame()
    {
        using var cipher = new FieldCipher(_keys);

        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>().Filter(s => s.Get.All(c => !char.IsSurrogate(c))), text =>
            Assert.Equal(text.Get, cipher.Decrypt(PersonalField.Identity, cipher.Encrypt(PersonalField.Identity, text.Get)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Encrypt_SameTextTwice_LooksDifferent()
    {
        using var cipher = new FieldCipher(_keys);

        Assert.NotEqual(cipher.Encrypt(PersonalField.Phone, "13800138000"), cipher.Encrypt(PersonalField.Phone, "13800138000"));
    }

    [Fact]
    public void Decrypt_ChangedOrMovedValue_Throws()
    {
        using var cipher = new FieldCipher(_keys);
        var value = cipher.Encrypt(PersonalField.Phone, "13800138000");

        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(PersonalField.Account, value));
        for (var i = 0; i < value.Length; i++)
        {
            var changed = (byte[])value.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(PersonalField.Phone, changed));
        }
    }

    [Fact]
    public void Of_FieldValueAndKey_DecideTheIndex()
    {
        using var index = new BlindIndex(_keys);
        using var same = new BlindIndex(_keys);
        using var other = new BlindIndex(KeyRing.Ephemeral());
        var value = index.Of(PersonalField.Identity, "371779196904092355");

        Assert.Equal(value, same.Of(PersonalField.Identity, "371779196904092355"));
        Assert.NotEqual(value, index.Of(PersonalField.Phone, "371779196904092355"));
        Assert.NotEqual(value, other.Of(PersonalField.Identity, "371779196904092355"));
        Assert.Equal(value, IndexValue.From(value.ToArray()));
    }

    [Fact]
    public void Seal_FieldsThatRunTogetherAlike_Differ()
    {
        using var seal = new RowSeal(_keys);

        var rows = new[]
        {
            seal.Begin("t").Add("ab").Add("c").End(), seal.Begin("t").Add("a").Add("bc").End(), seal.Begin("t").Add("abc").AddNull().End(),
            seal.Begin("t").Add("ab").Add((string?)null).Add("c").End(), seal.Begin("u").Add("ab").Add("c").End(), seal.Begin("t").Add("ab").Add("c"u8).End(),
        };

        Assert.Equal(rows.Length, rows.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void OpenOrCreate_Again_GivesTheSameKeysToTheOwnerAlone()
    {
        using var folder = new TempFolder();
        var first = KeyRing.OpenOrCreate(folder.Path);

        var again = KeyRing.OpenOrCreate(folder.Path);

        Assert.Equal(first.Index.Key, again.Index.Key);
        Assert.Equal(first.Secret.Key, again.Secret.Key);
        Assert.Equal(first.Of(first.Current).SealKey, again.Of(again.Current).SealKey);
        Assert.Equal(first.Of(first.Current).CipherKey, again.Of(again.Current).CipherKey);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "keys", "keyring.json")));
        }
    }

    [Fact]
    public void Next_ManyIds_RiseAndNeverRepeat()
    {
        var ids = new TimeOrderedId(TimeProvider.System);

        var made = Enumerable.Range(0, 50_000).Select(_ => ids.Next()).ToList();

        Assert.Equal(made, made.Distinct().Order());
    }
}
