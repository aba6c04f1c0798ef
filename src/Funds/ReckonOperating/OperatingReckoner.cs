using System.Data.Common;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Funds.ReckonOperating;

/// <summary>What a household used in months that count. Whether it was accepted is not asked here; what the ledger says of that is told.</summary>
internal readonly record struct OperatingUse(long Household, SubsidyFacts Facts, bool HasPassed);

/// <summary>Reckons a county's operating subsidy of a season from bills and certificates (C31, C32).</summary>
internal sealed class OperatingReckoner(IDatabase database, DbConnection connection, DbTransaction? transaction, FundsPolicy policy)
{
    /// <summary>Households of a county with a certificate and any use in months that count, in order of number.</summary>
    public List<OperatingUse> Of(int county, Season season)
    {
        var hardship = HardshipMonths.Of(connection, transaction, county, season);
        if (hardship.Count == 0)
        {
            return [];
        }

        var uses = Uses(county, season, hardship);
        return Facts(county, hardship, uses);
    }

    /// <summary>One household; null where it has no certificate or no use in months that count.</summary>
    public OperatingUse? OfHousehold(HouseholdId household, Season season)
    {
        var hardship = HardshipMonths.Of(connection, transaction, household.CountyCode, season, household.Value);
        var uses = hardship.Count == 0 ? [] : Uses(household.CountyCode, season, hardship, household.Village.Value);
        if (!uses.TryGetValue(household.Value, out var use) || new CountyFacts(database, connection, transaction, policy.Programme).Of(household) is not { } facts)
        {
            return null;
        }

        return new OperatingUse(household.Value, facts.Facts with { Hardship = hardship[household.Value].Category, Cost = null, Power = use.Power, Gas = use.Gas }, false);
    }

    private Dictionary<long, (long Power, long Gas)> Uses(int county, Season season, Dictionary<long, Hardship> hardship, long? only = null)
    {
        var uses = new Dictionary<long, (long Power, long Gas)>();
        Span<uint> values = stackalloc uint[Season.Months];
        using var command = connection.Command(
            transaction, "SELECT village_code, pack FROM meter_pack WHERE county_code = @p0 AND season = @p1 AND village_code >= @p2 AND village_code <= @p3 ORDER BY village_code",
            county, season.Year, only ?? 0, only ?? long.MaxValue);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var village = rows.GetInt64(0);
            var reader = new MeterPack.Reader(rows.GetFieldValue<byte[]>(1));
            while (reader.Next(values))
            {
                var household = village * 100_000 + reader.Sequence;
                if (hardship.TryGetValue(household, out var counted))
                {
                    var sum = MeterPack.SumOf(reader.Months & counted.Months, values);
                    var (power, gas) = uses.GetValueOrDefault(household);
                    uses[household] = reader.Utility == Metered.Power ? (power + sum, gas) : (power, gas + sum);
                }
            }
        }

        return uses;
    }

    private List<OperatingUse> Facts(int county, Dictionary<long, Hardship> hardship, Dictionary<long, (long Power, long Gas)> uses)
    {
        var found = new List<OperatingUse>(uses.Count);
        using var scan = LedgerHouseholds.Scan(database, connection, county);
        while (scan.Next())
        {
            var household = scan.Long(LedgerHouseholds.Household);
            if (uses.TryGetValue(household, out var use) && scan.Long(LedgerHouseholds.Programme) == policy.Programme.Number)
            {
                var route = policy.Programme.TechnologyOf((int)scan.Long(LedgerHouseholds.Route))?.Code ?? "";
                found.Add(new OperatingUse(household, new SubsidyFacts(
                    route, hardship[household].Category, scan.Long(LedgerHouseholds.Area), (int)scan.Long(LedgerHouseholds.Rooms), null, use.Power, use.Gas),
                    scan.Long(LedgerHouseholds.Result) == LedgerHouseholds.Passed));
            }
        }

        return found;
    }
}
