using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>What an administrator decides of an account.</summary>
/// <param name="DisplayName">Name that others see.</param>
/// <param name="Role">The one role.</param>
/// <param name="Regions">Where it holds; empty for the whole city where the role allows it.</param>
/// <param name="CreditCode">Firm of an enterprise.</param>
/// <param name="StaffNumber">The office's own number of the person.</param>
/// <param name="IsDisabled">Whether nobody is let in by it.</param>
public sealed record AccountRequest(string DisplayName, Role Role, IReadOnlyList<RegionCode> Regions, string? CreditCode = null, string? StaffNumber = null, bool IsDisabled = false);

/// <summary>An account, and the one-time secret with which its owner sets a password; null where a first password was given.</summary>
public sealed record AccountWithLink(Account Account, string? Link);
