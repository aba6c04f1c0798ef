using System.Data.Common;
using System.Text;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.Data;

/// <summary>Reads what households' rights rest on, out of the ledger.</summary>
internal sealed class CountyFacts(IDatabase database, DbConnection connection, DbTransaction? transaction, LoadedProgramme programme)
{
    private readonly Dictionary<string, string> _hardships = new(StringComparer.Ordinal);

    /// <summary>All households of a county in order of number.</summary>
    public void Each(int county, Action<RightFacts> take)
    {
        using var scan = LedgerHouseholds.Scan(database, connection, county);
        while (scan.Next())
        {
            if (scan.Long(LedgerHouseholds.Programme) == programme.Number)
            {
                take(Read(scan));
            }
        }
    }

    /// <summary>One household; null where there is none.</summary>
    public RightFacts? Of(HouseholdId household) => new LedgerHouseholds(connection, transaction, Scope.All).Find(household) is { } h && h.Programme == programme.Number
        ? new RightFacts(household.Value, new SubsidyFacts(Route(h.Route), h.Hardship, h.AreaHundredths, h.Rooms, RightFacts.CostOf(Encoding.UTF8.GetBytes(h.Extra ?? "")), 0, 0), h.PaidFen)
        : null;

    private RightFacts Read(IRowScan scan)
    {
        var facts = new SubsidyFacts(
            Route((int)scan.Long(LedgerHouseholds.Route)), Hardship(scan), scan.Long(LedgerHouseholds.Area), (int)scan.Long(LedgerHouseholds.Rooms),
            scan.Kind(LedgerHouseholds.Extra) == StoredKind.Text ? RightFacts.CostOf(scan.Bytes(LedgerHouseholds.Extra)) : null, 0, 0);
        return new RightFacts(scan.Long(LedgerHouseholds.Household), facts, scan.Long(LedgerHouseholds.Paid));
    }

    private string Route(int number) => programme.TechnologyOf(number)?.Code ?? "";

    // A few words, many thousand times.
    private string? Hardship(IRowScan scan)
    {
        if (scan.Kind(LedgerHouseholds.Hardship) != StoredKind.Text)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(scan.Bytes(LedgerHouseholds.Hardship));
        if (_hardships.TryGetValue(text, out var known))
        {
            return known;
        }

        _hardships.Add(text, text);
        return text;
    }
}
