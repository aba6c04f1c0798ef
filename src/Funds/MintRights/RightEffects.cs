using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.PayBatch;

namespace CleanHeating.Funds.MintRights;

/// <summary>
/// What follows when a right changes: a line that was not sent yet leaves its batch where the right no longer bears it, and what was paid too
/// much becomes a claim, which ends where the household is entitled again.
/// </summary>
internal sealed class RightEffects(FundsWork work, int county)
{
    public PayableRight Of(PayableRight before, PayableRight after)
    {
        if (after.Held > 0 && (after.State == RightState.Frozen || after.Overpaid > 0) && new BatchStore(work).LiveLine(after.Key) is { Line.State: not LineState.Sent } line)
        {
            new LineWithdrawal(work).Withdraw(line, after.State == RightState.Frozen ? "acceptance-withdrawn" : "amount-changed");
            after = after.Release(line.Line.Amount);
        }

        if (before.Debt != after.Debt)
        {
            Claim(after);
        }

        return after;
    }

    /// <summary>Brings the right's claim to what the household owes.</summary>
    public void Claim(PayableRight right)
    {
        var (key, debt) = (right.Key, right.Debt);
        var open = work.Rows.Where(
            FundsSeals.RecoveryClaim, "county_code = @p0 AND household_id = @p1 AND kind = @p2 AND period = @p3 AND open = 1", key.County, key.Household, key.Kind, key.Period).FirstOrDefault();
        var cause = right.State == RightState.Frozen ? "acceptance-withdrawn" : "amount-lowered";
        if (open is null)
        {
            if (debt > 0)
            {
                var id = work.Workplace.Ids.Next();
                work.Rows.Insert(FundsSeals.RecoveryClaim, county, id, key.Household, key.Kind, key.Period, debt, 0L, (int)ClaimState.Open, 1, cause, work.Process.At, work.Process.Actor, 1);
                Journal("opened", id, 1, debt);
            }

            return;
        }

        var (recovered, version) = (open.Long("recovered"), open.Long("version") + 1);
        var trigger = debt > 0 ? ClaimTrigger.Recover : recovered > 0 ? ClaimTrigger.Settle : ClaimTrigger.Drop;
        var state = LifeCycles.Claim.Next(ClaimState.Open, trigger).Value;

        // What came back is part of the claim; what is still owed is the rest.
        var amount = debt > 0 || recovered > 0 ? recovered + debt : open.Long("amount");
        work.Rows.Update(open, ("amount", amount), ("state", (long)state), ("open", state == ClaimState.Open ? 1L : null), ("version", version));
        Journal(Words.Of(trigger), open.Long("id"), (int)version, amount);
    }

    private void Journal(string action, long id, int version, long amount) => work.Journal.Append(
        county, action, FundsSeals.RecoveryClaim.Name, id, id, version, string.Create(CultureInfo.InvariantCulture, $$"""{"amount":{{amount}}}"""));
}
