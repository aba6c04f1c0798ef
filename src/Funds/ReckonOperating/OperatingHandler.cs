using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ReckonOperating;

/// <summary>Operating subsidy of a season.</summary>
/// <param name="Households">Households that get something.</param>
/// <param name="Fen">What they get together.</param>
/// <param name="Capped">How many of them would get more without the cap.</param>
/// <param name="ByCounty">Fen by six-digit county code.</param>
public sealed record OperatingAnswer(int Households, long Fen, int Capped, IReadOnlyDictionary<string, long> ByCounty)
{
    public double Seconds { get; init; }
}

/// <summary>Reckons the operating subsidy of a season, county by county.</summary>
public sealed class OperatingHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <param name="seasonText">Season.</param>
    /// <param name="acceptedOnly">Whether households count only when they were accepted, which is the rule.</param>
    public Result<OperatingAnswer> Run(string? seasonText, bool acceptedOnly = true)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        if (Season.Parse(seasonText) is not { } season)
        {
            return new Error("season-format", new ErrorPlace(Path: "season"), seasonText ?? "");
        }

        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var connection = workplace.Database.Open();
        using var transaction = workplace.Database.BeginRead(connection);
        var policy = FundsPolicy.Of(connection, transaction, programme);
        var (scheme, reckoner, scope) = (policy.Operating(season), new OperatingReckoner(workplace.Database, connection, transaction, policy), workplace.Caller.Scope);
        var news = LedgerEvents.Counties(connection, transaction).ToHashSet();
        var (households, fen, capped, byCounty) = (0, 0L, 0, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var county in programme.Plan.Divisions.Counties.Where(scope.Touches))
        {
            var accepted = acceptedOnly ? new AcceptedNow(connection, transaction, county.CountyCode, programme.Number, news.Contains(county.CountyCode)) : null;
            var sum = 0L;
            foreach (var use in reckoner.Of(county.CountyCode, season).Where(u => (accepted?.Counts(u.Household, u.HasPassed) ?? true) && Sees(scope, u.Household)))
            {
                var amount = scheme.Of(use.Facts);
                (households, sum, capped) = (households + (amount.Fen > 0 ? 1 : 0), sum + amount.Fen, capped + (amount.IsCapped ? 1 : 0));
            }

            if (sum > 0)
            {
                byCounty.Add(county.CountyCode.ToString(CultureInfo.InvariantCulture), sum);
            }

            fen += sum;
        }

        return new OperatingAnswer(households, fen, capped, byCounty) { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) };
    }

    private static bool Sees(Scope scope, long household) => scope.IsAll || (HouseholdId.TryFrom(household, out var id) && scope.Covers(id));
}
