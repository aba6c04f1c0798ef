using System.Data.Common;
using System.Globalization;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;
using Npgsql;

namespace CleanHeating.Storage.Postgres;

/// <summary>What a connection string must be and what its server must be. Refusals name host, user and database, never a password.</summary>
internal static class PostgresSettings
{
    public const int OldestServer = 15;

    // A server that does not answer is found out in seconds, and a connection that died silently is noticed.
    private static readonly Dictionary<string, int> Defaults = new(StringComparer.OrdinalIgnoreCase) { ["Timeout"] = 5, ["Keepalive"] = 30 };

    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            foreach (var (key, seconds) in Defaults.Where(d => !given.ContainsKey(d.Key)))
            {
                settings[key] = seconds;
            }

            return string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database)
                ? throw new StorageRefusedException(new Error("database-string-invalid"))
                : settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            // The exception may quote a part of the string, and that part may be of the password: it goes no further.
            throw new StorageRefusedException(new Error("database-string-invalid"));
        }
    }

    public static Error RefusalOf(NpgsqlException exception, NpgsqlConnectionStringBuilder settings) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => new Error("database-missing", null, settings.Database ?? "", settings.Host ?? ""),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new Error("database-password", null, settings.Username ?? "", settings.Host ?? ""),
        null when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new Error("database-password", null, settings.Username ?? "", settings.Host ?? ""),
        _ => new Error("database-server-unreachable", null, settings.Host ?? "", settings.Port.ToString(CultureInfo.InvariantCulture)),
    };

    public static Error? Objection(Version server, string? encoding, NpgsqlConnectionStringBuilder settings) =>
        server.Major < OldestServer ? new Error("database-too-old", null, server.ToString(), OldestServer.ToString(CultureInfo.InvariantCulture))
        : encoding is not (null or "UTF8") ? new Error("database-encoding", null, settings.Database ?? "", encoding)
        : null;
}
