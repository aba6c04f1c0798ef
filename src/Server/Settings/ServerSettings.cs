using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Server.Settings;

/// <summary>What an office sets for its server, in settings.json of the data folder. Everything may be left out.</summary>
public sealed record ServerSettings
{
    public const string FileName = "settings.json";

    /// <summary>Addresses to listen on, such as https://0.0.0.0:443.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    public CertificateSettings? Certificate { get; init; }

    /// <summary>Days for which browsers are told to use HTTPS alone; 0: they are not told.</summary>
    public int HstsDays { get; init; } = 365;

    /// <summary>Names by which browsers reach the server, besides this machine's own.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether a proxy in front does HTTPS; it must set X-Forwarded-For and X-Forwarded-Proto.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Addresses of the proxy, besides this machine's own: only they are believed.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public AccountSettings Accounts { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    public OauthSettings? Oauth { get; init; }
}

/// <summary>A PFX file with its password in a file of its own, or a certificate and key in PEM. Paths go from the data folder.</summary>
public sealed record CertificateSettings
{
    public string? Pfx { get; init; }

    public string? PasswordFile { get; init; }

    public string? Pem { get; init; }

    public string? Key { get; init; }
}

/// <summary>Rules for passwords, lockout, sessions and the second factor.</summary>
public sealed record AccountSettings
{
    public int MinPasswordLength { get; init; } = 10;

    public int? PasswordDays { get; init; }

    public int LockoutTries { get; init; } = 5;

    public int LockoutMinutes { get; init; } = 15;

    public int IdleMinutes { get; init; } = 30;

    public int LongestHours { get; init; } = 12;

    /// <summary>Codes of the roles that must have a second factor.</summary>
    public IReadOnlyList<string> SecondFactorRoles { get; init; } = [];

    public AccountPolicy Policy(bool demo) => new()
    {
        MinPasswordLength = MinPasswordLength, PasswordDays = PasswordDays, LockoutTries = LockoutTries, Lockout = TimeSpan.FromMinutes(LockoutMinutes),
        SessionIdle = TimeSpan.FromMinutes(IdleMinutes), SessionLongest = TimeSpan.FromHours(LongestHours), Demo = demo,
        SecondFactorRoles = SecondFactorRoles.Select(r => AccountCodes.TryParse(r, out Role role) ? role : (Role?)null).OfType<Role>().ToHashSet(),
    };
}

/// <summary>How often and how much at most.</summary>
public sealed record LimitSettings
{
    /// <summary>Sign-ins a minute from one address.</summary>
    public int SignInsPerAddress { get; init; } = 30;

    /// <summary>Sign-ins a minute on one name.</summary>
    public int SignInsPerName { get; init; } = 10;

    /// <summary>Uploads a minute by one account.</summary>
    public int UploadsPerAccount { get; init; } = 30;

    /// <summary>Largest upload.</summary>
    public int UploadMegabytes { get; init; } = 512;
}

/// <summary>The office's own identity service, by OAuth 2.0 with code and PKCE.</summary>
public sealed record OauthSettings
{
    /// <summary>Name on the sign-in page.</summary>
    public string Name { get; init; } = "";

    public string AuthorizeUrl { get; init; } = "";

    public string TokenUrl { get; init; } = "";

    public string UserInfoUrl { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>File with the client's secret; from the data folder.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>body or header: where the token endpoint wants client and secret.</summary>
    public string ClientSecretIn { get; init; } = "body";

    public string Scope { get; init; } = "";

    /// <summary>Member of the user information that holds the account's name; points go into objects, as in data.account.</summary>
    public string NameClaim { get; init; } = "preferred_username";
}

/// <summary>The settings, or the way they were to be used, are not good; nothing was started.</summary>
public sealed class SettingsException(IReadOnlyList<Error> errors) : Exception(string.Join("; ", errors))
{
    public IReadOnlyList<Error> Errors { get; } = errors;
}
