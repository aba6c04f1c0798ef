namespace CleanHeating.Platform.Accounts;

/// <summary>What an office sets for its accounts; the values here hold where it says nothing.</summary>
public sealed record AccountPolicy
{
    public const int EarlierPasswordsKept = 5;

    public int MinPasswordLength { get; init; } = 10;

    /// <summary>Days after which a password must be changed; null: never.</summary>
    public int? PasswordDays { get; init; }

    /// <summary>Wrong passwords or codes in a row after which nobody is let in for a while.</summary>
    public int LockoutTries { get; init; } = 5;

    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A session that nobody used for so long ends.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>No session lasts longer.</summary>
    public TimeSpan SessionLongest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a one-time link for setting up or for a new password holds.</summary>
    public TimeSpan Link { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Time for the second step of a sign-in.</summary>
    public TimeSpan SecondStep { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan LongestToken { get; init; } = TimeSpan.FromDays(366);

    /// <summary>Roles that must have a second factor.</summary>
    public IReadOnlySet<Role> SecondFactorRoles { get; init; } = new HashSet<Role>();

    /// <summary>Whether accounts of the demonstration are let in.</summary>
    public bool Demo { get; init; }
}
