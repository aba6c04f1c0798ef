using CleanHeating.Kernel;

namespace CleanHeating.Platform.Accounts;

/// <summary>
/// Which rows a caller sees: everything, the households of some regions, or those of one firm's contracts. Stores narrow every
/// query by it, so that a handler can't forget to.
/// </summary>
public sealed record Scope
{
    /// <summary>The whole city: for its own offices and for the system itself.</summary>
    public static readonly Scope All = new() { IsAll = true };

    /// <summary>No row at all.</summary>
    public static readonly Scope Nothing = new();

    public bool IsAll { get; private init; }

    /// <summary>Counties, townships or villages, none within another.</summary>
    public IReadOnlyList<RegionCode> Regions { get; private init; } = [];

    /// <summary>Credit code of the firm whose contracts alone are seen, wherever they lie.</summary>
    public string? CreditCode { get; private init; }

    public static Scope OfRegions(IEnumerable<RegionCode> regions)
    {
        var all = regions.Distinct().ToList();
        if (all.Exists(r => r.Level <= RegionLevel.City))
        {
            return All;
        }

        return new Scope { Regions = [.. all.Where(r => !all.Exists(o => o != r && o.Contains(r))).OrderBy(r => r.Value)] };
    }

    public static Scope OfEnterprise(string creditCode) => new() { CreditCode = creditCode };

    /// <summary>County in which all regions lie; 0 where they lie in several, or are the whole city.</summary>
    public int SoleCounty => Regions.Select(r => r.Level >= RegionLevel.County ? r.CountyCode : 0).Distinct().ToList() is [var county] ? county : 0;

    /// <summary>What both this scope and the regions cover.</summary>
    public Scope Within(IEnumerable<RegionCode> regions) =>
        OfRegions(regions.SelectMany(r => Covers(r) ? [r] : Regions.Where(r.Contains)));

    /// <summary>Whether everything in the region is seen.</summary>
    public bool Covers(RegionCode region) => IsAll || Regions.Any(r => r.Contains(region));

    /// <summary>Whether a household standing at this place is seen, as far as places tell.</summary>
    public bool Covers(HouseholdId household) => Covers(household.Village);

    /// <summary>Whether anything in the region may be seen: the region, a part of it, or what it is part of.</summary>
    public bool Touches(RegionCode region) => IsAll || Regions.Any(r => r.Contains(region) || region.Contains(r));

    /// <summary>Whether all of a journal or other rows of a county are seen, and not only parts of it.</summary>
    public bool CoversCounty(int county) => IsAll || Regions.Any(r => r.Level <= RegionLevel.County && r.Contains(RegionCode.OfCounty(county)));
}
