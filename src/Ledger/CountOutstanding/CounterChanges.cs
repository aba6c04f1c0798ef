using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Ledger.Data;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Progress;

namespace CleanHeating.Ledger.CountOutstanding;

/// <summary>What single households add to the progress counters, or take from them.</summary>
internal sealed class CounterChanges(LoadedProgramme programme)
{
    private readonly CounterDeltas _deltas = new(programme.Number);
    private readonly Money _floor = LedgerPolicy.SubsidyFloor(programme.Plan);

    /// <param name="household">The household.</param>
    /// <param name="sign">1 to add it, -1 to take it away.</param>
    public void Add(HouseholdRecord household, int sign)
    {
        var outstanding = household.Stage == (int)Stage.Passed ? Math.Max(0, _floor.Fen - household.Paid) : 0;
        _deltas.Add(
            RegionCode.From(household.VillageCode), household.Route, (Stage)household.Stage, sign, new Area(sign * household.Area), new Money(sign * household.Paid), new Money(sign * outstanding));
    }

    public void Apply(IDatabase database, DbConnection connection) => _deltas.Apply(database, connection);
}
