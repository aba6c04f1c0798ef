using CleanHeating.Acceptance.Data;
using CleanHeating.Acceptance.Domain;
using CleanHeating.Ledger;
using CleanHeating.Platform;

namespace CleanHeating.Acceptance.InspectHousehold;

/// <summary>What follows from an inspection: the acceptance begins, stands again or ends; the rectification before it ends; a new one opens.</summary>
internal sealed class InspectionEffects(Workplace workplace, AcceptanceTransaction on, IReadOnlyList<IAcceptanceListener> listeners)
{
    /// <returns>The rectification that it opened.</returns>
    public long? Apply(Inspection inspection, HouseholdFacts household, CheckedSubmission check, RectificationOrder? order, AcceptedHousehold? standing)
    {
        if (inspection.Outcome == InspectionOutcome.Impossible)
        {
            return null;
        }

        var passed = inspection.Outcome == InspectionOutcome.Passed;
        EndRectification(inspection, passed);
        var after = passed ? Pass(inspection, household, standing) : standing is { Counts: true } ? Fail(standing) : null;
        if (after is not null)
        {
            AcceptanceChanges.Save(on, listeners, new AcceptanceChange(standing, after), passed ? "accepted" : "withdrawn");
        }

        return passed ? null : Open(inspection, household, check, order!);
    }

    private static AcceptedHousehold Pass(Inspection inspection, HouseholdFacts household, AcceptedHousehold? standing) => standing is null
        ? new AcceptedHousehold(household.Id, household.Programme, inspection.Day, AcceptanceSource.Field, AcceptanceState.Standing, WithdrawnBy.Nobody, inspection.Id, null, null, null, 1)
        : standing with
        {
            Day = inspection.Day, Source = AcceptanceSource.Field, State = AcceptanceLifeCycle.Find(standing.State, AcceptanceTrigger.Pass).Value.To, WithdrawnBy = WithdrawnBy.Nobody, Inspection = inspection.Id,
            Reason = null, DecidedBy = null, DecidedAt = null, Version = standing.Version + 1,
        };

    private static AcceptedHousehold Fail(AcceptedHousehold standing) => standing with
    {
        State = AcceptanceLifeCycle.Find(standing.State, AcceptanceTrigger.Fail).Value.To, WithdrawnBy = WithdrawnBy.Inspection, DecidedBy = null, DecidedAt = null, Version = standing.Version + 1,
    };

    private void EndRectification(Inspection inspection, bool passed)
    {
        if (on.Rectifications.LiveOf(inspection.County, inspection.Household) is { } live)
        {
            var act = RectificationLifeCycle.Find(live.State, passed ? RectificationTrigger.Pass : RectificationTrigger.Fail).Value;
            on.Rectifications.Update(live with { State = act.To, ClosedAt = on.Process.At, ClosedBy = on.Process.Actor, ClosingInspection = inspection.Id, Version = live.Version + 1 });
        }
    }

    private long Open(Inspection inspection, HouseholdFacts household, CheckedSubmission check, RectificationOrder order)
    {
        var rectification = new Rectification
        {
            County = inspection.County, Id = workplace.Ids.Next(), Household = inspection.Household, Programme = inspection.Programme, Inspection = inspection.Id, Source = AcceptanceSource.Field,
            State = RectificationState.Open, What = order.What.Trim(), Who = (order.Who ?? household.Enterprise)!.Trim(), CreditCode = household.CreditCode, Due = check.Due, OpenedAt = on.Process.At,
            OpenedBy = on.Process.Actor, Version = 1,
        };
        on.Rectifications.Insert(rectification);
        on.Journal.Append(rectification.County, "opened", AcceptanceSeals.Rectification.Name, rectification.Household, rectification.Household, 1);
        return rectification.Id;
    }
}

/// <summary>Writes one change of an acceptance, with its journal entry, and tells who listens.</summary>
internal static class AcceptanceChanges
{
    public static void Save(AcceptanceTransaction on, IReadOnlyList<IAcceptanceListener> listeners, AcceptanceChange change, string action)
    {
        AcceptanceRows.Save(on.Journal, change.After);
        on.Journal.Append(
            change.After.Household.CountyCode, action, AcceptanceSeals.Acceptance.Name, change.After.Household.Value, change.After.Household.Value, change.After.Version);
        foreach (var listener in listeners)
        {
            listener.Changed(on.Work, change);
        }
    }
}
