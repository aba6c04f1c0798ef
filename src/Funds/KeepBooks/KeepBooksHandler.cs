using System.Globalization;
using CleanHeating.Funds.Data;
using CleanHeating.Funds.Domain;
using CleanHeating.Funds.Domain.Books;
using CleanHeating.Funds.MintRights;
using CleanHeating.Kernel;
using CleanHeating.Platform;
using CleanHeating.Platform.Accounts;
using CleanHeating.Programme.Data;

namespace CleanHeating.Funds.KeepBooks;

/// <summary>An entry that a person makes.</summary>
/// <param name="County">County, or the city for its own books.</param>
/// <param name="Kind">appropriate, allocate, arrive, give-back, spend-reward, retain or release.</param>
/// <param name="Source">city, county or reward.</param>
/// <param name="AmountFen">Amount.</param>
/// <param name="Day">Day of the document.</param>
/// <param name="Document">The document that it rests on.</param>
/// <param name="Contract">Contract of a retention.</param>
/// <param name="CreditCode">Firm of a retention.</param>
/// <param name="Due">Day on which a retention is due.</param>
/// <param name="Retention">Id of the retention that is released.</param>
public sealed record EntryRequest(
    string? County, string? Kind, string? Source, long AmountFen, string? Day, string? Document, string? Contract = null, string? CreditCode = null, string? Due = null, string? Retention = null);

/// <summary>Enters what people do with money outside payments: appropriations, allocations to counties, arrivals, retentions.</summary>
public sealed class KeepBooksHandler(Workplace workplace, ProgrammeStore programmes)
{
    private const long Most = 1_000_000_000_000;
    private static readonly EntryKind[] OfPersons = [EntryKinds.Appropriate, EntryKinds.Allocate, EntryKinds.Arrive, EntryKinds.GiveBack, EntryKinds.Spend, EntryKinds.Retain, EntryKinds.Release];

    public Result<string> Enter(EntryRequest request)
    {
        if (Words.Parse<FundSource>(request.Source) is not { } source)
        {
            return WrongSource(request.Source);
        }

        if (Array.Find(OfPersons, k => k.Word == request.Kind) is not { } kind)
        {
            return new Error("entry-kind", new ErrorPlace(Path: "kind"), request.Kind ?? "");
        }

        var paper = Paper(request.AmountFen, request.Day, request.Document);
        return !paper.IsOk ? Result<string>.Fail(paper.Errors)
            : new FundsAct(workplace, programmes).Run(request.County, Permission.KeepBooks, "books-" + kind.Word, null, (work, county) => Enter(work, county, kind, source, request, paper.Value));
    }

    /// <summary>Enters what the bank says that a county's account holds. What differs from the books is a difference that reports name.</summary>
    public Result<string> State(string? county, long fen, string? day, string? document)
    {
        var paper = Paper(fen == 0 ? 1 : fen, day, document);
        return !paper.IsOk ? Result<string>.Fail(paper.Errors) : new FundsAct(workplace, programmes).Run<string>(county, Permission.KeepBooks, "bank-balance", null, (work, code) =>
        {
            var id = workplace.Ids.Next();
            var books = Books.Balances(work.Connection, work.Transaction, code, work.Programme.Number).Where(b => IsAtBank(b.Key.Account)).Sum(b => b.Value);
            work.Rows.Insert(FundsSeals.BankBalance, code, id, work.Programme.Number, RightDay.Text(paper.Value.Day), fen, books, paper.Value.Document, work.Process.At, work.Process.Actor);
            work.Journal.Append(code, "stated", FundsSeals.BankBalance.Name, id, id, 1, string.Create(CultureInfo.InvariantCulture, $$"""{"balance":{{fen}},"books":{{books}}}"""));
            return id.ToString(CultureInfo.InvariantCulture);
        });
    }

    /// <summary>Accounts whose money lies at the county's bank.</summary>
    internal static bool IsAtBank(FundAccount account) => account is FundAccount.Fund or FundAccount.Committed or FundAccount.Transit or FundAccount.Returned or FundAccount.Retained;

    internal static Result<EntryPaper> Paper(long fen, string? day, string? document) =>
        fen is <= 0 or > Most ? new Error("entry-amount", new ErrorPlace(Path: "amount_fen"))
        : RightDay.TryParse(day) is not { } date ? new Error("entry-day", new ErrorPlace(Path: "day"), day ?? "")
        : string.IsNullOrWhiteSpace(document) || document.Length > 200 ? new Error("document-missing", new ErrorPlace(Path: "document"))
        : new EntryPaper(date, document.Trim());

