using System.Net;
using System.Security.Cryptography.X509Certificates;
using CleanHeating.Kernel;
using Microsoft.AspNetCore.Http;

namespace CleanHeating.Server.Settings;

/// <summary>Where the server may listen, and for whom it answers there.</summary>
internal static class Listening
{
    private static readonly string[] EveryAddress = ["*", "+", "0.0.0.0", "::"];

    public static bool TryParse(string url, out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(url.Trim());
            return address.Scheme is "http" or "https" && !address.IsUnixPipe && !address.IsNamedPipe && address.PathBase.Length == 0;
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }

    /// <summary>
    /// Addresses beyond this machine need HTTPS, or a proxy that does it, and names to be reached by; the demonstration, which
    /// lets in without a password, never leaves the machine.
    /// </summary>
    public static List<Error> Check(string urls, ServerSettings settings, bool demo)
    {
        var errors = new List<Error>();
        foreach (var url in Split(urls))
        {
            if (!TryParse(url, out var address))
            {
                errors.Add(new Error("listen-invalid", null, url));
            }
            else if (address.Scheme == "https" && settings.Certificate is null)
            {
                errors.Add(new Error("listen-certificate", null, url));
            }
            else if (!IsLoopback(address.Host))
            {
                Error? refused = demo ? new Error("listen-demo", null, url)
                    : address.Scheme != "https" && !settings.BehindProxy ? new Error("listen-open", null, url)
                    : EveryAddress.Contains(Bare(address.Host)) && settings.AllowedHosts.Count == 0 ? new Error("listen-hosts", null, url)
                    : null;
                errors.AddRange(refused is null ? [] : [refused]);
            }
        }

        return errors;
    }

    public static bool IsLoopbackOnly(string urls) => Split(urls).All(u => TryParse(u, out var address) && IsLoopback(address.Host));

    /// <summary>Names and addresses, besides this machine's own, by which the server lets itself be called.</summary>
    public static HashSet<string> Hosts(string urls, ServerSettings settings) =>
        Split(urls).Select(u => TryParse(u, out var address) ? Bare(address.Host) : "").Where(h => h.Length > 0 && !EveryAddress.Contains(h)).Concat(settings.AllowedHosts).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsLoopback(string host) => Bare(host) is var bare && (bare == "localhost" || (IPAddress.TryParse(bare, out var address) && IPAddress.IsLoopback(address)));

    /// <exception cref="SettingsException">The certificate can't be read.</exception>
    public static X509Certificate2? Certificate(string folder, CertificateSettings? settings)
    {
        try
        {
            return settings switch
            {
                null => null,
                { Pfx: { } pfx } => X509CertificateLoader.LoadPkcs12FromFile(
                    Path.Combine(folder, pfx), settings.PasswordFile is { } file ? File.ReadAllText(Path.Combine(folder, file)).Trim() : null),
                _ => FromPem(Path.Combine(folder, settings.Pem!), Path.Combine(folder, settings.Key!)),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SettingsException([new Error("settings-certificate", new ErrorPlace(ServerSettings.FileName, Path: "certificate"), exception.Message)]);
        }
    }

    // A key from PEM lives in memory only, which Windows does not take for HTTPS; through PFX and back it does.
    private static X509Certificate2 FromPem(string certificate, string key)
    {
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null);
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Bare(string host) => host.Trim('[', ']');
}
