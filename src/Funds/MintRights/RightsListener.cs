using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.MintRights;

/// <summary>Mints, changes and freezes rights in the very transaction in which acceptances come and go.</summary>
public sealed class RightsListener(Workplace workplace, ProgrammeStore programmes) : IAcceptanceListener
{
    public void Changed(AcceptanceWork work, AcceptanceChange change)
    {
        if (Within(work, change.After.Household.CountyCode) is { } funds)
        {
            new RightsReconciler(funds, change.After.Household.CountyCode).One(change.After.Household, change.After);
        }
    }

    public void Adopted(AcceptanceWork work, int county, IReadOnlyList<AcceptedHousehold> adopted)
    {
        if (adopted.Count > 0 && Within(work, county) is { } funds)
        {
            new RightsReconciler(funds, county).All();
        }
    }

    public Error? Leave(AcceptanceWork work, AcceptedHousehold accepted)
    {
        foreach (var row in work.Journal.Rows.Where(FundsSeals.Right, "county_code = @p0 AND household_id = @p1", accepted.Household.CountyCode, accepted.Household.Value))
        {
            var right = RightRows.Read(row);
            if (right.Paid + right.Held + right.Recovered > 0 || IsTold(work, right.Key))
            {
                return new Error("household-paid");
            }

            if (!work.Journal.Rows.Delete(row))
            {
                throw new StaleRowException(FundsSeals.Right.Name, right.Key.Household);
            }

            work.Journal.Append(right.Key.County, "deleted", FundsSeals.Right.Name, right.Key.Household, right.Key.Household, right.Version, RightRows.Detail(right, right));
        }

        return null;
    }

    // Lists and claims tell of the right for good, whatever became of them.
    private static bool IsTold(AcceptanceWork work, RightKey key) =>
        work.Connection.ScalarLong(work.Transaction, "SELECT COUNT(*) FROM payment_line WHERE county_code = @p0 AND household_id = @p1 AND kind = @p2 AND period = @p3", key.County, key.Household, key.Kind, key.Period) > 0
        || work.Connection.ScalarLong(work.Transaction, "SELECT COUNT(*) FROM recovery_claim WHERE county_code = @p0 AND household_id = @p1 AND kind = @p2 AND period = @p3", key.County, key.Household, key.Kind, key.Period) > 0;

    // Nobody else may write in the county until this transaction is through, or it is begun again.
    private FundsWork? Within(AcceptanceWork work, int county)
    {
        work.Journal.Watch(county);
        return programmes.Current(work.Connection, work.Transaction) is { } programme ? FundsWork.Within(workplace, programme, work.Connection, work.Transaction, work.Journal) : null;
    }
}
