using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.MintRights;

namespace CleanHeating.Funds.PayBatch;

/// <summary>The rights that a batch holds.</summary>
internal sealed class HeldRights(FundsWork work, PaymentBatch batch)
{
    /// <summary>Changes the rights of some lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="change">What becomes of each right.</param>
    /// <param name="action">Verb for the journal.</param>
    public void Change(IReadOnlyCollection<PaymentLine> lines, Func<PayableRight, PaymentLine, PayableRight> change, string action)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var byHousehold = lines.ToDictionary(l => l.Right.Household);
        var (writer, effects) = (new RightWriter(work, batch.Key.County), new RightEffects(work, batch.Key.County));
        foreach (var row in work.Rows.Where(
            FundsSeals.Right, "county_code = @p0 AND kind = @p1 AND period = @p2 AND household_id >= @p3 AND household_id <= @p4",
            batch.Key.County, batch.Kind, batch.Period, byHousehold.Keys.Min(), byHousehold.Keys.Max()))
        {
            var before = RightRows.Read(row);
            if (byHousehold.Remove(before.Key.Household, out var line))
            {
                var after = change(before, line);
                writer.Change(new ReadRight(before, row), after);

                // What was paid after the right had fallen is owed from now on.
                if (before.Debt != after.Debt)
                {
                    effects.Claim(after);
                }
            }
        }

        if (byHousehold.Count > 0)
        {
            throw new InvalidOperationException($"Batch {batch.Key} has lines without a right.");
        }

        writer.Write(action);
    }
}
