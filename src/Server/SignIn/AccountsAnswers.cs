namespace CleanHeating.Server.SignIn;

/// <summary>An account as administrators see it.</summary>
/// <param name="Id">Number.</param>
/// <param name="Name">Name to sign in with; it never changes.</param>
/// <param name="DisplayName">Name that others see.</param>
/// <param name="Role">Role's code.</param>
/// <param name="Regions">Where it holds.</param>
/// <param name="CreditCode">Firm of an enterprise.</param>
/// <param name="StaffNumber">The office's own number of the person.</param>
/// <param name="Disabled">Whether nobody is let in by it.</param>
/// <param name="Demo">Whether it is the demonstration's.</param>
/// <param name="MustChangePassword">Whether the password must be changed at the next sign-in.</param>
/// <param name="HasPassword">Whether a password was set.</param>
/// <param name="SecondFactor">Whether a second factor is asked for.</param>
/// <param name="LockedUntil">Until when nobody is let in after too many wrong tries; null: not locked.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SignedInAt">Last sign-in.</param>
/// <param name="Version">What a change must send back.</param>
public sealed record AccountAnswer(
    string Id, string Name, string DisplayName, string Role, IReadOnlyList<RegionLine> Regions, string? CreditCode, string? StaffNumber, bool Disabled, bool Demo, bool MustChangePassword,
    bool HasPassword, bool SecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt, DateTimeOffset? SignedInAt, int Version);

/// <summary>A page of accounts by name; <paramref name="Next"/> asks for the page after it, null at the end.</summary>
public sealed record AccountsAnswer(IReadOnlyList<AccountAnswer> Accounts, string? Next);

/// <summary>An account to be made.</summary>
public sealed record AccountAddRequest(
    string? Name, string? DisplayName, string? Role, IReadOnlyList<string>? Regions, string? CreditCode, string? StaffNumber, string? Password, string? Reason);

/// <summary>What an account is to be; <paramref name="Version"/> is the one that was seen.</summary>
public sealed record AccountChangeRequest(
    int Version, string? DisplayName, string? Role, IReadOnlyList<string>? Regions, string? CreditCode, string? StaffNumber, bool Disabled, string? Reason);

/// <summary>Why something is done to an account.</summary>
public sealed record ReasonRequest(string? Reason);

/// <summary>A first password, to be changed at the next sign-in; without one a one-time link is made.</summary>
public sealed record PasswordResetRequest(string? Password, string? Reason);

/// <summary>An account, and the path of the page where its owner sets a password: it works once, for a day, and is seen this once.</summary>
public sealed record AccountLinkAnswer(AccountAnswer Account, string? Link);

/// <summary>A role with what it may and needs.</summary>
/// <param name="Code">Role's code.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="Regions">none, optional or needed.</param>
/// <param name="CreditCode">Whether it needs a firm's credit code.</param>
/// <param name="SecondFactor">Whether it must have a second factor.</param>
public sealed record RoleLine(string Code, IReadOnlyList<string> Permissions, string Regions, bool CreditCode, bool SecondFactor);

public sealed record RolesAnswer(IReadOnlyList<RoleLine> Roles);
