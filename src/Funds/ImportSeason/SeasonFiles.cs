using System.Collections.Concurrent;
using System.Security.Cryptography;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Kernel;
using CleanHeating.Platform.Security;

namespace CleanHeating.Funds.ImportSeason;

/// <summary>A certificate with the index of its person.</summary>
internal sealed record IndexedCertificate(CertificateLine Line, IndexValue Person);

/// <summary>Season files as read: nothing is looked up yet.</summary>
internal sealed class SeasonFiles
{
    /// <summary>Bills by utility, in the order of the file.</summary>
    public List<BillLine>[] Bills { get; } = [[], []];

    public List<IndexedCertificate> Certificates { get; } = [];

    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of the files by name.</summary>
    public ConcurrentDictionary<string, string> Hashes { get; } = new(StringComparer.Ordinal);

    public void Refuse(string code) => Refused[code] = Refused.GetValueOrDefault(code) + 1;

    /// <summary>Reads a utility's bills.</summary>
    public Error? ReadBills(string path, Metered utility, Season season)
    {
        var file = new BillFile(new SeasonText(Bytes(path)), season);
        if (file.Heading() != utility)
        {
            return new Error("season-heading", new ErrorPlace(File: Path.GetFileName(path)), Path.GetFileName(path));
        }

        Bills[(int)utility] = file.Lines();
        return null;
    }

    /// <summary>Reads the register; the same certificate of the same person counts once.</summary>
    public Error? ReadRegister(string path, DateOnly asOf, KeyRing keys)
    {
        if (new RegisterFile(new SeasonText(Bytes(path)), asOf).Read(Refuse) is not { } lines)
        {
            return new Error("season-heading", new ErrorPlace(File: Path.GetFileName(path)), Path.GetFileName(path));
        }

        using var index = new BlindIndex(keys);
        var known = new HashSet<(IndexValue, string)>();
        foreach (var line in lines)
        {
            var person = index.Of(PersonalField.Identity, line.Person.Value);
            if (known.Add((person, line.Number)))
            {
                Certificates.Add(new IndexedCertificate(line, person));
            }
            else
            {
                Refuse("certificate-duplicate");
            }
        }

        return null;
    }

    private byte[] Bytes(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Hashes[Path.GetFileName(path)] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return bytes;
    }
}
