using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.MintRights;

/// <summary>
/// Brings a county's rights to what acceptances, ledger, bills, certificates and parameters now say: mints what is missing, changes what
/// differs, freezes what lost its acceptance. Doing it again changes nothing, so whoever doubts may do it.
/// </summary>
internal sealed class RightsReconciler(FundsWork work, int county)
{
    private readonly Dictionary<RightKey, Wanted> _wanted = [];

    /// <summary>All households of the county.</summary>
    /// <returns>How many rights came into being or changed.</returns>
    public int All()
    {
        var accepted = AcceptedHouseholds.OfCounty(work.Connection, work.Transaction, work.Programme.Number, county).ToDictionary(a => a.Household.Value);
        if (accepted.Count == 0)
        {
            return 0;
        }

        var uses = Seasons().Select(s => (Season: s, Uses: Reckoner().Of(county, s).ToDictionary(u => u.Household))).ToList();
        new CountyFacts(work.Workplace.Database, work.Connection, work.Transaction, work.Programme).Each(county, facts =>
        {
            if (accepted.TryGetValue(facts.Household, out var acceptance) && acceptance.Counts)
            {
                Want(acceptance, facts, uses.Where(u => u.Uses.ContainsKey(facts.Household)).Select(u => (u.Season, u.Uses[facts.Household].Facts)));
            }
        });
        return Compare([.. work.Rows.Where(FundsSeals.Right, "county_code = @p0 AND programme = @p1", county, work.Programme.Number).Select(r => new ReadRight(RightRows.Read(r), r))]);
    }

    /// <summary>Operating rights of one season, after its bills or certificates changed.</summary>
    public int OfSeason(Season season)
    {
        var accepted = AcceptedHouseholds.OfCounty(work.Connection, work.Transaction, work.Programme.Number, county).Where(a => a.Counts).Select(a => a.Household.Value).ToHashSet();
        if (accepted.Count == 0)
        {
            return 0;
        }

        var scheme = work.Policy.Operating(season);
        foreach (var use in Reckoner().Of(county, season).Where(u => accepted.Contains(u.Household)))
        {
            _wanted.Add(new RightKey(county, use.Household, RightKinds.Operating, season.ToString()), new Wanted(scheme.Of(use.Facts), RightDay.Text(season.Begins), 0));
        }

        return Compare([.. work.Rows.Where(FundsSeals.Right, "county_code = @p0 AND kind = @p1 AND period = @p2", county, RightKinds.Operating, season.ToString()).Select(r => new ReadRight(RightRows.Read(r), r))]);
    }

    /// <summary>One household.</summary>
    public int One(HouseholdId household, AcceptedHousehold? acceptance)
    {
        if (acceptance is { Counts: true } && new CountyFacts(work.Workplace.Database, work.Connection, work.Transaction, work.Programme).Of(household) is { } facts)
        {
            Want(acceptance, facts, Seasons().Select(s => (s, Reckoner().OfHousehold(household, s))).Where(u => u.Item2 is not null).Select(u => (u.s, u.Item2!.Value.Facts)));
        }

        return Compare([.. work.Rows.Where(FundsSeals.Right, "county_code = @p0 AND household_id = @p1", county, household.Value).Select(r => new ReadRight(RightRows.Read(r), r))]);
    }

    private OperatingReckoner Reckoner() => new(work.Workplace.Database, work.Connection, work.Transaction, work.Policy);

    private List<Season> Seasons() => [.. work.Connection.Query(
        work.Transaction, "SELECT season FROM meter_pack WHERE county_code = @p0 GROUP BY season ORDER BY season", county).Select(r => new Season(r.GetInt32(0)))];

    private void Want(AcceptedHousehold acceptance, RightFacts facts, IEnumerable<(Season Season, SubsidyFacts Facts)> seasons)
    {
        var capital = work.Policy.On(SchemePlan.Capital, acceptance.Day).Of(facts.Facts);
        _wanted.Add(new RightKey(county, facts.Household, RightKinds.Capital, ""), new Wanted(capital, RightDay.Text(acceptance.Day), facts.Paid));
        foreach (var (season, use) in seasons)
        {
            _wanted.Add(new RightKey(county, facts.Household, RightKinds.Operating, season.ToString()), new Wanted(work.Policy.Operating(season).Of(use), RightDay.Text(season.Begins), 0));
        }
    }

    private int Compare(List<ReadRight> existing)
    {
        var writer = new RightWriter(work, county);
        var effects = new RightEffects(work, county);
        foreach (var right in existing)
        {
            var after = _wanted.Remove(right.Right.Key, out var wanted) ? right.Right.Entitled(wanted.Amount, wanted.Day, wanted.PaidBefore, work.Programme.Version) : Lost(right.Right);
            if (after != right.Right)
            {
                writer.Change(right, effects.Of(right.Right, after));
            }
        }

        foreach (var (key, wanted) in _wanted.Where(w => w.Value.Amount.Fen > 0).OrderBy(w => w.Key.Household).ThenBy(w => w.Key.Kind).ThenBy(w => w.Key.Period, StringComparer.Ordinal))
        {
            writer.Add(PayableRight.Mint(key, work.Programme.Number, wanted.Amount, wanted.Day, wanted.PaidBefore, work.Programme.Version, work.Process.At));
        }

        var count = writer.Count;
        writer.Write("updated");
        return count;
    }

    // An operating right without bills or certificate comes to nothing; any right without acceptance is frozen.
    private PayableRight Lost(PayableRight right) =>
        HouseholdId.TryFrom(right.Key.Household, out var household) && AcceptedHouseholds.Find(work.Connection, work.Transaction, household) is { Counts: true }
            ? right.Entitled(default, right.Day, right.PaidBefore, work.Programme.Version) : right.Frozen("acceptance-withdrawn");

    private readonly record struct Wanted(Entitlement Amount, string Day, long PaidBefore);
}

/// <summary>Days as ISO texts, which sort.</summary>
internal static class RightDay
{
    private const string Form = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Form, System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, Form, System.Globalization.CultureInfo.InvariantCulture);

    public static DateOnly? TryParse(string? text) =>
        DateOnly.TryParseExact(text, Form, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
