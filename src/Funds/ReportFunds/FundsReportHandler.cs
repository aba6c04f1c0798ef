using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.KeepBooks;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Storage;
using CleanHeating.Platform.Texts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.ReportFunds;

/// <summary>Money of one source in one county's books.</summary>
/// <param name="Source">city, county or reward.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="AppropriatedFen">Came in altogether: appropriated, or allocated by the city.</param>
/// <param name="DueFen">Allocated, not arrived.</param>
/// <param name="FreeFen">There and free.</param>
/// <param name="CommittedFen">Set aside for approved batches.</param>
/// <param name="TransitFen">With the bank.</param>
/// <param name="PaidFen">With households.</param>
/// <param name="ReturnedFen">Came back, to be sent again.</param>
/// <param name="RetainedFen">Kept back under contracts.</param>
/// <param name="ReleasedFen">Paid out after retention.</param>
/// <param name="AllocatedFen">City's books: handed to counties.</param>
public sealed record SourceLine(
    string Source, string SourceName, long AppropriatedFen, long DueFen, long FreeFen, long CommittedFen, long TransitFen, long PaidFen, long ReturnedFen, long RetainedFen, long ReleasedFen, long AllocatedFen);

/// <summary>A difference with its name: what the figures say should not be.</summary>
/// <param name="Code">not-arrived, bank-balance, retention-overdue, paid-beyond-amount, overpaid, idle.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fen">How much.</param>
/// <param name="Detail">Where it is seen.</param>
public sealed record FundDifference(string Code, string Name, long Fen, string Detail);

/// <summary>Days from acceptance to payment.</summary>
/// <param name="Payments">Payments counted.</param>
/// <param name="Average">Average days, rounded down.</param>
/// <param name="Longest">Longest.</param>
/// <param name="Waiting">Rights with something payable.</param>
/// <param name="WaitingFen">What is payable.</param>
/// <param name="WaitingLongest">Days since acceptance of the one that waits longest.</param>
public sealed record PaymentLag(long Payments, long Average, long Longest, long Waiting, long WaitingFen, long WaitingLongest);

/// <summary>A county's money, or the city's own (its code then).</summary>
public sealed record CountyFunds(string Code, string Name, IReadOnlyList<SourceLine> Sources, IReadOnlyList<FundDifference> Differences, PaymentLag Lag, bool IsSanctioned);

/// <summary>Money by county and source.</summary>
public sealed record FundsReport(string Programme, string Day, IReadOnlyList<CountyFunds> Counties, IReadOnlyList<SourceLine> Total);

/// <summary>An entry of the books.</summary>
public sealed record EntryLine(string Id, string Kind, string KindName, string Source, string Debit, string Credit, long AmountFen, string Day, string Document, string? Batch, string? Household, string Actor, DateTimeOffset At, string? Reason);

/// <summary>Entries, newest first.</summary>
public sealed record EntryPage(IReadOnlyList<EntryLine> Entries, string? Next);

/// <summary>Reports money by source and county, with every difference by its name.</summary>
public sealed class FundsReportHandler(Workplace workplace, ProgrammeStore programmes)
{
    public Result<FundsReport> Report(CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        var counties = programme.Plan.Divisions.Counties.Where(work.Scope.Covers).Select(c => County(work, c, c.CountyCode, culture)).ToList();
        if (work.Scope.IsAll)
        {
            counties.Insert(0, County(work, programme.Plan.City.Code, 0, culture));
        }

        var total = counties.SelectMany(c => c.Sources).GroupBy(s => s.Source, StringComparer.Ordinal).Select(g => new SourceLine(
            g.Key, g.First().SourceName, g.Sum(s => s.AppropriatedFen), g.Sum(s => s.DueFen), g.Sum(s => s.FreeFen), g.Sum(s => s.CommittedFen), g.Sum(s => s.TransitFen), g.Sum(s => s.PaidFen), g.Sum(s => s.ReturnedFen),
            g.Sum(s => s.RetainedFen), g.Sum(s => s.ReleasedFen), g.Sum(s => s.AllocatedFen))).ToList();
        return new FundsReport(TextCatalog.IsEnglish(culture) ? programme.Plan.NameEn : programme.Plan.Name, RightDay.Text(work.Today), counties, total);
    }

    public Result<EntryPage> Entries(string? region, string? cursor, int limit, CultureInfo culture)
    {
        if (programmes.Current() is not { } programme)
        {
            return new Error("programme-missing");
        }

        using var work = FundsWork.Read(workplace, programme);
        if (!RegionCode.TryParse(region, out var code) || code.Level > RegionLevel.County || !programme.Plan.Divisions.Has(code) || !work.Scope.Covers(code))
        {
            return new Error("region-unknown", new ErrorPlace(Path: "county"), region ?? "");
        }

        var most = Math.Clamp(limit, 1, 500);
        var below = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
        var county = code.Level == RegionLevel.County ? code.CountyCode : 0;
        var found = work.Connection.Query(
            work.Transaction, "SELECT id, kind, source, debit, credit, amount, day, document, batch_id, household_id, actor, at, reason FROM fund_entry WHERE county_code = @p0 AND programme = @p1 AND id < @p2 ORDER BY id DESC LIMIT @p3",
            county, programme.Number, below, most + 1).Select(r => new EntryLine(
                r.GetInt64(0).ToString(CultureInfo.InvariantCulture), r.GetString(1), workplace.Texts.Get("entry." + r.GetString(1), culture), Words.Of((FundSource)r.GetInt32(2)), Words.Of((FundAccount)r.GetInt32(3)),
                Words.Of((FundAccount)r.GetInt32(4)), r.GetInt64(5), r.GetString(6), r.GetString(7), r.LongOrNull(8) is { } b ? new BatchKey(county, b).ToString() : null, r.LongOrNull(9)?.ToString("D17", CultureInfo.InvariantCulture),
                r.GetString(10), new DateTimeOffset(r.GetInt64(11), TimeSpan.Zero), r.TextOrNull(12))).ToList();
        return new EntryPage([.. found.Take(most)], found.Count > most ? found[most - 1].Id : null);
    }

    private CountyFunds County(FundsWork work, RegionCode region, int county, CultureInfo culture)
    {
        var balances = Books.Balances(work.Connection, work.Transaction, county, work.Programme.Number);
        var sources = Enum.GetValues<FundSource>().Where(s => balances.Keys.Any(k => k.Source == s)).Select(s => Source(balances, s, culture)).ToList();
        var differences = new FundDifferences(work, county, workplace.Texts, culture);
        return new CountyFunds(region.ToString(), work.Programme.Plan.Divisions.NameOf(region), sources, differences.Of(balances), differences.Lag(), Sanctions.IsImposed(work, county));
    }

    private SourceLine Source(Dictionary<(FundSource Source, FundAccount Account), long> balances, FundSource source, CultureInfo culture)
    {
        long Of(FundAccount account) => balances.GetValueOrDefault((source, account));
        return new SourceLine(
            Words.Of(source), workplace.Texts.Get("source." + Words.Of(source), culture), -Of(FundAccount.Origin), Of(FundAccount.Due), Of(FundAccount.Fund), Of(FundAccount.Committed), Of(FundAccount.Transit), Of(FundAccount.Paid),
            Of(FundAccount.Returned), Of(FundAccount.Retained), Of(FundAccount.Released), Of(FundAccount.Allocated));
    }
}
