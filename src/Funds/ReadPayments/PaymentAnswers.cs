namespace CleanHeating.Funds.ReadPayments;

/// <summary>A right in a list.</summary>
public sealed record RightLine(
    string Household, string Village, string Kind, string Period, string Day, long AmountFen, long CityFen, long PaidBeforeFen, long ExcessBeforeFen, long PaidFen, long HeldFen, long PayableFen, long OverpaidFen, long RecoveredFen,
    string State, string StateName, string? Reason);

/// <summary>A page of rights, in order of household, kind and period.</summary>
public sealed record RightPage(IReadOnlyList<RightLine> Rights, RightTotals Totals, string? Next);

/// <summary>Sums of all rights that the filter finds.</summary>
public sealed record RightTotals(long Rights, long AmountFen, long PaidBeforeFen, long PaidFen, long HeldFen, long PayableFen, long OverpaidFen);

/// <summary>A batch in a list; its acts are what the asker can do with it now, and what it waits for is a stable word, or null.</summary>
public sealed record BatchLine(
    string Id, string Region, string RegionName, string Kind, string KindName, string Period, string State, string StateName, int Lines, long TotalFen, long CityFen, long CountyFen, string Hash, string? NoticeFrom, string? NoticeUntil,
    string ProposedBy, string? CheckedBy, string? ApprovedBy, DateTimeOffset CreatedAt, int Version, IReadOnlyList<string> Acts, string? Waits);

/// <summary>A page of batches, newest first.</summary>
public sealed record BatchPage(IReadOnlyList<BatchLine> Batches, string? Next);

/// <summary>How many lines of a batch stand where, and their money.</summary>
public sealed record LineCount(string State, string StateName, int Lines, long Fen);

/// <summary>A signature: who did what over which hash.</summary>
public sealed record StepLine(string Act, string ActName, string Actor, DateTimeOffset At, string State, string StateName, int Version, string Hash, long TotalFen, string? Reason);

/// <summary>A bank file; number below 0 for an answer.</summary>
public sealed record BankFileLine(int Number, string Name, DateTimeOffset At, string Actor, int Lines, long TotalFen, string Sha256);

/// <summary>An objection.</summary>
public sealed record ObjectionLine(string Id, string? Household, string Text, string RaisedBy, DateTimeOffset At, string Actor, string State, string StateName, string? Decision, string? DecidedBy, DateTimeOffset? DecidedAt, int Version);

/// <summary>A batch whole.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Counts">Its lines by state.</param>
/// <param name="Steps">Its signatures, oldest first.</param>
/// <param name="Files">Bank files and answers.</param>
/// <param name="Objections">Objections to its list.</param>
/// <param name="SharedAccounts">Lines whose account gets money for several households of the batch.</param>
/// <param name="FundFree">What is free in the books, by source; approval needs it.</param>
public sealed record BatchAnswer(
    BatchLine Batch, IReadOnlyList<LineCount> Counts, IReadOnlyList<StepLine> Steps, IReadOnlyList<BankFileLine> Files, IReadOnlyList<ObjectionLine> Objections, int SharedAccounts, IReadOnlyDictionary<string, long> FundFree);

/// <summary>A line of a batch; the account is masked.</summary>
public sealed record PaymentLineAnswer(
    int Number, string Household, string Village, string Payee, string? Account, long AmountFen, long CityFen, string State, string StateName, string? Reason, int File, DateTimeOffset? SettledAt, string Reference);

/// <summary>A page of a batch's lines, in order of their numbers.</summary>
public sealed record PaymentLinePage(IReadOnlyList<PaymentLineAnswer> Lines, string? Next);

/// <summary>A village's public list (公示), as it hangs: names are masked.</summary>
public sealed record NoticeAnswer(string Title, string Region, string From, string Until, IReadOnlyList<NoticeVillage> Villages, long TotalFen, string Note);

/// <summary>A village's part of the list.</summary>
public sealed record NoticeVillage(string Village, string Name, IReadOnlyList<NoticeLine> Lines, long TotalFen);

/// <summary>A line of the list.</summary>
public sealed record NoticeLine(int Number, string Payee, long AmountFen);

/// <summary>A claim for money back.</summary>
public sealed record ClaimLine(
    string Id, string County, string Household, string Kind, string Period, long AmountFen, long RecoveredFen, string State, string StateName, string Cause, string CauseName, DateTimeOffset At);

/// <summary>Claims, newest first.</summary>
public sealed record ClaimList(IReadOnlyList<ClaimLine> Claims);
