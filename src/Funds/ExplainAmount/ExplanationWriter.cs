using System.Globalization;
using CleanHeating.Acceptance;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Seasons;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;

namespace CleanHeating.Funds.ExplainAmount;

/// <summary>Puts a reckoning into words and figures for people.</summary>
internal sealed class ExplanationWriter(FundsWork work, TextCatalog texts, CultureInfo culture)
{
    private readonly bool _english = TextCatalog.IsEnglish(culture);

    public string Place(HouseholdId household) => string.Join(" ", new[] { household.Village.County, household.Village.Township, household.Village }.Select(work.Programme.Plan.Divisions.NameOf));

    public ExplainedAcceptance Acceptance(AcceptedHousehold a) => new(RightDay.Text(a.Day), Words.Of(a.State), Words.Of(a.Source), a.Counts);

    public ExplainedAmount Amount(AskedAmount asked, AcceptedHousehold? accepted, PayableRight? right, IReadOnlyList<PaymentLine> lines)
    {
        var trace = new List<TraceStep>();
        var amount = asked.Scheme.Of(asked.Facts, trace);
        var exact = trace.Count > 0 ? trace[^1].Result : default;
        var used = trace.Select(t => t.Setting).Concat(asked.Scheme.Payers.Select(p => p.Setting)).OfType<Setting>().DistinctBy(s => s.Code).ToList();
        return new ExplainedAmount(
            RightKinds.Word(asked.Kind), SubsidyName(asked.Scheme.Code), asked.Period, amount.Fen, amount.City, amount.County, right is null ? null : Right(right), Reason(accepted, amount, right), RightDay.Text(asked.Day),
            Inputs(asked), [.. used.Select(Parameter)], [.. trace.Select(Step)], new ExplainedRounding(exact.ToString(), amount.Fen, Text("rounding.half-up"), !exact.IsWhole),
            Payers(asked.Scheme, amount), [.. lines.Select(Payment)], Rules());
    }

    public IReadOnlyList<ExplainedClaim> Claims(HouseholdId household) => [.. work.Connection.Query(
        work.Transaction, "SELECT id, kind, period, amount, recovered, state, cause FROM recovery_claim WHERE county_code = @p0 AND household_id = @p1 ORDER BY id", household.CountyCode, household.Value)
        .Select(r => new ExplainedClaim(
            r.GetInt64(0).ToString(CultureInfo.InvariantCulture), RightKinds.Word(r.GetInt32(1)), r.GetString(2), r.GetInt64(3), r.GetInt64(4), Words.Of((ClaimState)r.GetInt32(5)),
            Text("claim.state." + Words.Of((ClaimState)r.GetInt32(5))), Text("cause." + r.GetString(6))))];

    private ExplainedRight Right(PayableRight r) => new(
        Words.Of(r.State), Text("right.state." + Words.Of(r.State)), r.Amount, r.PaidBefore, r.ExcessBefore, r.Paid, r.Held, r.Payable, r.Overpaid, r.Recovered, r.Reason is null ? null : Text("cause." + r.Reason), r.Version);

    private string? Reason(AcceptedHousehold? accepted, Entitlement amount, PayableRight? right) =>
        right is not null ? null : Text(accepted is null ? "explain.not-accepted" : !accepted.Counts ? "explain.withdrawn" : amount.Fen == 0 ? "explain.nothing" : "explain.waiting");

