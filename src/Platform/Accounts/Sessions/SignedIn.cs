namespace CleanHeating.Platform.Accounts;

/// <summary>Where somebody signs in from, as far as a request tells.</summary>
public sealed record Origin(string? Address, string? Device);

/// <summary>Who a request comes from.</summary>
/// <param name="Account">The account, as it is now.</param>
/// <param name="Caller">Who that is to the rooms.</param>
/// <param name="Session">Session; null when a program acts by a token.</param>
/// <param name="Token">Token's number; null for a session.</param>
/// <param name="EndsAt">UTC ticks at which the session or token ends at the latest.</param>
public sealed record SignedIn(Account Account, Caller Caller, long? Session, long? Token, long EndsAt);

/// <summary>A session as its owner and an administrator see it.</summary>
public sealed record SessionLine(long Id, string Way, long CreatedAt, long SeenAt, long EndsAt, string? Address, string? Device);
