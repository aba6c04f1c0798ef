using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;

namespace CleanHeating.Ledger.Domain;

/// <summary>What a name in the route column turned out to be.</summary>
internal readonly record struct RouteMatch(int Number, bool Banned)
{
    public static readonly RouteMatch Unknown = new(-1, false);

    public bool IsKnown => Number >= 0 && !Banned;
}

/// <summary>Everything about a programme that checking a row needs. Nothing of any one city stands in code.</summary>
/// <param name="AsOf">Date of the ledger; nothing in it may lie after.</param>
/// <param name="Divisions">Places.</param>
/// <param name="Routes">Names and synonyms of technologies, and banned devices, without spaces.</param>
/// <param name="MinimumRooms">Fewest rooms of a retrofit (C21).</param>
/// <param name="AreaLow">Below this an area is an outlier.</param>
/// <param name="AreaHigh">Above this an area is an outlier.</param>
/// <param name="SubsidyFloor">Least subsidy of a passed household (C29).</param>
/// <param name="Scope">Places whose rows may be brought in.</param>
internal sealed record LedgerRules(
    DateOnly AsOf,
    DivisionIndex Divisions,
    IReadOnlyDictionary<string, RouteMatch> Routes,
    int MinimumRooms,
    Area AreaLow,
    Area AreaHigh,
    Money SubsidyFloor,
    Scope Scope)
{
    /// <summary>What rooms below hold rows against.</summary>
    public IReadOnlyList<Func<RuledRow, LedgerObjection?>> Others { get; init; } = [];

    /// <summary>Codes of technologies by number.</summary>
    public IReadOnlyDictionary<int, string> RouteCodes { get; init; } = new Dictionary<int, string>();
}

/// <summary>Warnings as bits of a row.</summary>
[Flags]
internal enum LedgerWarning
{
    None = 0,
    PhoneFormat = 1,
    BankCardCheck = 2,
    CreditCodeChecksum = 4,
    AreaOutlier = 8,
    SubsidyBelowFloor = 16,
}

/// <summary>Stable codes of warnings.</summary>
internal static class WarningCodes
{
    public static readonly IReadOnlyList<(LedgerWarning Bit, string Code)> All =
    [
        (LedgerWarning.PhoneFormat, "phone-format"),
        (LedgerWarning.BankCardCheck, "bank-card-check"),
        (LedgerWarning.CreditCodeChecksum, "uscc-checksum"),
        (LedgerWarning.AreaOutlier, "area-outlier"),
        (LedgerWarning.SubsidyBelowFloor, "subsidy-below-floor"),
    ];
}
