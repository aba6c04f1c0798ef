using System.Globalization;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Journal;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.TryParameter;

/// <summary>A parameter, the value that it might have, and from which day.</summary>
public sealed record TryRequest(string? Code, string? Value, string? EffectiveFrom);

/// <summary>A new value to be put in force.</summary>
public sealed record DecideRequest(string? Code, string? Value, string? EffectiveFrom, string? Reason);

/// <summary>What would change for a household.</summary>
public sealed record TriedHousehold(string Household, string Kind, string Period, long BeforeFen, long AfterFen);

/// <summary>What would change in a county.</summary>
public sealed record TriedCounty(string Code, string Name, int Gain, int Lose, long BeforeFen, long AfterFen);

/// <summary>Who would gain and lose, and what it would come to.</summary>
/// <param name="Code">Parameter.</param>
/// <param name="Before">Value that holds on that day.</param>
/// <param name="After">Value that is tried.</param>
/// <param name="EffectiveFrom">From when.</param>
/// <param name="Households">Households looked at.</param>
/// <param name="Gain">How many would get more.</param>
/// <param name="Lose">How many would get less.</param>
/// <param name="BeforeFen">Total as it is.</param>
/// <param name="AfterFen">Total as it would be.</param>
/// <param name="Counties">By county.</param>
/// <param name="Most">Those for whom it changes most.</param>
/// <param name="RightsChanged">Rights that changed; only where it was put in force.</param>
/// <param name="Seconds">Time it took.</param>
public sealed record TriedAnswer(
    string Code, string Before, string After, string EffectiveFrom, int Households, int Gain, int Lose, long BeforeFen, long AfterFen, IReadOnlyList<TriedCounty> Counties, IReadOnlyList<TriedHousehold> Most, int? RightsChanged,
    double Seconds);

/// <summary>Reckons what another value of a parameter would mean, for everybody, and puts it in force.</summary>
public sealed class TryParameterHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostShown = 50;

    public Result<TriedAnswer> Try(TryRequest request)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        var setting = SettingOf(work, request.Code, request.Value, request.EffectiveFrom, null, null);
        return !setting.IsOk ? Result<TriedAnswer>.Fail(setting.Errors) : Reckon(work, setting.Value) with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
    }

    /// <summary>Puts the value in force and brings every right to it.</summary>
    public Result<TriedAnswer> Decide(DecideRequest request)
    {
        var tried = Try(new TryRequest(request.Code, request.Value, request.EffectiveFrom));
        if (!tried.IsOk)
        {
            return tried;
        }

        var decided = new FundsAct(workplace, programmes).Run<bool>(programmes.Current()!.Plan.City.Code.ToString(), Permission.ChangeParameters, "parameter-decide", request.Reason, (work, _) =>
        {
            if (Reasons.Objection(request.Reason) is { } objection)
            {
                return objection;
            }

            if (!work.Rows.Insert(FundsSeals.ParameterDecision, work.Programme.Number, request.Code, request.EffectiveFrom, request.Value, work.Process.At, work.Process.Actor, request.Reason))
            {
                return new Error("parameter-decided", new ErrorPlace(Path: "effective_from"), request.EffectiveFrom!);
            }

            work.Journal.Append(0, "decided", FundsSeals.ParameterDecision.Name, work.Programme.Number, work.Programme.Number, 1, string.Create(
                CultureInfo.InvariantCulture, $$"""{"code":"{{request.Code}}","value":"{{request.Value}}","from":"{{request.EffectiveFrom}}"}"""));
            return true;
        });
        return !decided.IsOk ? Result<TriedAnswer>.Fail(decided.Errors) : tried.Value with { RightsChanged = new RightsKeeper(workplace, programmes).Refresh() };
    }

    private static Result<Setting> SettingOf(FundsWork work, string? code, string? value, string? from, string? by, string? reason)
    {
        var used = work.Policy.Plan.Schemes.SelectMany(SchemeBuilder.Parameters).ToHashSet(StringComparer.Ordinal);
        if (code is null || !used.Contains(code) || work.Programme.Plan.Parameters.Find(code) is not { } parameter)
        {
            return new Error("parameter-unknown", new ErrorPlace(Path: "code"), code ?? "");
        }

        if (RightDay.TryParse(from) is not { } day)
        {
            return new Error("entry-day", new ErrorPlace(Path: "effective_from"), from ?? "");
        }

        return Setting.With(parameter, value ?? "", day, by, reason) is { } setting ? setting : new Error("parameter-value", new ErrorPlace(Path: "value"), value ?? "", parameter.Unit);
    }

    private static TriedAnswer Reckon(FundsWork work, Setting setting)
    {
        var comparison = new PolicyComparison(work, work.Policy, work.Policy.With(setting));
        var counties = work.Programme.Plan.Divisions.Counties.Where(work.Scope.Touches).Select(c => comparison.Of(c)).ToList();
        return new TriedAnswer(
            setting.Code, work.Policy.Settings.On(setting.Code, setting.Since).Text, setting.Text, RightDay.Text(setting.Since), comparison.Households, counties.Sum(c => c.Gain), counties.Sum(c => c.Lose),
            counties.Sum(c => c.BeforeFen), counties.Sum(c => c.AfterFen), counties, comparison.Most(MostShown), null, 0);
    }
}

