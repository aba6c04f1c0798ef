using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Funds.Domain.Subsidies;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ExplainAmount;

/// <summary>Lines of one amount.</summary>
/// <param name="AmountFen">Amount of each.</param>
/// <param name="CityFen">The city's part of each.</param>
/// <param name="Lines">How many.</param>
/// <param name="TotalFen">What they come to.</param>
/// <param name="Household">One of them, to open and see why.</param>
public sealed record TotalPart(long AmountFen, long CityFen, int Lines, long TotalFen, string Household);

/// <summary>Why a batch comes to what it comes to: its amounts, the parameters they rest on, and who decided what.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="TotalFen">Its total as signed.</param>
/// <param name="Parts">Amounts in it, most frequent first; at most a hundred.</param>
/// <param name="OtherLines">Lines of further amounts.</param>
/// <param name="OtherFen">What those come to.</param>
/// <param name="WithdrawnLines">Lines that left it.</param>
/// <param name="WithdrawnFen">What those come to.</param>
/// <param name="Parameters">Parameters that hold on the days of its rights, each value once.</param>
/// <param name="Rounding">How each amount was rounded; the total is their sum and is rounded no further.</param>
/// <param name="Hash">Hash of its lines, which the signatures stand for.</param>
public sealed record ExplainedTotal(
    string Batch, long TotalFen, IReadOnlyList<TotalPart> Parts, int OtherLines, long OtherFen, int WithdrawnLines, long WithdrawnFen, IReadOnlyList<ExplainedParameter> Parameters, string Rounding, string Hash);

/// <summary>Tells why a batch comes to its total.</summary>
public sealed class ExplainTotalHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const int MostParts = 100;

    public Result<ExplainedTotal> Explain(string? key, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        if (new BatchStore(work).Find(BatchKey.Parse(key)) is not { } batch)
        {
            return new Error("payment-unknown", null, key ?? "");
        }

        var parts = work.Connection.Query(
            work.Transaction,
            "SELECT amount, city, CAST(COUNT(*) AS BIGINT), MIN(household_id) FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 GROUP BY amount, city ORDER BY COUNT(*) DESC, amount, city",
            batch.Key.County, batch.Key.Id)
            .Select(r => new TotalPart(r.GetInt64(0), r.GetInt64(1), (int)r.GetInt64(2), r.GetInt64(0) * r.GetInt64(2), r.GetInt64(3).ToString("D17", CultureInfo.InvariantCulture))).ToList();
        var (withdrawn, withdrawnFen) = work.Connection.Query(
            work.Transaction, "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment_line WHERE county_code = @p0 AND batch_id = @p1 AND state = @p2", batch.Key.County, batch.Key.Id, (int)LineState.Withdrawn)
            .Select(r => ((int)r.GetInt64(0), r.GetInt64(1))).Single();
        var other = parts.Skip(MostParts).ToList();
        return new ExplainedTotal(
            batch.Key.ToString(), batch.Total, [.. parts.Take(MostParts)], other.Sum(p => p.Lines), other.Sum(p => p.TotalFen), withdrawn, withdrawnFen, Parameters(work, batch, culture),
            workplace.Texts.Get("rounding.half-up", culture), batch.Hash);
    }

    // A parameter whose value changed between the first and the last of the rights stands here with each value.
    private List<ExplainedParameter> Parameters(FundsWork work, PaymentBatch batch, CultureInfo culture)
    {
        var days = work.Connection.Query(
            work.Transaction,
            "SELECT MIN(r.day), MAX(r.day) FROM payment_line l JOIN payable_right r ON r.county_code = l.county_code AND r.household_id = l.household_id AND r.kind = l.kind AND r.period = l.period WHERE l.county_code = @p0 AND l.batch_id = @p1",
            batch.Key.County, batch.Key.Id).Select(r => (RightDay.Parse(r.GetString(0)), RightDay.Parse(r.GetString(1)))).Single();
        var scheme = work.Policy.Plan.Schemes.First(s => s.Kind == RightKinds.Word(batch.Kind));
        var writer = new ExplanationWriter(work, workplace.Texts, culture);
        var turns = work.Policy.Settings.Turns.Where(t => t > days.Item1 && t <= days.Item2).Prepend(days.Item1).ToList();
        return [.. SchemeBuilder.Parameters(scheme).SelectMany(code => turns.Select(day => work.Policy.Settings.On(code, day)).DistinctBy(s => s.Since)).Select(writer.Parameter)];
    }
}
