namespace CleanHeating.Server.SignIn;

/// <summary>A place by code and name.</summary>
public sealed record RegionLine(string Code, string Name);

/// <summary>State of the second factor.</summary>
/// <param name="On">Whether it is asked for.</param>
/// <param name="Required">Whether the role must have one.</param>
/// <param name="RecoveryCodesLeft">Recovery codes that were not used yet.</param>
public sealed record SecondFactorState(bool On, bool Required, int RecoveryCodesLeft);

/// <summary>The account that is signed in.</summary>
/// <param name="Id">Number.</param>
/// <param name="Name">Name to sign in with.</param>
/// <param name="DisplayName">Name that others see.</param>
/// <param name="Role">Role's code.</param>
/// <param name="Regions">Where it holds; empty with <paramref name="WholeCity"/> for the whole city.</param>
/// <param name="WholeCity">Whether everything is seen.</param>
/// <param name="CreditCode">Firm of an enterprise.</param>
/// <param name="Permissions">What may be done; of a token its part.</param>
/// <param name="Demo">Whether it is the demonstration's.</param>
/// <param name="HasPassword">Whether it signs in with a password.</param>
/// <param name="MustChangePassword">Whether nothing but a new password is allowed.</param>
/// <param name="SecondFactor">The second factor.</param>
/// <param name="CsrfToken">What changes must send as X-CSRF-Token; null for a token, which needs none.</param>
/// <param name="EndsAt">When the session or token ends at the latest.</param>
/// <param name="IdleMinutes">Minutes without use after which a session ends.</param>
public sealed record OwnAccountAnswer(
    string Id, string Name, string DisplayName, string Role, IReadOnlyList<RegionLine> Regions, bool WholeCity, string? CreditCode, IReadOnlyList<string> Permissions, bool Demo, bool HasPassword,
    bool MustChangePassword, SecondFactorState SecondFactor, string? CsrfToken, DateTimeOffset EndsAt, int IdleMinutes);

public sealed record PasswordChangeRequest(string? Current, string? Password);

/// <summary>A session.</summary>
/// <param name="Id">Number.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Way">password, demo, oauth or link.</param>
/// <param name="At">When it began.</param>
/// <param name="SeenAt">When it was last used.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
/// <param name="Address">Where from.</param>
/// <param name="Device">The browser, in its own words.</param>
public sealed record SessionAnswer(string Id, bool Current, string Way, DateTimeOffset At, DateTimeOffset SeenAt, DateTimeOffset EndsAt, string? Address, string? Device);

public sealed record SessionsAnswer(IReadOnlyList<SessionAnswer> Sessions);

/// <summary>A token; its secret is seen once, when it is made.</summary>
public sealed record TokenAnswer(string Id, string Name, IReadOnlyList<string> Permissions, IReadOnlyList<RegionLine> Regions, DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

public sealed record TokensAnswer(IReadOnlyList<TokenAnswer> Tokens);

/// <summary>A token to be made: its permissions and regions lie within the account's own; no regions means all of them.</summary>
public sealed record TokenRequest(string? Name, IReadOnlyList<string>? Permissions, IReadOnlyList<string>? Regions, DateTimeOffset ExpiresAt);

public sealed record NewTokenAnswer(TokenAnswer Token, string Secret);

/// <summary>A second factor to be set up: the picture is read by an authenticator app, or the key typed in.</summary>
public sealed record SecondFactorSetUp(string Key, string Address, string QrSvg);

public sealed record CodeRequest(string? Code);

public sealed record PasswordRequest(string? Password);

/// <summary>Codes for the day the device is lost: each works once, and all are seen this once.</summary>
public sealed record RecoveryCodesAnswer(IReadOnlyList<string> RecoveryCodes);
