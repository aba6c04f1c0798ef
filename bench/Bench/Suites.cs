using System.Diagnostics;
using System.Globalization;
using System.Text;
using CleanHeating.Platform.Security;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CleanHeating.Bench;

/// <summary>What each cipher suite does in a second on one thread, and what the national one would do in managed code (docs/adr/0008).</summary>
internal static class Suites
{
    private const string Identity = "371779196904092355";
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    public static void Run()
    {
        foreach (var suite in Enum.GetValues<CipherSuite>())
        {
            Product(suite.Code(), KeyRing.Ephemeral(suite));
        }

        Managed();
    }

    private static void Product(string name, KeyRing keys)
    {
        using var cipher = new FieldCipher(keys);
        using var index = new BlindIndex(keys);
        using var seal = new RowSeal(keys);
        var (value, row, large) = (cipher.Encrypt(PersonalField.Identity, Identity), new byte[500], new string('x', 1 << 20));
        Show(name, "fields encrypted", "/s", Rate(() => cipher.Encrypt(PersonalField.Identity, Identity)));
        Show(name, "fields decrypted", "/s", Rate(() => cipher.Decrypt(PersonalField.Identity, value)));
        Show(name, "index values", "/s", Rate(() => index.Of(PersonalField.Identity, Identity)));
        Show(name, "seals of 500 bytes", "/s", Rate(() => seal.Begin("household").AddUtf8(row).Value()));
        Show(name, "a large value encrypted", "MB/s", Rate(() => cipher.Encrypt(PersonalField.RefusedRow, large)) * 1.048576);
        Show(name, "a large text hashed", "MB/s", Rate(() => index.Of(PersonalField.RefusedRow, large)) * 1.048576);
    }

    private static void Managed()
    {
        var (hash, output, row) = (new HMac(new SM3Digest()), new byte[32], new byte[500]);
        hash.Init(new KeyParameter(new byte[32]));
        var (cipher, key) = (new SicBlockCipher(new SM4Engine()), new KeyParameter(new byte[16]));
        var (plain, encrypted, first) = (new byte[32], new byte[32], new byte[16]);
        Encoding.ASCII.GetBytes(Identity).CopyTo(plain, 0);
        double Hashed(byte[] input) => Rate(() =>
        {
            hash.BlockUpdate(input, 0, input.Length);
            hash.DoFinal(output, 0);
        });
        Show("managed", "fields encrypted", "/s", Rate(() =>
        {
            cipher.Init(true, new ParametersWithIV(key, first));
            cipher.ProcessBlock(plain, 0, encrypted, 0);
            cipher.ProcessBlock(plain, 16, encrypted, 16);
            hash.BlockUpdate(encrypted, 0, 18);
            hash.BlockUpdate(first, 0, 16);
            hash.DoFinal(output, 0);
        }));
        Show("managed", "seals of 500 bytes", "/s", Hashed(row));
        Show("managed", "a large text hashed", "MB/s", Hashed(new byte[1 << 20]) * 1.048576);
    }

    private static void Show(string suite, string what, string unit, double rate) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{suite,-9} {what,-24} {rate,12:N0} {unit}"));

    private static double Rate(Action act) => Rate(() =>
    {
        act();
        return 0;
    });

    // The second round counts: by then everything is compiled.
    private static double Rate<T>(Func<T> act)
    {
        var rate = 0.0;
        for (var round = 0; round < 2; round++)
        {
            var (watch, times) = (Stopwatch.StartNew(), 0L);
            for (; times % 16 != 0 || watch.Elapsed < Each; times++)
            {
                act();
            }

            rate = times / watch.Elapsed.TotalSeconds;
        }

        return rate;
    }
}
