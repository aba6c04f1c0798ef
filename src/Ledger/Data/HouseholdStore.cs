using System.Data.Common;
using CleanHeating.Kernel;
using CleanHeating.Platform.Accounts;
using CleanHeating.Platform.Storage;

namespace CleanHeating.Ledger.Data;

/// <summary>Finds single households; one outside the scope is not there.</summary>
internal sealed class HouseholdStore(Scope scope)
{
    public HouseholdRecord? Find(DbConnection connection, HouseholdId household, DbTransaction? transaction = null) => connection.Query(
        transaction, $"SELECT {HouseholdRecord.Columns} FROM household WHERE county_code = @p0 AND household_id = @p1", household.CountyCode, household.Value)
        .Select(HouseholdRecord.Read).FirstOrDefault(Sees);

    /// <summary>Whether a row that was read is the caller's to see.</summary>
    public bool Sees(HouseholdRecord record) =>
        scope.CreditCode is { } firm ? record.CreditCode == firm : HouseholdId.TryFrom(record.HouseholdId, out var id) && scope.Covers(id);
}