/// <summary>Reckons all households by two policies at once.</summary>
internal sealed class PolicyComparison(FundsWork work, FundsPolicy now, FundsPolicy then)
{
    private readonly PriorityQueue<TriedHousehold, long> _most = new();

    public int Households { get; private set; }

    public TriedCounty Of(RegionCode county)
    {
        var sums = new CountySums();
        var accepted = AcceptedHouseholds.OfCounty(work.Connection, work.Transaction, work.Programme.Number, county.CountyCode).Where(a => a.Counts).ToDictionary(a => a.Household.Value, a => a.Day);
        new CountyFacts(work.Workplace.Database, work.Connection, work.Transaction, work.Programme).Each(county.CountyCode, facts =>
        {
            if (accepted.TryGetValue(facts.Household, out var day) && Sees(facts.Household))
            {
                Households++;
                Add(sums, facts.Household, RightKinds.Capital, "", now.On(SchemePlan.Capital, day).Of(facts.Facts).Fen, then.On(SchemePlan.Capital, day).Of(facts.Facts).Fen);
            }
        });
        var seasons = work.Connection.Query(work.Transaction, "SELECT season FROM meter_pack WHERE county_code = @p0 GROUP BY season ORDER BY season", county.CountyCode).Select(r => new Season(r.GetInt32(0))).ToList();
        foreach (var season in seasons)
        {
            foreach (var use in new OperatingReckoner(work.Workplace.Database, work.Connection, work.Transaction, now).Of(county.CountyCode, season).Where(u => accepted.ContainsKey(u.Household) && Sees(u.Household)))
            {
                Add(sums, use.Household, RightKinds.Operating, season.ToString(), now.Operating(season).Of(use.Facts).Fen, then.Operating(season).Of(use.Facts).Fen);
            }
        }

        return new TriedCounty(county.ToString(), work.Programme.Plan.Divisions.NameOf(county), sums.Gain, sums.Lose, sums.Before, sums.After);
    }

    public IReadOnlyList<TriedHousehold> Most(int count)
    {
        while (_most.Count > count)
        {
            _most.Dequeue();
        }

        return [.. _most.UnorderedItems.OrderByDescending(m => m.Priority).ThenBy(m => m.Element.Household, StringComparer.Ordinal).Select(m => m.Element)];
    }

    private void Add(CountySums sums, long household, int kind, string period, long before, long after)
    {
        (sums.Before, sums.After) = (sums.Before + before, sums.After + after);
        if (before == after)
        {
            return;
        }

        (sums.Gain, sums.Lose) = after > before ? (sums.Gain + 1, sums.Lose) : (sums.Gain, sums.Lose + 1);
        var change = Math.Abs(after - before);
        if (_most.Count < 64 || (_most.TryPeek(out _, out var least) && change > least))
        {
            _most.Enqueue(new TriedHousehold(household.ToString("D17", CultureInfo.InvariantCulture), RightKinds.Word(kind), period, before, after), change);
            if (_most.Count > 64)
            {
                _most.Dequeue();
            }
        }
    }

    private bool Sees(long household) => work.Scope.IsAll || (HouseholdId.TryFrom(household, out var id) && work.Scope.Covers(id));

    private sealed class CountySums
    {
        public int Gain { get; set; }

        public int Lose { get; set; }

        public long Before { get; set; }

        public long After { get; set; }
    }
}
