using System.Security.Cryptography;
using System.Text;
using CleanHeating.Platform.Security;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CleanHeating.Platform.Tests;

/// <summary>SM4 and SM3 as the system's OpenSSL has them: against the standards' examples, and against another implementation.</summary>
public sealed class NationalSuiteTests
{
    private const string Block = "0123456789ABCDEFFEDCBA9876543210";
    private readonly KeyRing _keys = KeyRing.Ephemeral(CipherSuite.National);

    [Fact]
    public void Suite_OnThisMachine_IsThere() => Assert.Null(CipherSuite.National.Objection());

    // GB/T 32907, appendix A: one encryption, and a million in a row.
    [Theory]
    [InlineData(1, "681EDF34D206965E86B3E94F536E4246")]
    [InlineData(1_000_000, "595298C7C6FD271F0402F804C33D3F66")]
    public void Sm4_ExamplesOfTheStandard_ComeOut(int times, string expected)
    {
        using var cipher = new Sm4Counter(Convert.FromHexString(Block));
        var (block, zero) = (Convert.FromHexString(Block), new byte[Sm4Counter.BlockSize]);

        for (var i = 0; i < times; i++)
        {
            // Over nothing but zeros, counter mode gives the encrypted counter.
            var next = new byte[Sm4Counter.BlockSize];
            cipher.Apply(block, zero, next);
            block = next;
        }

        Assert.Equal(expected, Convert.ToHexString(block));
    }

    // GB/T 32905, appendix A.
    [Theory]
    [InlineData("abc", 1, "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")]
    [InlineData("abcd", 16, "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732")]
    public void Sm3_ExamplesOfTheStandard_ComeOut(string text, int times, string expected)
    {
        var (input, output) = (Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))), new byte[KeyedHash.Size]);

        Assert.Equal(1, LibCrypto.EVP_Digest(input, (nuint)input.Length, output, out var written, LibCrypto.EVP_MD_fetch(0, "SM3", 0), 0));

        Assert.Equal((32U, expected), (written, Convert.ToHexString(output)));
    }

    [Fact]
    public void Hash_AnyKeyAndInput_IsWhatAnotherImplementationHas() => Prop.ForAll(Bytes(1, 200), Bytes(0, 700), (key, input) =>
    {
        using var hash = new NationalKeyedHash(key);
        var output = new byte[KeyedHash.Size];
        hash.Hash([1, 2, 3], output);
        hash.Hash(input, output);

        return output.AsSpan().SequenceEqual(OtherHash(key, input));
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300));

    [Fact]
    public void Apply_AnyKeyAndInput_IsWhatAnotherImplementationHas() => Prop.ForAll(Bytes(16, 16), Bytes(16, 16), Bytes(0, 300), (key, first, input) =>
    {
        using var cipher = new Sm4Counter(key);
        var output = new byte[input.Length];
        cipher.Apply(first, input, output);

        return output.AsSpan().SequenceEqual(OtherCipher(key, first, input));
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300));

    // The layout as it is written down, so that values can be read without this product.
    [Fact]
    public void Encrypt_AnyValue_IsReadableByTheStandardsAlone()
    {
        using var cipher = new FieldCipher(_keys);
        var key = _keys.Of(1).CipherKey;

        var value = cipher.Encrypt(PersonalField.Identity, "371779196904092355");

        Assert.Equal(1 + 16 + 18 + 16, value.Length);
        Assert.Equal("371779196904092355", Encoding.UTF8.GetString(OtherCipher(key[..16], value[1..17], value[17..^16])));
        Assert.Equal(OtherHash(key[16..], [(byte)PersonalField.Identity, .. value[..^16]])[..16], value[^16..]);
    }

    [Fact]
    public void Decrypt_WhatWasEncrypted_IsTheSame()
    {
        using var cipher = new FieldCipher(_keys);

        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>().Filter(s => s.Get.All(c => !char.IsSurrogate(c))), text =>
            Assert.Equal(text.Get, cipher.Decrypt(PersonalField.RefusedRow, cipher.Encrypt(PersonalField.RefusedRow, text.Get)))).QuickCheckThrowOnFailure();
        var long_ = new string('行', 5000);
        Assert.Equal(long_, cipher.Decrypt(PersonalField.RefusedRow, cipher.Encrypt(PersonalField.RefusedRow, long_)));
    }

    [Fact]
    public void Decrypt_ChangedMovedOrForeignValue_Throws()
    {
        using var cipher = new FieldCipher(_keys);
        using var foreign = new FieldCipher(KeyRing.Ephemeral(CipherSuite.National));
        var value = cipher.Encrypt(PersonalField.Phone, "13800138000");

        Assert.ThrowsAny<CryptographicException>(() => foreign.Decrypt(PersonalField.Phone, value));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(PersonalField.Account, value));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(PersonalField.Phone, value.AsSpan(0, 20)));
        for (var i = 0; i < value.Length; i++)
        {
            var changed = (byte[])value.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(PersonalField.Phone, changed));
        }
    }

    [Fact]
    public void Encrypt_SameTextTwice_LooksDifferent()
    {
        using var cipher = new FieldCipher(_keys);

        Assert.NotEqual(cipher.Encrypt(PersonalField.Phone, "13800138000"), cipher.Encrypt(PersonalField.Phone, "13800138000"));
    }

    [Fact]
    public void IndexAndSeal_OfTheNationalSuite_AreHmacSm3()
    {
        using var index = new BlindIndex(_keys);
        using var seal = new RowSeal(_keys);

        Assert.Equal(OtherHash(_keys.Index.Key, [(byte)PersonalField.Phone, .. "13800138000"u8])[..16], index.Of(PersonalField.Phone, "13800138000").ToArray());
        Assert.Equal(OtherHash(_keys.Of(1).SealKey, [2, 1, 0, 0, 0, (byte)'t', 1, 7, 0, 0, 0, 0, 0, 0, 0])[..16], seal.Begin("t").Add(7).End());
    }

    [Fact]
    public void Ciphers_OnManyThreads_DoNotMixUp() => Parallel.For(0, 8, thread =>
    {
        using var cipher = new FieldCipher(_keys);
        for (var i = 0; i < 2000; i++)
        {
            var text = $"{thread}-{i}";
            Assert.Equal(text, cipher.Decrypt(PersonalField.Phone, cipher.Encrypt(PersonalField.Phone, text)));
        }
    });

    private static byte[] OtherHash(byte[] key, byte[] input)
    {
        var (hash, output) = (new HMac(new SM3Digest()), new byte[32]);
        hash.Init(new KeyParameter(key));
        hash.BlockUpdate(input, 0, input.Length);
        hash.DoFinal(output, 0);
        return output;
    }

    private static byte[] OtherCipher(byte[] key, byte[] first, byte[] input)
    {
        var (cipher, output) = (new SicBlockCipher(new SM4Engine()), new byte[input.Length + 16]);
        cipher.Init(true, new ParametersWithIV(new KeyParameter(key), first));
        var padded = new byte[input.Length + 16];
        input.CopyTo(padded, 0);
        for (var at = 0; at < input.Length; at += 16)
        {
            cipher.ProcessBlock(padded, at, output, at);
        }

        return output[..input.Length];
    }

    private static Arbitrary<byte[]> Bytes(int least, int most) =>
        Gen.Choose(least, most).SelectMany(length => Gen.Choose(0, 255).ArrayOf(length)).Select(all => all.Select(b => (byte)b).ToArray()).ToArbitrary();
}
