using System.Globalization;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.MintRights;
using CleanHeating.Funds.ReckonOperating;
using CleanHeating.Kernel;
using CleanHeating.Ledger;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;
using CleanHeating.Programme.Plan;

namespace CleanHeating.Funds.ExplainAmount;

/// <summary>Tells why a household gets what it gets. The amounts are reckoned anew on request, so the fast path never pays for the trace.</summary>
public sealed class ExplainHandler(Workplace workplace, ProgrammeStore programmes)
{
    /// <param name="id">Household number.</param>
    /// <param name="culture">Language.</param>
    /// <param name="catchUp">Whether acceptances that wait in the ledger are taken up first; a page that only looks leaves that to others.</param>
    public Result<ExplainAnswer> Explain(string? id, CultureInfo culture, bool catchUp = false)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        if (catchUp)
        {
            new RightsKeeper(workplace, programmes).CatchUp();
        }

        using var work = FundsWork.Read(workplace, programme);
        var households = new LedgerHouseholds(work.Connection, work.Transaction, work.Scope);
        if (!HouseholdId.TryParse(id, out var household) || households.Find(household) is not { } record)
        {
            return households.Missing(id ?? "");
        }

        var accepted = AcceptedHouseholds.Find(work.Connection, work.Transaction, household);
        var facts = new CountyFacts(workplace.Database, work.Connection, work.Transaction, programme).Of(household);
        if (facts is null)
        {
            return households.Missing(id ?? "");
        }

        var writer = new ExplanationWriter(work, workplace.Texts, culture);
        var rights = work.Connection.Query(work.Transaction, $"SELECT {RightRows.Columns} FROM payable_right WHERE county_code = @p0 AND household_id = @p1 ORDER BY kind, period", household.CountyCode, household.Value)
            .Select(RightRows.Read).ToDictionary(r => (r.Key.Kind, r.Key.Period));
        var lines = work.Connection.Query(work.Transaction, $"SELECT {PaymentLine.Columns} FROM payment_line WHERE county_code = @p0 AND household_id = @p1 ORDER BY batch_id", household.CountyCode, household.Value)
            .Select(PaymentLine.Read).ToLookup(l => (l.Right.Kind, l.Right.Period));
        var amounts = new List<ExplainedAmount>();
        foreach (var asked in Asked(work, household, facts.Value, accepted, rights.Keys))
        {
            var key = (asked.Kind, asked.Period);
            amounts.Add(writer.Amount(asked, accepted, rights.GetValueOrDefault(key), [.. lines[key]]));
        }

        return new ExplainAnswer(
            household.ToString(), record.Head, writer.Place(household), accepted is null ? null : writer.Acceptance(accepted), amounts, writer.Claims(household));
    }

    private IEnumerable<AskedAmount> Asked(FundsWork work, HouseholdId household, RightFacts facts, AcceptedHousehold? accepted, IEnumerable<(int Kind, string Period)> rights)
    {
        var day = accepted?.Day ?? work.Today;
        yield return new AskedAmount(RightKinds.Capital, "", work.Policy.On(SchemePlan.Capital, day), day, facts.Facts, []);
        var seasons = work.Connection.Query(work.Transaction, "SELECT season FROM meter_pack WHERE county_code = @p0 AND village_code = @p1 GROUP BY season ORDER BY season", household.CountyCode, household.Village.Value)
            .Select(r => new Season(r.GetInt32(0))).ToList();
        foreach (var season in seasons.Union(rights.Where(r => r.Kind == RightKinds.Operating).Select(r => Season.Parse(r.Period)!.Value)))
        {
            var bills = new HouseholdBills(work).Of(household, season);
            if (bills.Months.Count > 0 || rights.Contains((RightKinds.Operating, season.ToString())))
            {
                yield return new AskedAmount(
                    RightKinds.Operating, season.ToString(), work.Policy.Operating(season), season.Begins,
                    facts.Facts with { Hardship = bills.Category, Cost = null, Power = bills.CountedPower, Gas = bills.CountedGas }, bills.Months) { Certificates = bills.Certificates };
            }
        }
    }
}

/// <summary>An amount to be explained.</summary>
internal sealed record AskedAmount(int Kind, string Period, SubsidyScheme Scheme, DateOnly Day, SubsidyFacts Facts, IReadOnlyList<BilledMonth> Months)
{
    public IReadOnlyList<HeldCertificate> Certificates { get; init; } = [];
}