    private static Result<string> Enter(FundsWork work, int county, EntryKind kind, FundSource source, EntryRequest request, EntryPaper paper)
    {
        if (paper.Day > work.Today.AddDays(1))
        {
            return new Error("entry-day", new ErrorPlace(Path: "day"), request.Day!);
        }

        // The city appropriates its own money and the reward pool, a county its own; the city's reaches a county by allocation and arrival.
        if (kind == EntryKinds.Appropriate && (county == 0) != (source is FundSource.City or FundSource.Reward))
        {
            return WrongSource(request.Source);
        }

        var refused = kind.Word switch
        {
            "allocate" => Allocate(work, county, source, request.AmountFen, paper),
            "give-back" when county != 0 && source != FundSource.County => GiveBack(work, county, source, request.AmountFen, paper),
            "spend-reward" => Spend(work, county, source, request.AmountFen, paper),
            "retain" => Retain(work, county, source, request, paper),
            "release" => Release(work, county, source, request, paper),
            _ => new Books(work, county).Enter(kind, source, request.AmountFen, paper),
        };
        return refused is not null ? refused : kind.Word;
    }

    // City money and its arrival are two steps, so that what a county never got is seen.
    private static Error? Allocate(FundsWork work, int county, FundSource source, long fen, EntryPaper paper)
    {
        if (county == 0 || source == FundSource.County)
        {
            return WrongSource(Words.Of(source));
        }

        if (!work.Scope.IsAll)
        {
            return new Error("outside-scope", new ErrorPlace(Path: "county"), work.Programme.Plan.City.Name);
        }

        if (Sanctions.IsImposed(work, county))
        {
            return new Error("county-sanctioned", null, work.Programme.Plan.Divisions.NameOf(RegionCode.OfCounty(county)));
        }

        work.Journal.Watch(0);
        return new Books(work, 0).Enter(EntryKinds.Allocate, source, fen, paper with { Reason = county.ToString(CultureInfo.InvariantCulture) }) ?? new Books(work, county).Enter(EntryKinds.Due, source, fen, paper);
    }

    private static Error? GiveBack(FundsWork work, int county, FundSource source, long fen, EntryPaper paper)
    {
        work.Journal.Watch(0);
        return new Books(work, county).Enter(EntryKinds.GiveBack, source, fen, paper)
            ?? new Books(work, 0).Enter(EntryKinds.TakeBack, source, fen, paper with { Reason = county.ToString(CultureInfo.InvariantCulture) });
    }

    // What a county won it uses as its own: the pool's books end where the county's part of payments begins.
    private static Error? Spend(FundsWork work, int county, FundSource source, long fen, EntryPaper paper) => county == 0 || source != FundSource.Reward ? WrongSource(Words.Of(source))
        : new Books(work, county).Enter(EntryKinds.Spend, source, fen, paper) ?? new Books(work, county).Enter(EntryKinds.TopUp, FundSource.County, fen, paper);

    private static Error? Retain(FundsWork work, int county, FundSource source, EntryRequest request, EntryPaper paper)
    {
        if (string.IsNullOrWhiteSpace(request.Contract) || request.Contract.Length > 100 || request.CreditCode?.Length > 18 || RightDay.TryParse(request.Due) is not { } due)
        {
            return new Error("retention-contract", new ErrorPlace(Path: "contract"));
        }

        var id = work.Workplace.Ids.Next();
        work.Rows.Insert(
            FundsSeals.Retention, county, id, work.Programme.Number, (int)source, request.Contract.Trim(), request.CreditCode, request.AmountFen, 0L, RightDay.Text(due), work.Process.At, work.Process.Actor, 1);
        work.Journal.Append(county, "retained", FundsSeals.Retention.Name, id, id, 1);
        return new Books(work, county).Enter(EntryKinds.Retain, source, request.AmountFen, paper);
    }

    private static Error? Release(FundsWork work, int county, FundSource source, EntryRequest request, EntryPaper paper)
    {
        if (!long.TryParse(request.Retention, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || work.Rows.Find(FundsSeals.Retention, county, id) is not { } row || row.Long("source") != (long)source)
        {
            return new Error("retention-unknown", new ErrorPlace(Path: "retention"), request.Retention ?? "");
        }

        if (row.Long("released") + request.AmountFen > row.Long("amount"))
        {
            return new Error("funds-short", new ErrorPlace(Path: "amount_fen"), new Money(row.Long("amount") - row.Long("released")).ToString(), new Money(request.AmountFen).ToString());
        }

        work.Rows.Update(row, ("released", row.Long("released") + request.AmountFen), ("version", row.Long("version") + 1));
        work.Journal.Append(county, "released", FundsSeals.Retention.Name, id, id, (int)row.Long("version") + 1);
        return new Books(work, county).Enter(EntryKinds.Release, source, request.AmountFen, paper);
    }

    private static Error WrongSource(string? source) => new("entry-source", new ErrorPlace(Path: "source"), source ?? "");
}