    private List<ExplainedInput> Inputs(AskedAmount asked)
    {
        var inputs = new List<ExplainedInput> { Input("route", RouteName(asked.Facts.Route), "") };
        if (asked.Facts.Hardship is { } hardship)
        {
            inputs.Add(Input("hardship", hardship, ""));
        }

        if (asked.Kind == RightKinds.Capital)
        {
            inputs.Add(Input("rooms", asked.Facts.Rooms.ToString(CultureInfo.InvariantCulture), ""));
            inputs.Add(Input("area", FixedPoint.Format(asked.Facts.Area, 2), "m2"));
            if (asked.Facts.Cost is { } cost)
            {
                inputs.Add(Input("cost", new Money(cost).ToString(), "yuan"));
            }
        }

        inputs.AddRange(asked.Certificates.Select(c => Input("certificate", Text("explain.certificate", c.Number, c.Category, SeasonWords.NameOf(c.Issuer), c.From, c.To), "")));
        inputs.AddRange(asked.Months.Select(m => new ExplainedInput(
            Words.Of(m.Utility), Text("input." + Words.Of(m.Utility)), FixedPoint.Format(m.Hundredths, 2), m.Utility == Metered.Power ? "kWh" : "m3", m.Period, m.Counts, m.Why is null ? null : Text("explain." + m.Why))));
        return inputs;
    }

    private ExplainedInput Input(string key, string value, string unit) => new(key, Text("input." + key), value, unit);

    public ExplainedParameter Parameter(Setting setting)
    {
        var plan = work.Programme.Plan;
        var parameter = plan.Parameters.Find(setting.Code)!;
        var clauses = (setting.Clause ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var words = string.Join(" ", plan.Clauses.Where(c => clauses.Contains(c.Number)).Select(c => c.Text));
        return new ExplainedParameter(
            setting.Code, _english ? parameter.NameEn : parameter.Name, setting.Text, setting.Unit, setting.Clause, words.Length == 0 ? null : words, RightDay.Text(setting.Since), setting.DecidedBy, setting.Reason ?? parameter.Note);
    }

    private ExplainedStep Step(TraceStep step)
    {
        var value = step.Setting?.Text;
        var quantity = step.Quantity is { } q ? FixedPoint.Format(q, 2) : "";
        var text = step.Block == "by" ? Text("step.by", Text("input." + step.Of), step.Of == "route" ? RouteName(step.Word ?? "") : step.Word ?? "–")
            : Text($"step.{step.Block}{(step.Block is "cap" or "floor" && !step.Applied ? ".idle" : "")}", value, step.Of is null ? "" : Text("input." + step.Of), quantity, step.Result.ToString());
        return new ExplainedStep(step.Block, text, step.Setting?.Code, step.Result.ToString(), step.Applied);
    }

    private List<ExplainedPayer> Payers(SubsidyScheme scheme, Entitlement amount) => [.. scheme.Payers.Select(p => new ExplainedPayer(
        p.Name, Text("source." + p.Name), p.Name == "city" ? amount.City : amount.County, p.Setting?.Code))];

    private ExplainedPayment Payment(PaymentLine line) => new(
        line.Batch.ToString(), Words.Of(line.State), Text("line.state." + Words.Of(line.State)), line.Amount, line.Reason is null ? null : texts.Find("cause." + line.Reason, culture) ?? line.Reason,
        line.SettledAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);

    private ExplainedRules Rules()
    {
        var plan = work.Programme.Plan;
        var by = work.Connection.Query(work.Transaction, "SELECT actor FROM programme_version WHERE programme = @p0 AND version = @p1", work.Programme.Number, work.Programme.Version).Select(r => r.GetString(0)).FirstOrDefault();
        return new ExplainedRules(_english ? plan.NameEn : plan.Name, work.Programme.Version, RightDay.Text(plan.EffectiveFrom), plan.Document.Number, by);
    }

    private string SubsidyName(string code) => work.Programme.Plan.Subsidies.FirstOrDefault(s => s.Code == code) is { } subsidy ? (_english ? subsidy.NameEn : subsidy.Name) : Text("subsidy." + code);

    private string RouteName(string code) => work.Programme.Plan.Technologies.FirstOrDefault(t => t.Code == code) is { } route ? (_english ? route.NameEn : route.Name) : code;

    private string Text(string key, params ReadOnlySpan<object?> args) => texts.Get(key, culture, args);
}
