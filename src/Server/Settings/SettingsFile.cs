using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Server.Settings;

/// <summary>Reads settings.json. A key that nobody knows is refused: what was meant by it would silently not hold.</summary>
public static class SettingsFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true, RespectNullableAnnotations = true,
    };

    /// <exception cref="SettingsException">The file is not good.</exception>
    public static ServerSettings Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, ServerSettings.FileName);
        if (!File.Exists(path))
        {
            return new ServerSettings();
        }

        try
        {
            var settings = JsonSerializer.Deserialize<ServerSettings>(File.ReadAllBytes(path), Options) ?? new ServerSettings();
            return Check(settings) is { Count: > 0 } errors ? throw new SettingsException(errors) : settings;
        }
        catch (JsonException exception)
        {
            throw new SettingsException([new Error(
                exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "settings-unknown-key" : "settings-unreadable",
                new ErrorPlace(ServerSettings.FileName, Line: (int?)(exception.LineNumber + 1), Path: exception.Path), exception.Path ?? "")]);
        }
    }

    private static List<Error> Check(ServerSettings s)
    {
        var errors = new List<Error>();
        void Unless(bool holds, string path)
        {
            if (!holds)
            {
                errors.Add(new Error("settings-value", new ErrorPlace(ServerSettings.FileName, Path: path), path));
            }
        }

        void Within(int value, int from, int to, string path) => Unless(value >= from && value <= to, path + string.Create(CultureInfo.InvariantCulture, $" ({from}–{to})"));
        for (var i = 0; i < s.Listen.Count; i++)
        {
            Unless(Listening.TryParse(s.Listen[i], out _), string.Create(CultureInfo.InvariantCulture, $"listen[{i}]"));
        }

        Unless(s.Certificate is null or { Pfx: not null, Pem: null, Key: null } or { Pfx: null, PasswordFile: null, Pem: not null, Key: not null }, "certificate");
        Unless(s.KnownProxies.All(p => System.Net.IPAddress.TryParse(p, out _)), "known_proxies");
        Unless(s.AllowedHosts.All(h => Uri.CheckHostName(h) != UriHostNameType.Unknown), "allowed_hosts");
        Within(s.HstsDays, 0, 3650, "hsts_days");
        Within(s.Accounts.MinPasswordLength, 8, AccountUsers.LongestPassword, "accounts.min_password_length");
        Within(s.Accounts.PasswordDays ?? 90, 1, 3650, "accounts.password_days");
        Within(s.Accounts.LockoutTries, 1, 100, "accounts.lockout_tries");
        Within(s.Accounts.LockoutMinutes, 1, 100_000, "accounts.lockout_minutes");
        Within(s.Accounts.IdleMinutes, 1, 1440, "accounts.idle_minutes");
        Within(s.Accounts.LongestHours, 1, 168, "accounts.longest_hours");
        Unless(s.Accounts.SecondFactorRoles.All(r => AccountCodes.TryParse(r, out Role _)), "accounts.second_factor_roles");
        Within(s.Limits.SignInsPerAddress, 1, 1_000_000, "limits.sign_ins_per_address");
        Within(s.Limits.SignInsPerName, 1, 1_000_000, "limits.sign_ins_per_name");
        Within(s.Limits.UploadsPerAccount, 1, 1_000_000, "limits.uploads_per_account");
        Within(s.Limits.UploadMegabytes, 1, 16_384, "limits.upload_megabytes");
        if (s.Oauth is { } oauth)
        {
            Unless(oauth.Name.Length > 0, "oauth.name");
            Unless(oauth.ClientId.Length > 0, "oauth.client_id");
            Unless(oauth.NameClaim.Length > 0, "oauth.name_claim");
            Unless(oauth.ClientSecretIn is "body" or "header", "oauth.client_secret_in");
            Unless(IsEndpoint(oauth.AuthorizeUrl), "oauth.authorize_url");
            Unless(IsEndpoint(oauth.TokenUrl), "oauth.token_url");
            Unless(IsEndpoint(oauth.UserInfoUrl), "oauth.user_info_url");
        }

        return errors;
    }

    // Secrets go to these addresses: over HTTPS, or not beyond this machine.
    private static bool IsEndpoint(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
