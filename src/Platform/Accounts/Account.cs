using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// A person's or a firm's account: one role, and where it holds. What an administrator decides stands in the upper half; the lower
/// half is the account's secrets, which never leave this room. The name never changes: the journal speaks of it.
/// </summary>
public sealed class Account
{
    public required long Id { get; init; }

    /// <summary>Name to sign in with: letters, digits, Chinese characters and . - _ @.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; set; }

    public required Role Role { get; set; }

    /// <summary>Counties, townships or villages; empty for the whole city where the role allows it.</summary>
    public IReadOnlyList<RegionCode> Regions { get; set; } = [];

    /// <summary>Firm of an enterprise's account.</summary>
    public string? CreditCode { get; set; }

    /// <summary>The office's own number of the person, where it has one.</summary>
    public string? StaffNumber { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>Made by the demonstration: it has no password and is let in nowhere else.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Nothing but a change of the password is allowed until then.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>UTC ticks.</summary>
    public long CreatedAt { get; init; }

    /// <summary>UTC ticks of the last sign-in; null before the first.</summary>
    public long? SignedInAt { get; internal set; }

    /// <summary>Rises with every change of what an administrator decides.</summary>
    public int Version { get; internal set; }

    public bool HasPassword => PasswordHash is not null;

    /// <summary>Whether a code from the person's device is asked for after the password.</summary>
    public bool HasSecondFactor { get; internal set; }

    public int RecoveryCodesLeft => RecoveryHashes.Count;

    /// <summary>UTC ticks until which nobody is let in after too many wrong passwords; null: not locked.</summary>
    public long? LockedUntil { get; internal set; }

    internal string? PasswordHash { get; set; }

    /// <summary>UTC ticks at which the password was set.</summary>
    internal long? PasswordAt { get; set; }

    /// <summary>Hashes of earlier passwords, the latest first.</summary>
    internal IReadOnlyList<string> EarlierPasswords { get; set; } = [];

    internal int FailedCount { get; set; }

    /// <summary>Shared secret of the person's device, in Base32; stored encrypted.</summary>
    internal string? AuthenticatorKey { get; set; }

    /// <summary>Time step of the last code that was accepted: no code is good twice.</summary>
    internal long LastStep { get; set; }

    internal IReadOnlyList<string> RecoveryHashes { get; set; } = [];

    /// <summary>Rises with every write, so that two at once are noticed.</summary>
    internal long Turn { get; set; }

    /// <summary>As stored, to compare with on writing.</summary>
    internal Account? Stored { get; set; }

    /// <summary>Rows that the account sees.</summary>
    public Scope Scope => Role switch
    {
        _ when RolePermissions.IsCityWide(Role) => Regions.Count == 0 ? Scope.All : Scope.OfRegions(Regions),
        Role.Enterprise => CreditCode is { } code ? Scope.OfEnterprise(code) : Scope.Nothing,
        Role.Utility or Role.SystemAdministrator or Role.SecurityOfficer => Scope.Nothing,
        _ => Scope.OfRegions(Regions),
    };

    internal static string Normalize(string name) => name.Trim().ToUpperInvariant();

    internal Account Copy() => (Account)MemberwiseClone();
}
