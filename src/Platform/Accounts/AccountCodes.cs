using System.Text.Json;

namespace CleanHeating.Platform.Accounts;

/// <summary>Roles and permissions as they are written in tables, settings and on the wire: city-office, read-ledger.</summary>
public static class AccountCodes
{
    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>().ToDictionary(Code, StringComparer.Ordinal);
    private static readonly Dictionary<string, Permission> Permissions = Enum.GetValues<Permission>().ToDictionary(Code, StringComparer.Ordinal);

    public static string Code(this Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public static string Code(this Permission permission) => JsonNamingPolicy.KebabCaseLower.ConvertName(permission.ToString());

    public static bool TryParse(string? code, out Role role) => Roles.TryGetValue(code ?? "", out role);

    public static bool TryParse(string? code, out Permission permission) => Permissions.TryGetValue(code ?? "", out permission);
}
