using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>What must hold of one account, and of the three administrators among each other.</summary>
internal static class AccountRules
{
    private const int LongestName = 40, LongestDisplayName = 60, LongestStaffNumber = 32, MostRegions = 200;

    /// <summary>The three that watch each other: no person may be two of them.</summary>
    private static readonly Role[] Administrators = [Role.SystemAdministrator, Role.SecurityOfficer, Role.Audit];

    public static bool IsAdministrator(Role role) => Administrators.Contains(role);

    public static List<Error> Check(Account account)
    {
        var errors = new List<Error>();
        void Unless(bool holds, string code, string path, params string[] args)
        {
            if (!holds)
            {
                errors.Add(new Error(code, new ErrorPlace(Path: path), args));
            }
        }

        Unless(account.Name.Length is >= 2 and <= LongestName && account.Name.All(IsOfName), "account-name-invalid", "name");
        Unless(account.DisplayName.Trim().Length is > 0 and <= LongestDisplayName && !account.DisplayName.Any(char.IsControl), "display-name-invalid", "display_name");
        Unless(account.StaffNumber is null || (account.StaffNumber.Length is > 0 and <= LongestStaffNumber && account.StaffNumber.All(char.IsLetterOrDigit)), "staff-number-invalid", "staff_number");
        Unless(account.Regions.Count == 0 || (RolePermissions.HasRegions(account.Role) && account.Regions.Count <= MostRegions), "regions-not-for-role", "regions");
        Unless(account.Regions.Count > 0 || !RolePermissions.HasRegions(account.Role) || RolePermissions.IsCityWide(account.Role), "regions-needed", "regions");
        Unless(account.Role == Role.Enterprise ? account.CreditCode is { } code && CreditCode.IsValid(code) : account.CreditCode is null, "credit-code-invalid", "credit_code");
        return errors;
    }

    /// <summary>Whether the account may be an administrator beside the others; asked inside the transaction that stores it.</summary>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="others">All other enabled accounts of administrators.</param>
    public static Error? CheckAdministrators(Account account, IReadOnlyList<Account> others)
    {
        if (!account.IsDisabled && IsAdministrator(account.Role)
            && others.FirstOrDefault(o => o.Role != account.Role && IsSamePerson(o, account)) is { } twin)
        {
            return new Error("administrators-not-separate", new ErrorPlace(Path: "role"), twin.Name);
        }

        var was = account.Stored is { Role: Role.SystemAdministrator, IsDisabled: false };
        var stays = account is { Role: Role.SystemAdministrator, IsDisabled: false };
        return was && !stays && !others.Any(o => o.Role == Role.SystemAdministrator && o.IsDemo == account.IsDemo) ? new Error("last-administrator") : null;
    }

    private static bool IsSamePerson(Account one, Account other) =>
        string.Equals(one.DisplayName.Trim(), other.DisplayName.Trim(), StringComparison.OrdinalIgnoreCase)
        || (one.StaffNumber is { } number && string.Equals(number, other.StaffNumber, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@' || c is >= '\u4E00' and <= '\u9FFF';
}
