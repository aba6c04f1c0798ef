using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Payments;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ReadPayments;

/// <summary>Lists rights and claims of one region.</summary>
public sealed class ReadRightsHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const string Filter =
        "county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND programme = @p3 AND (@p4 = 0 OR kind = @p4) AND (@p5 = '' OR period = @p5) AND (@p6 < 0 OR state = @p6)";

    /// <param name="region">County, township or village.</param>
    /// <param name="kind">capital or operating; null for both.</param>
    /// <param name="period">Season; null for all.</param>
    /// <param name="state">open, settled or frozen; null for all.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="culture">Language.</param>
    public Result<RightPage> Rights(string? region, string? kind, string? period, string? state, string? cursor, int limit, CultureInfo culture) => Of<RightPage>(region, (work, code) =>
    {
        if ((!string.IsNullOrEmpty(kind) && RightKinds.Parse(kind) is null) || (!string.IsNullOrEmpty(state) && Words.Parse<RightState>(state) is null))
        {
            return new Error("filter-unknown", null, $"{kind} {state}".Trim());
        }

        var (first, last) = HouseholdId.RangeOf(code);
        object?[] filter = [code.CountyCode, first, last, work.Programme.Number, RightKinds.Parse(kind) ?? 0, period ?? "", Words.Parse<RightState>(state) is { } s ? (int)s : -1];
        var after = (cursor ?? "").Split('_') is [var h, var k, var p] && long.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out var household) && int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Household: household, Kind: number, Period: p) : (0, 0, "");
        var most = Math.Clamp(limit, 1, 500);
        var found = work.Connection.Query(
            work.Transaction, $"SELECT {RightRows.Columns} FROM payable_right WHERE {Filter} AND (household_id > @p7 OR (household_id = @p7 AND (kind > @p8 OR (kind = @p8 AND period > @p9)))) ORDER BY household_id, kind, period LIMIT @p10",
            [.. filter, after.Household, after.Kind, after.Period, most + 1]).Select(RightRows.Read).ToList();
        var next = found.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{found[most - 1].Key.Household}_{found[most - 1].Key.Kind}_{found[most - 1].Key.Period}") : null;
        return new RightPage([.. found.Take(most).Select(r => Line(work, r, culture))], Totals(work, filter), next);
    });

    public Result<ClaimList> Claims(string? region, string? state, CultureInfo culture) => Of<ClaimList>(region, (work, code) =>
    {
        var (first, last) = HouseholdId.RangeOf(code);
        return new ClaimList([.. work.Connection.Query(
            work.Transaction, "SELECT id, household_id, kind, period, amount, recovered, state, cause, at FROM recovery_claim WHERE county_code = @p0 AND household_id >= @p1 AND household_id <= @p2 AND (@p3 < 0 OR state = @p3) ORDER BY id DESC LIMIT 1000",
            code.CountyCode, first, last, Words.Parse<ClaimState>(state) is { } s ? (int)s : -1).Select(r => new ClaimLine(
                r.GetInt64(0).ToString(CultureInfo.InvariantCulture), code.County.ToString(), r.GetInt64(1).ToString("D17", CultureInfo.InvariantCulture), RightKinds.Word(r.GetInt32(2)), r.GetString(3), r.GetInt64(4), r.GetInt64(5),
                Words.Of((ClaimState)r.GetInt32(6)), workplace.Texts.Get("claim.state." + Words.Of((ClaimState)r.GetInt32(6)), culture), r.GetString(7), workplace.Texts.Get("cause." + r.GetString(7), culture),
                new DateTimeOffset(r.GetInt64(8), TimeSpan.Zero)))]);
    });

    private RightLine Line(FundsWork work, PayableRight r, CultureInfo culture) => new(
        r.Key.Household.ToString("D17", CultureInfo.InvariantCulture), work.Programme.Plan.Divisions.NameOf(r.Key.Household / 100_000), RightKinds.Word(r.Key.Kind), r.Key.Period, r.Day, r.Amount, r.City, r.PaidBefore, r.ExcessBefore, r.Paid,
        r.Held, r.Payable, r.Overpaid, r.Recovered, Words.Of(r.State), workplace.Texts.Get("right.state." + Words.Of(r.State), culture), r.Reason is null ? null : workplace.Texts.Get("cause." + r.Reason, culture));

    private static RightTotals Totals(FundsWork work, object?[] filter) => work.Connection.Query(
        work.Transaction,
        $"""
        SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(amount), 0) AS BIGINT), CAST(COALESCE(SUM(paid_before), 0) AS BIGINT), CAST(COALESCE(SUM(paid), 0) AS BIGINT), CAST(COALESCE(SUM(held), 0) AS BIGINT),
          CAST(COALESCE(SUM(CASE WHEN state <> 2 AND amount + recovered > paid_before + paid + held THEN amount + recovered - paid_before - paid - held ELSE 0 END), 0) AS BIGINT), CAST(COALESCE(SUM(overpaid), 0) AS BIGINT)
        FROM payable_right WHERE {Filter}
        """, filter).Select(r => new RightTotals(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6))).First();

    private Result<T> Of<T>(string? region, Func<FundsWork, RegionCode, Result<T>> read)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        return RegionCode.TryParse(region, out var code) && code.Level >= RegionLevel.County && programme.Plan.Divisions.Has(code) && work.Scope.Covers(code)
            ? read(work, code) : new Error("region-unknown", new ErrorPlace(Path: "region"), region ?? "");
    }
}
