using CleanHeating.Kernel;
using CleanHeating.Platform.Security;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.ListHouseholds;

/// <summary>Which households to list; every part narrows.</summary>
internal sealed record HouseholdFilter
{
    public RegionCode? Region { get; init; }

    /// <summary>Route numbers; empty for all.</summary>
    public IReadOnlyList<int> Routes { get; init; } = [];
    public IReadOnlyList<Stage> Stages { get; init; } = [];

    /// <summary>any, none, or a category; null for all.</summary>
    public string? Hardship { get; init; }

    /// <summary>Bit of the warning that rows must carry; 0 for all.</summary>
    public int Warning { get; init; }

    /// <summary>Beginning of the head's name.</summary>
    public string? Head { get; init; }
    public HouseholdId? Household { get; init; }
    public IndexValue? Identity { get; init; }
    public IndexValue? Phone { get; init; }
    public IndexValue? Account { get; init; }

    /// <summary>Whether the progress counters alone can tell how many there are.</summary>
    public bool IsCounted => Hardship is null && Warning == 0 && Head is null && Household is null && Identity is null && Phone is null && Account is null;
}

/// <summary>A column to sort by. Ties are broken by household number, so that paging by key never skips or repeats.</summary>
internal sealed record SortColumn(string Key, string Expression, bool IsText)
{
    /// <summary>The column by its own name.</summary>
    public string Column => Expression.Length > 0 ? Key : "";

    public static readonly SortColumn Village = new("village", "", false);

    public static readonly IReadOnlyDictionary<string, SortColumn> All = new SortColumn[]
    {
        Village,
        new("head", "head", true), new("route", "route", false), new("rooms", "rooms", false), new("area", "area", false),
        new("started", "COALESCE(started, '')", true), new("completed", "COALESCE(completed, '')", true), new("accepted", "COALESCE(accepted, '')", true),
        new("paid", "paid", false), new("stage", "stage", false),
    }.ToDictionary(c => c.Key, StringComparer.Ordinal);
}
